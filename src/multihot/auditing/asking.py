"""Asking every rule about whatever is at hand: a model, arrays, splits, scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multihot.auditing.reading import facts_of_script, scripts_in
from multihot.auditing.selecting import rules_for
from multihot.errors import DataError, option
from multihot.facts import Facts, ModelFacts, ScriptFacts
from multihot.rules import RULES, Finding, Rule, data, in_order, judge

if TYPE_CHECKING:
    from multihot.data import Dataset, Splits
    from multihot.labels import LabelSpace

USUAL = 0.5


def audit(  # noqa: PLR0913 - whatever is at hand, by name
    *,
    model: Any = None,
    targets: Any = None,
    scores: Any = None,
    thresholds: Any = USUAL,
    decisions: Any = None,
    splits: Splits | None = None,
    source: str | Path | Iterable[str | Path] | None = None,
    fit: Mapping[str, Any] | None = None,
    labels: LabelSpace | Iterable[str] | None = None,
    keras: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """What is wrong, or worth knowing, in whatever is at hand: the worst first.

    Args:
        model: a Keras model, compiled or not; nothing of it is run or changed.
        targets: (n_rows, n_labels) of 0 and 1, NaN where unknown; any array, sparse or a table.
        scores: (n_rows, n_labels) that a model gave for these targets; as in `evaluate`, tables
            are matched by the names of columns and rows, and columns in another order are told.
        thresholds: one, or one a label, from which on a score is a decision.
        decisions: (n_rows, n_labels) that were decided for these targets: what is handed to
            f1_score and its like. Scores among them are found, and not refused.
        splits: the parts to train on, to choose on and to judge by; a model is judged for those
            to train on, where no targets are given.
        source: scripts, notebooks, or folders of them; they are read and never run.
        fit: what is given to `model.fit`, by its parameters' names: `{"class_weight": ...}`.
        labels: names of the columns.
        keras: which Keras the scripts are for, where that should not be found from their
            imports and requirements: `"2.8"`, `"tf2.1"`.
        select: rules to ask, by id, folder (`heads`) or severity; all where empty.
        ignore: rules not to ask.

    Raises:
        DataError: scores or decisions without targets, thresholds without scores, a fit without a
            model, a file that cannot be read, no such rule, tables of other columns or rows.
        ShapeError: targets, scores and decisions that do not have the same rows and labels.

    >>> finding, *_ = audit(targets=[[1, -1], [-1, 1]])
    >>> finding.rule, finding.severity
    ('targets-not-binary', 'error')
    >>> finding, *_ = audit(targets=[[1, 0], [1, 1]], decisions=[[0.9, 0.2], [0.7, 0.6]])
    >>> finding.rule, finding.code
    ('unthresholded-scores', 'decisions = decisions >= 0.5')
    """
    rules = rules_for(select, ignore)
    found: list[Finding] = []
    if source is not None:
        for path in scripts_in(source):
            found += judge_script(facts_of_script(path, keras=keras), rules)
    _refuse_alone(model, fit, targets, scores, thresholds, decisions)
    facts = _gathered(model, targets, scores, thresholds, decisions, splits, fit, labels)
    if facts.model is not None and splits is not None and facts.targets is None:
        found += judge_model(facts.model, splits.train, rules)
        facts = replace(facts, model=None)
    return in_order([*found, *judge(facts, rules)])


def judge_model(
    model: ModelFacts, train: Dataset, rules: Iterable[Rule] = RULES
) -> tuple[Finding, ...]:
    """What is wrong with a model for the rows that it is trained on.

    Args:
        model: what is known of it.
        train: the rows; what they say by themselves is not said again.
        rules: those to ask.
    """
    from multihot.facts.counting import part_facts

    facts = Facts(model=model, targets=part_facts("train", train))
    return judge(facts, (rule for rule in rules if rule not in data.RULES))


def judge_script(script: ScriptFacts, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What the rules find in a script and in its models, but for what it says to ignore."""
    rules = tuple(rules)
    found = (finding for facts in _cases(script) for finding in judge(facts, rules))
    return in_order(finding for finding in found if not _ignored(script, finding))


def _cases(script: ScriptFacts) -> Iterator[Facts]:
    yield Facts(script=script)
    for model in script.models:
        told = [fit.targets for fit in model.fits if fit.targets is not None]
        kinds = {targets.kind for targets in told}
        # a model that is fitted on targets of two kinds says nothing about either
        yield Facts(model=model, targets=told[0] if len(kinds) == 1 else None)


def _ignored(script: ScriptFacts, finding: Finding) -> bool:
    rules = script.ignored.get((finding.place.cell, finding.place.line))
    return rules is not None and (not rules or finding.rule in rules)


def _refuse_alone(
    model: Any, fit: Any, targets: Any, scores: Any, thresholds: Any, decisions: Any
) -> None:
    """Refuse what says nothing without what it belongs to."""
    for name, given in (("scores", scores), ("decisions", decisions)):
        if given is not None and targets is None:
            remedy = f"pass {option('targets')} as well"
            raise DataError(f"{name} without targets", where=name, remedy=remedy)
    if scores is None and not (isinstance(thresholds, float) and thresholds == USUAL):
        raise DataError(
            "thresholds without scores",
            where="thresholds",
            remedy=f"pass {option('scores')} as well, or leave {option('thresholds')} out: "
            "decisions are made already",
        )
    if fit is not None and model is None:
        remedy = f"pass {option('model')} as well"
        raise DataError(f"{option('fit')} without a model", where="fit", remedy=remedy)


def _gathered(
    model: Any,
    targets: Any,
    scores: Any,
    thresholds: Any,
    decisions: Any,
    splits: Splits | None,
    fit: Mapping[str, Any] | None,
    labels: LabelSpace | Iterable[str] | None,
) -> Facts:
    """All that is known of a model, its data and its predictions as one case."""
    from multihot.facts.counting import decision_facts, score_facts, target_facts

    if targets is None and fit is not None:
        targets = fit.get("y")
    return Facts(
        model=None if model is None else _model_facts(model, fit),
        targets=None if targets is None else target_facts(targets, labels=labels),
        scores=None if scores is None else score_facts(targets, scores, thresholds, labels=labels),
        decisions=None if decisions is None else decision_facts(targets, decisions, labels=labels),
        splits=splits,
    )


def _model_facts(model: Any, fit: Mapping[str, Any] | None) -> Any:
    from multihot.nn.describing import model_facts  # Keras is imported where there is a model

    return model_facts(model, fit=fit)
