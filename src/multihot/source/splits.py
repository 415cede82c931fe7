"""Rows are divided into parts, shuffled, and put in another order."""

from __future__ import annotations

from dataclasses import replace

from multihot.facts.models import Part
from multihot.source.calls import Called
from multihot.source.running import Frame
from multihot.source.targets import array_of
from multihot.source.values import Array, Items, Rows, Value

_OPTIONS = ("test_size", "train_size", "random_state", "shuffle", "stratify")
# what a part is divided into: the held-out half of a test part is what is left for the end
_HALVES: dict[Part | None, tuple[Part, Part]] = {
    None: ("train", "test"),
    "all": ("train", "test"),
    "train": ("train", "validation"),
    "validation": ("validation", "test"),
    "test": ("validation", "test"),
}


def train_test_split(called: Called) -> Value:
    """Each array becomes two; one that was split off before is split again."""
    mixed = called.constant("shuffle", default=True) is not False
    arrays = [given.value for name, given in called.named.items() if name not in _OPTIONS]
    halves = [half for value in arrays for half in _halves(called.frame, value, mixed=mixed)]
    return Items(tuple(halves), called.complete)


def iterative_split(called: Called) -> Value:
    """scikit-multilearn's order: both of train, then both of test."""
    values = [given.value for given in called.named.values()][:2]
    pairs = [_halves(called.frame, value, mixed=True) for value in values]
    return Items(tuple(pair[half] for half in (0, 1) for pair in pairs))


def folds(called: Called) -> Value:
    """`KFold().split(X)`: numbers of rows, to train on and to judge on."""
    note_divided(called.frame, called.get("X", "0"))
    note_divided(called.frame, called.get("y", "1"))
    return Items((Items((Rows("train"), Rows("validation"))),), complete=False)


def shuffled_together(called: Called) -> Value:
    """`sklearn.utils.shuffle(X, y)`."""
    values = [
        mixed_up(called.frame, given.value)
        for name, given in called.named.items()
        if name.isdigit() or name == "arrays"
    ]
    return values[0] if len(values) == 1 else Items(tuple(values))


def mixed_up(frame: Frame, value: Value) -> Value:
    """The same rows in a random order."""
    array = array_of(frame, value)
    return replace(array, mixed=True) if array else value


def note_divided(frame: Frame, value: Value | None) -> None:
    """Its rows are split: as a whole it holds all parts."""
    array = array_of(frame, value)
    if array is not None and array.rows:
        frame.run.record.divided.add(array.rows)


def _halves(frame: Frame, value: Value, *, mixed: bool) -> tuple[Value, Value]:
    array = array_of(frame, value)
    if array is None:
        number = frame.run.number()
        array = Array(rows=number, source=number)
    if array.part in (None, "all"):
        note_divided(frame, array)
    first, second = _HALVES[array.part]
    return _half(frame, array, first, mixed=mixed), _half(frame, array, second, mixed=mixed)


def _half(frame: Frame, array: Array, part: Part, *, mixed: bool) -> Array:
    return replace(
        array,
        part=part,
        told="half" if part == "test" else "split",
        mixed=mixed or array.mixed,
        rows=frame.run.number(),
        n_rows=None,
    )
