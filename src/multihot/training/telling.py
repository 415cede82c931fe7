"""What was done, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.data import DataFacts
from multihot.features import SignalFeatures, TableFeatures, TextFeatures
from multihot.nn import TrainedModel
from multihot.thresholds import Thresholds
from multihot.training.jobs import Job


def steps_of(
    facts: DataFacts,
    model: TrainedModel,
    thresholds: Thresholds,
    job: Job,
    *,
    again: bool,
) -> Iterator[tuple[str, str]]:
    """The steps of a training up to its thresholds: (heading, sentence), in order."""
    sizes = ", ".join(f"{part.n_rows:,} {part.name}" for part in facts.parts)
    yield (
        "Parts",
        f"{sizes} rows; {len(facts.labels)} labels, {facts.parts[0].cardinality:.2f} a row.",
    )
    yield "Features", _features(model)
    tried = "; ".join(f"{trial.kind}: {trial.reason}" for trial in model.trials)
    kept = model.log[model.best_step - 1]
    yield "Model", f"{model.kind}, {kept.what}. {tried}."
    if model.interrupted:
        yield "Interrupted", "The training was ended by hand; this is the best model up to then."
    yield "Decisions", _decisions(thresholds, job)
    if again:
        yield (
            "Once more",
            "Then the same features and model, with the same settings, were fitted on train and "
            "validation together; thresholds stayed as chosen.",
        )


def _features(model: TrainedModel) -> str:
    match model.features:
        case TextFeatures(grams=grams):
            kinds = " and ".join(
                f"runs of {each.shortest} to {each.longest} "
                + ("words" if each.of == "word" else "letters")
                for each in grams
            )
            return (
                f"tf-idf of {kinds}: {model.features.n_features:,} columns, fitted on train alone."
            )
        case TableFeatures(number_names=numbers, category_names=categories):
            return (
                f"{len(numbers):,} numbers standardised, {len(categories)} categories as zeros and "
                f"ones, gaps marked: {model.features.n_features:,} columns, fitted on train alone."
            )
        case SignalFeatures(n_features=n_steps):
            return f"signals of {n_steps:,} steps on one scale, fitted on train alone."


def _decisions(thresholds: Thresholds, job: Job) -> str:
    how = {
        "pooled": "a threshold for each label, drawn towards one for all where rows are few,",
        "label": "a threshold for each label",
        "all": "one threshold for all labels",
    }[job.scope]
    low, middle, high = np.quantile(thresholds.values, (0, 0.5, 1))
    span = f"{middle:.2f}" if low == high else f"{low:.2f} to {high:.2f}, median {middle:.2f}"
    return f"{how} chosen on validation for {job.metric}: {span}.".capitalize()
