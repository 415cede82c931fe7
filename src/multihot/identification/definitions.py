"""What a number can be: one way to compute it, who computes it so, and what it is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["decisions", "ranks", "scores", "sizes"]


@dataclass(frozen=True)
class Call:
    """What to type in a library for the number.

    Args:
        system: the library, with its version or generation where that matters.
        text: the call in its own words.
    """

    system: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One way to compute a number from targets and scores.

    Args:
        name: what it is called here; a catalogue name, with what differs behind a comma.
        words: what it is, in a user's words.
        calls: who computes it, in whose words.
        kind: what it looks at: decisions, the order of scores, scores as probabilities, sizes.
        rarity: how far-fetched it is; 0 is what everybody prints.
        mistaken_for: what it is commonly taken for and is not; empty if nothing.
        instead: catalogue name of the number that is that; empty if none is.
        metric: catalogue name of the number itself; empty if the catalogue does not have it.
    """

    name: str
    words: str
    calls: tuple[Call, ...]
    kind: Kind
    rarity: int
    mistaken_for: str = ""
    instead: str = ""
    metric: str = ""

    def contrary(self, further: int) -> Definition:
        """What is left to 1, that much more far-fetched."""
        return replace(
            self,
            name=f"1 - {self.name}",
            words=f"1 minus the {self.words}",
            calls=tuple(
                Call(call.system, f"1 - {call.text}")
                for call in self.calls
                if not call.text.startswith("metrics=")
            ),
            rarity=self.rarity + further,
            mistaken_for="",
            instead="",
            metric="",
        )


@dataclass(frozen=True)
class Candidate:
    """A definition with its value on the user's data.

    Args:
        definition: how it is computed.
        value: the number.
        is_share: it lies in 0 to 1 and what is left to 1 is looked for, too; False where the
            contrary has a name of its own.
    """

    definition: Definition
    value: float
    is_share: bool = True
