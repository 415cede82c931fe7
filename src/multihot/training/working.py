"""The whole job: from splits to a run with decisions and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from multihot.arrays import Floats
from multihot.auditing import audit
from multihot.data import DataFacts, Dataset, Splits, describe
from multihot.evaluation import Evaluation, evaluate, find_mistakes
from multihot.facts import Facts, Place
from multihot.facts.counting import score_facts
from multihot.features import SignalFeatures, TableFeatures, TextFeatures
from multihot.metrics import LabelFrequencies
from multihot.nn import TrainedModel, Watcher
from multihot.rules import Finding, choices, in_order, judge
from multihot.runs import Run
from multihot.thresholds import Scope, Thresholds, choose_thresholds
from multihot.training.candidates import Effort, ModelBuilder
from multihot.training.fitting import Memory, refit, train

WITH_INTERVALS = ("f1_micro", "f1_macro", "f1_samples", "subset_accuracy", "label_accuracy")


@dataclass(frozen=True, eq=False)
class Job:
    """What a training is asked to do.

    Args:
        model: as for `train`.
        metric: what thresholds are chosen for.
        scope: thresholds pooled, for each label, or one for all; see `choose_thresholds`.
        monitor: validation metric that chooses step and model.
        seed: of all that is random.
        effort: epochs, batch size, patience.
        with_validation: whether the chosen model is fitted once more on train and validation.
        settings: what to keep with the run.
        told: sentences on how the data were read, (heading, sentence).
    """

    model: str | ModelBuilder = "auto"
    metric: str = "f1_macro"
    scope: Scope = "pooled"
    monitor: str = "f1_macro"
    seed: int = 0
    effort: Effort = Effort()
    with_validation: bool = True
    settings: Mapping[str, Any] = field(default_factory=dict)
    told: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Done:
    """A finished job: the run, and the scores of the test part that its numbers are made of."""

    run: Run
    test_scores: Floats


def work(
    splits: Splits,
    job: Job = Job(),
    *,
    watchers: tuple[Watcher, ...] = (),
    memory: Memory | None = None,
) -> Done:
    """Audit, train, choose thresholds on validation, evaluate on test.

    Args:
        splits: the parts.
        job: what to do.
        watchers: told of every step of the training.
        memory: where a training that was cut off goes on from.

    Raises:
        DataError: as `train`, `choose_thresholds` and `evaluate`.
    """
    # a metric for which no thresholds can be chosen is refused before anything is trained
    choose_thresholds([[1, 0]], [[0.6, 0.4]], job.metric, scope=job.scope)
    of_data = audit(splits=splits)
    model = train(
        splits,
        job.model,
        monitor=job.monitor,
        seed=job.seed,
        effort=job.effort,
        watchers=watchers,
        memory=memory,
    )
    validation, test = splits.validation, splits.test
    scores = model.score(validation.inputs)
    thresholds = choose_thresholds(validation.targets, scores, job.metric, scope=job.scope)
    chosen, again = model, job.with_validation and not model.interrupted
    if again:
        model = refit(model, splits, job.model, seed=job.seed, effort=job.effort)
    test_scores = model.score(test.inputs)
    evaluation = evaluate(
        test.targets,
        test_scores,
        thresholds,
        labels=splits.train.labels,
        trained=LabelFrequencies(splits.train.positives_per_label(), len(splits.train)),
    ).with_intervals(WITH_INTERVALS)
    facts = describe(splits)
    run = Run(
        model=model,
        thresholds=thresholds,
        evaluation=evaluation,
        findings=in_order((*of_data, *_of_choices(validation, scores, thresholds))),
        facts=facts,
        mistakes=find_mistakes(test, test_scores, thresholds.decide(test_scores)),
        story=(*job.told, *_story(facts, chosen, thresholds, evaluation, job, again=again)),
        settings=job.settings,
    )
    return Done(run, test_scores)


def _of_choices(validation: Dataset, scores: Floats, thresholds: Thresholds) -> tuple[Finding, ...]:
    """What is wrong with the scores and decisions on the rows that these were chosen on."""
    labels = validation.labels
    facts = score_facts(validation.targets, scores, thresholds.values, labels=labels)
    return judge(Facts(scores=replace(facts, place=Place(name="validation"))), choices.RULES)


def _story(
    facts: DataFacts,
    model: TrainedModel,
    thresholds: Thresholds,
    evaluation: Evaluation,
    job: Job,
    *,
    again: bool,
) -> Iterator[tuple[str, str]]:
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
    yield "Test", f"Judged on {evaluation.n_rows:,} test rows, which chose nothing."


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
