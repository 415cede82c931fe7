"""What a script does, as it is read: calls, comparisons, models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from multihot.facts import NOWHERE, Cut, Fit, ModelFacts, Operand, Output, Place, Use
from multihot.facts.models import Named
from multihot.facts.scripts import Choice
from multihot.source.values import Thing


@dataclass(frozen=True, eq=False)
class Taken:
    """An operand with the number that all arrays of the same rows share."""

    operand: Operand
    rows: int = 0


@dataclass(eq=False)
class Compilation:
    """One call of compile, or of fit where no compile was seen; fits and names come later."""

    thing: Thing
    outputs: tuple[Output, ...]
    place: Place
    compiling: Place = NOWHERE
    compiled: bool = True
    metrics_known: bool = True
    schedule: bool | None = None
    fits: list[Fit] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)


@dataclass(eq=False)
class Record:
    """Everything that was seen, in the order of the script.

    Args:
        uses: calls of libraries with their operands.
        cuts: comparisons of scores with what is compared.
        choices: the best of a loop.
        compilations: by their number.
        models: everything that is a model, in the order it was made.
        parts: models that are a part of another, by their number.
        fitted: arrays that a model is fitted to, by their source, with how that is known.
        divided: numbers of rows that are split somewhere.
        shuffles: something is shuffled somewhere.
        adds_metrics: `add_metric` is called somewhere.
    """

    uses: list[tuple[Use, Mapping[str, Taken]]] = field(default_factory=list)
    cuts: list[tuple[Cut, Taken]] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    compilations: dict[int, Compilation] = field(default_factory=dict)
    models: list[Thing] = field(default_factory=list)
    parts: set[int] = field(default_factory=set)
    fitted: dict[int, str] = field(default_factory=dict)
    divided: set[int] = field(default_factory=set)
    shuffles: bool = False
    adds_metrics: bool = False

    def all_uses(self) -> tuple[Use, ...]:
        """Calls of libraries; arrays that are split later are told from those that are not."""
        return tuple(
            replace(use, operands={name: self._settled(each) for name, each in taken.items()})
            for use, taken in self.uses
        )

    def all_cuts(self) -> tuple[Cut, ...]:
        """Comparisons of scores."""
        return tuple(replace(cut, scores=self._settled(taken)) for cut, taken in self.cuts)

    def _settled(self, taken: Taken) -> Operand:
        operand = taken.operand
        if operand.part is None and taken.rows in self.divided:
            operand = replace(operand, part="all")
        if operand.role is None and operand.source in self.fitted:
            operand = replace(operand, role="targets", why=self.fitted[operand.source])
        return operand


def without_repeats(models: list[ModelFacts]) -> tuple[ModelFacts, ...]:
    """Each model once, though the function that makes it may be called often."""
    seen: list[ModelFacts] = []
    for model in models:
        if model not in seen:
            seen.append(model)
    return tuple(seen)
