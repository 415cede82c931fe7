"""Training a model on the train part, its choices made on the validation part."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from multihot.data import Splits, join
from multihot.errors import check_seed
from multihot.nn import KerasLearner, KerasNetwork, Learned, TrainedModel, Trial, Watcher, learn
from multihot.rules import Finding
from multihot.training.candidates import (
    Effort,
    ModelBuilder,
    dense_width,
    plausible,
    prepare,
    too_slow,
)
from multihot.training.inspecting import findings_of
from multihot.training.judging import judge_of


class Memory(Protocol):
    """Where a training that was cut off is taken up again."""

    def recall(self, kind: str) -> Learned:
        """How far a model is; `Learned()` if it never began."""

    def watcher(self, kind: str) -> Watcher:
        """Keeps the steps of a model."""


def train(
    splits: Splits,
    model: str | ModelBuilder = "auto",
    *,
    monitor: str = "f1_macro",
    seed: int = 0,
    effort: Effort = Effort(),
    watchers: tuple[Watcher, ...] = (),
    memory: Memory | None = None,
) -> TrainedModel:
    """A model trained on the train part; step and kind are chosen on the validation part.

    The test part is not looked at.

    Args:
        splits: the parts.
        model: "linear" (solved, not descended), "mlp", "conv1d" for signals, "auto" to try those
            that are plausible, a function from (n_features, n_labels) to a Keras model, or such
            a model, of which a fresh copy is trained.
        monitor: the validation metric that decides, higher is better; those of decisions are taken
            at the one cut that is best for micro F1.
        seed: of the initial weights, the order of rows and dropout.
        effort: epochs, batch size, patience.
        watchers: told of every step.
        memory: where to go on from.

    Raises:
        DataError: an unknown model or monitor; a seed that is none; a loss that is no number.

    Source of the linear model: Fan et al., LIBLINEAR, JMLR 2008.
    """
    check_seed(seed)
    plan = _Plan(splits, monitor, seed, effort, watchers, memory)
    if model == "auto":
        return _best_of(plausible(splits.train.inputs), plan)
    return _one(model, plan)


def refit(
    trained: TrainedModel,
    splits: Splits,
    model: str | ModelBuilder = "auto",
    *,
    seed: int = 0,
    effort: Effort = Effort(),
) -> TrainedModel:
    """The same model with the same settings, fitted on train and validation together.

    Choose thresholds with the model of `train` before: scores of rows that a model was fitted
    on are too sure to choose by.

    Args:
        trained: what `train` chose.
        splits: the parts it was given.
        model: what `train` was given.
        seed: as there.
        effort: as there.
    """
    check_seed(seed)
    kind = trained.kind if model == "auto" else model
    whole = join(splits.train, splits.validation)
    candidate = prepare(kind, whole, effort=effort, seed=seed)
    for step in candidate.learner.steps_to(trained.best_step):
        candidate.learner.advance(step)
    network = candidate.learner.network(candidate.learner.snapshot())
    return replace(trained, features=candidate.features, network=network)


@dataclass(frozen=True, eq=False)
class _Plan:
    splits: Splits
    monitor: str
    seed: int
    effort: Effort
    watchers: tuple[Watcher, ...]
    memory: Memory | None


def _one(model: str | ModelBuilder, plan: _Plan, reason: str = "asked for") -> TrainedModel:
    started = time.perf_counter()
    splits, memory = plan.splits, plan.memory
    judge = judge_of(splits.validation.targets, plan.monitor)
    candidate = prepare(model, splits.train, effort=plan.effort, seed=plan.seed)
    kind = candidate.kind
    if plan.watchers and isinstance(candidate.learner, KerasLearner):
        _tell(plan.watchers, findings_of(KerasNetwork(candidate.learner.model), splits.train))
    learned = learn(
        candidate.learner,
        judge,
        candidate.features.transform(splits.validation.inputs),
        monitor=plan.monitor,
        watchers=(*plan.watchers, *(() if memory is None else (memory.watcher(kind),))),
        so_far=Learned() if memory is None else memory.recall(kind),
        name=kind,
    )
    value = learned.log[learned.best_step - 1].numbers[plan.monitor]
    return TrainedModel(
        features=candidate.features,
        network=candidate.learner.network(learned.best),
        labels=splits.train.labels,
        kind=kind,
        monitor=plan.monitor,
        log=learned.log,
        best_step=learned.best_step,
        trials=(Trial(kind, value, time.perf_counter() - started, reason),),
        interrupted=learned.interrupted,
    )


def _tell(watchers: tuple[Watcher, ...], findings: tuple[Finding, ...]) -> None:
    for watcher in watchers if findings else ():
        watcher.found(findings)


def _best_of(kinds: tuple[str, ...], plan: _Plan) -> TrainedModel:
    best = _one(kinds[0], plan, "the first to be tried")
    trials = list(best.trials)
    for kind in kinds[1:]:
        train = plan.splits.train
        slow = too_slow(kind, train, dense_width(best.features, train))
        if slow:
            trials.append(Trial(kind, None, 0.0, slow))
            continue
        tried = None if best.interrupted else _one_if_not_interrupted(kind, plan)
        if tried is None:
            trials.append(Trial(kind, None, 0.0, "left out: the training was interrupted"))
            best = replace(best, interrupted=True)
            continue
        trials.extend(tried.trials)
        best = replace(max((best, tried), key=_value), interrupted=tried.interrupted)
    return replace(best, trials=_judged(trials, best, plan))


def _one_if_not_interrupted(kind: str, plan: _Plan) -> TrainedModel | None:
    try:
        return _one(kind, plan)
    except KeyboardInterrupt:  # before its first step; what was tried before is not lost
        return None


def _value(model: TrainedModel) -> float:
    return float(np.nan_to_num(model.log[model.best_step - 1].numbers[model.monitor], nan=-1.0))


def _judged(trials: list[Trial], best: TrainedModel, plan: _Plan) -> tuple[Trial, ...]:
    def reason(trial: Trial) -> str:
        if trial.value is None:
            return trial.reason
        verdict = "chosen: the best" if trial.kind == best.kind else "not chosen: no better"
        return f"{verdict} validation {plan.monitor}, {trial.value:.3f}"

    return tuple(replace(trial, reason=reason(trial)) for trial in trials)
