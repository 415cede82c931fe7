"""Learning step by step: judged on validation after each, the best kept, ended early."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from multihot.arrays import Floats
from multihot.errors import DataError
from multihot.features import Matrix
from multihot.nn.interrupting import interrupts_between_steps
from multihot.nn.scoring import Network
from multihot.rules import Finding

Arrays = Mapping[str, NDArray[Any]]


class Learner(Protocol):
    """Something that learns in steps: epochs of a network, strengths of a linear model."""

    n_steps: int
    patience: int

    def advance(self, step: int) -> float:
        """Take one more step; the training loss after it."""

    def steps_to(self, step: int) -> Sequence[int]:
        """Steps to take from the start to be where the given one is."""

    def describe(self, step: int) -> str:
        """What the step is: `epoch 3`, `strength 30`."""

    def score(self, features: Matrix) -> NDArray[Any]:
        """Scores as of now."""

    def snapshot(self) -> Arrays:
        """What scoring needs, as arrays."""

    def network(self, snapshot: Arrays) -> Network:
        """The network of a snapshot."""

    def state(self) -> Arrays:
        """What going on needs."""

    def resume(self, state: Arrays) -> None:
        """Go on from a state."""


@dataclass(frozen=True)
class Step:
    """One line of the log.

    Args:
        step: from 1.
        what: `epoch 3`.
        loss: training loss.
        numbers: validation metrics by name.
        seconds: since the start of learning.
    """

    step: int
    what: str
    loss: float
    numbers: Mapping[str, float]
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """One flat line for JSON; a number that is undefined is null."""
        flat = {"step": self.step, "what": self.what, "loss": self.loss, "seconds": self.seconds}
        numbers = {
            name: float(value) if np.isfinite(value) else None
            for name, value in self.numbers.items()
        }
        return flat | numbers


@dataclass(frozen=True, eq=False)
class Learned:
    """How far learning is: the log, and the arrays of the best step and of the last."""

    log: tuple[Step, ...] = ()
    best_step: int = 0
    best: Arrays = field(default_factory=dict)
    state: Arrays = field(default_factory=dict)
    interrupted: bool = False

    @property
    def last_step(self) -> int:
        """Steps taken."""
        return self.log[-1].step if self.log else 0

    @property
    def seconds(self) -> float:
        """Time taken."""
        return self.log[-1].seconds if self.log else 0.0


class Watcher(Protocol):
    """Whoever wants to see the steps: a display, a checkpoint."""

    def found(self, findings: tuple[Finding, ...]) -> None:
        """The audit found this in the model, before its first step."""

    def begin(self, name: str, n_steps: int) -> None:
        """Learning begins."""

    def step(self, step: Step, *, best: bool) -> None:
        """A step was taken."""

    def keep(self, learned: Learned) -> None:
        """Everything that going on needs, after a step."""

    def end(self, learned: Learned) -> None:
        """Learning is over."""


def learn(
    learner: Learner,
    judge: Callable[[Floats], Mapping[str, float]],
    features: Matrix,
    *,
    monitor: str,
    watchers: tuple[Watcher, ...] = (),
    so_far: Learned = Learned(),
    name: str = "model",
) -> Learned:
    """Take steps until they no longer help, and keep the best.

    Ctrl-C ends it after the step under way, with the best so far; twice, at once.

    Args:
        learner: what learns.
        judge: gives the validation metrics of scores.
        features: features of the validation rows.
        monitor: metric that says which step is best; higher is better.
        watchers: told of every step.
        so_far: where to go on from.
        name: shown beside the steps.

    Raises:
        DataError: the loss is no number any more.
    """
    for watcher in watchers:
        watcher.begin(name, learner.n_steps)
    learned = so_far
    with interrupts_between_steps() as interrupted:
        for learned in _steps(learner, judge, features, monitor, so_far):
            for watcher in watchers:
                watcher.step(learned.log[-1], best=learned.best_step == learned.last_step)
                watcher.keep(learned)
            if interrupted():
                learned = replace(learned, interrupted=True)
                break
    for watcher in watchers:
        watcher.end(learned)
    return learned


def _steps(
    learner: Learner,
    judge: Callable[[Floats], Mapping[str, float]],
    features: Matrix,
    monitor: str,
    learned: Learned,
) -> Iterator[Learned]:
    started = time.perf_counter() - learned.seconds
    if learned.state:
        learner.resume(learned.state)
    for step in range(learned.last_step + 1, learner.n_steps + 1):
        if learned.best_step and step - learned.best_step > learner.patience:
            return
        loss = _finite(learner.advance(step), step)
        numbers = judge(learner.score(features))
        seconds = time.perf_counter() - started
        line = Step(step, learner.describe(step), loss, numbers, seconds)
        learned = _after(learned, line, learner, monitor)
        yield learned


def _after(learned: Learned, line: Step, learner: Learner, monitor: str) -> Learned:
    seen = [_rank(step, monitor) for step in learned.log]
    better = not seen or _rank(line, monitor) > max(seen)
    return Learned(
        log=(*learned.log, line),
        best_step=line.step if better else learned.best_step,
        best=learner.snapshot() if better else learned.best,
        state=learner.state(),
    )


def _rank(step: Step, monitor: str) -> tuple[float, float]:
    """What makes a step better: the monitor; where that stands still, a loss lower by .001."""
    loss = step.numbers.get("validation_loss", 0.0)
    return float(np.nan_to_num(step.numbers[monitor], nan=-np.inf)), -round(loss, 3)


def _finite(loss: float, step: int) -> float:
    if not np.isfinite(loss):
        raise DataError(
            f"the training loss is {loss} at step {step}",
            where="training",
            remedy="look for huge numbers in the inputs, or choose a lower learning rate; "
            "the steps before are kept, --resume goes on from them",
        )
    return loss
