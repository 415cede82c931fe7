"""What the report tells beside the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from multihot.data import DataFacts
from multihot.evaluation import Mistake
from multihot.runs import Run


@dataclass(frozen=True)
class Story:
    """How the numbers came about.

    Args:
        title: name of the run.
        steps: what was done, (heading, sentence), in order: data, split, features, model, ...
        facts: sizes and label frequencies of the parts.
        mistakes: rows that the model got wrong, worst first.
        log: one mapping a training step: step, loss, f1_micro, f1_macro, seconds, ...
        best_step: `step` of the log that was kept; None if there is no log.
    """

    title: str = "Evaluation"
    steps: tuple[tuple[str, str], ...] = ()
    facts: DataFacts | None = None
    mistakes: tuple[Mistake, ...] = ()
    log: tuple[Mapping[str, float], ...] = ()
    best_step: int | None = None

    @classmethod
    def of_run(cls, run: Run, *, title: str) -> Story:
        """What a run tells of itself."""
        return cls(
            title=title,
            steps=run.story,
            facts=run.facts,
            mistakes=run.mistakes,
            log=tuple(step.to_dict() for step in run.model.log),
            best_step=run.model.best_step or None,
        )
