"""The whole job: from splits to a run with decisions and numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from multihot.arrays import Floats
from multihot.auditing import audit
from multihot.data import Dataset, Splits, describe
from multihot.errors import DataError, either
from multihot.evaluation import find_mistakes
from multihot.facts import Facts, Place
from multihot.facts.counting import score_facts
from multihot.nn import Watcher
from multihot.rules import Finding, choices, in_order, judge
from multihot.runs import RowOrigins, Run, SeenRows
from multihot.thresholds import Thresholds, choose_thresholds
from multihot.training.candidates import check_kind
from multihot.training.fitting import Memory, refit, train
from multihot.training.inspecting import findings_of
from multihot.training.jobs import Job
from multihot.training.judging import check_monitor
from multihot.training.telling import steps_of

WITH_INTERVALS = ("f1_micro", "f1_macro", "f1_samples", "subset_accuracy", "label_accuracy")


@dataclass(frozen=True, eq=False)
class Done:
    """A finished job: the run, the test part, and the scores that its numbers are made of."""

    run: Run
    test: Dataset
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
        splits: the parts, a test part among them.
        job: what to do.
        watchers: told of every step of the training.
        memory: where a training that was cut off goes on from.

    Raises:
        DataError: there is no test part; as `train`, `choose_thresholds` and `evaluate`.
    """
    if splits.test is None:
        raise DataError(
            "there is no test part to judge by",
            where="splits",
            remedy=either(
                python="make the parts with multihot.split", command="give one by --test"
            ),
        )
    run = train_run(splits, job, watchers=watchers, memory=memory)
    scores = run.model.score(splits.test.inputs)
    return Done(judged(run, splits.test, scores), splits.test, scores)


def check_job(job: Job) -> None:
    """Refuse words that are no model, metric, scope or monitor, before anything is read or trained.

    Raises:
        DataError: one is none; the nearest is offered.
    """
    check_kind(job.model)
    check_monitor(job.monitor)
    choose_thresholds([[1, 0]], [[0.6, 0.4]], job.metric, scope=job.scope)


def train_run(
    splits: Splits,
    job: Job = Job(),
    *,
    watchers: tuple[Watcher, ...] = (),
    memory: Memory | None = None,
) -> Run:
    """Audit, train and choose thresholds on validation: a run without numbers yet.

    Args:
        splits: the parts; a test part is audited and described, and nothing else.
        job: what to do.
        watchers: told of every step of the training.
        memory: where a training that was cut off goes on from.

    Raises:
        DataError: as `train` and `choose_thresholds`.
    """
    check_job(job)
    of_data = audit(splits=splits)
    chosen = train(
        splits,
        job.model,
        monitor=job.monitor,
        seed=job.seed,
        effort=job.effort,
        watchers=watchers,
        memory=memory,
    )
    validation = splits.validation
    scores = chosen.score(validation.inputs)
    thresholds = choose_thresholds(validation.targets, scores, job.metric, scope=job.scope)
    of_network = findings_of(chosen.network, splits.train)
    again = job.with_validation and not chosen.interrupted
    facts = describe(splits)
    model = chosen
    if again:
        model = refit(chosen, splits, job.model, seed=job.seed, effort=job.effort)
    return Run(
        model=model,
        thresholds=thresholds,
        findings=in_order((*of_data, *of_network, *_of_choices(validation, scores, thresholds))),
        facts=facts,
        story=(*job.told, *steps_of(facts, chosen, thresholds, job, again=again)),
        settings=job.settings,
        seen_rows=SeenRows.of(splits, refit=again),
    )


def judged(run: Run, part: Dataset, scores: Floats) -> Run:
    """The run with its numbers and mistakes on rows that are to have chosen nothing.

    Its story says how many of them it was trained on, or chosen by, all the same.
    """
    seen = run.seen_rows
    origins = None if seen is None else seen.origins(part.inputs)
    return replace(
        run,
        evaluation=run.evaluate(part.targets, scores).with_intervals(WITH_INTERVALS),
        facts=run.facts and run.facts.with_part("test", part),
        mistakes=find_mistakes(part, scores, run.thresholds.decide(scores)),
        story=(*run.story, ("Test", _of_test(origins, len(part)))),
        seen_rows=seen and seen.with_test(part.inputs),
    )


def _of_test(origins: RowOrigins | None, n_rows: int) -> str:
    told = f"Judged on {n_rows:,} test rows"
    if origins is None or not origins.flattering:
        return f"{told}, which chose nothing."
    return (
        f"{told}, {origins.count('train'):,} of them with the inputs of rows that were trained on, "
        f"{origins.count('validation'):,} of rows that chose thresholds or model: their numbers "
        "flatter."
    )


def _of_choices(validation: Dataset, scores: Floats, thresholds: Thresholds) -> tuple[Finding, ...]:
    """What is wrong with the scores and decisions on the rows that these were chosen on."""
    labels = validation.labels
    facts = score_facts(validation.targets, scores, thresholds.values, labels=labels)
    return judge(Facts(scores=replace(facts, place=Place(name="validation"))), choices.RULES)
