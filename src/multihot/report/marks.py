"""The labels of a row that went wrong, each marked by what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from multihot.evaluation import Guess, Mistake

Kind: TypeAlias = Literal["hit", "missed", "wrong", "unknown"]
KINDS: dict[Kind, str] = {
    "hit": "given and true",
    "missed": "true, not given",
    "wrong": "given, not true",
    "unknown": "given, nobody knows",
}
_MOST = 12


@dataclass(frozen=True)
class Mark:
    """One label of the row and its score."""

    kind: Kind
    label: str
    score: float


@dataclass(frozen=True)
class MarkedMistake:
    """One row with the labels to show, and those that wait behind a click."""

    place: str
    text: str
    marks: tuple[Mark, ...]
    further: tuple[Mark, ...]


def marked(mistake: Mistake) -> MarkedMistake:
    """The row's labels by falling score; of very many, the hits wait."""
    marks = [Mark(_kind(guess), guess.label, guess.score) for guess in mistake.guesses]
    if len(marks) > _MOST:
        marks.sort(key=lambda mark: mark.kind == "hit")
    return MarkedMistake(mistake.place, mistake.text, tuple(marks[:_MOST]), tuple(marks[_MOST:]))


def _kind(guess: Guess) -> Kind:
    if guess.true is None:
        return "unknown"
    if not guess.given:
        return "missed"
    return "hit" if guess.true else "wrong"
