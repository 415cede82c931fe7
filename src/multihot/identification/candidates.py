"""Every definition that is searched, with its value on the user's rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from multihot.identification.areas_in_bins import areas_in_bins
from multihot.identification.argmaxes import argmaxes
from multihot.identification.batches import batches
from multihot.identification.counted import counted
from multihot.identification.definitions import Call, Candidate
from multihot.identification.exchanging import exchanged
from multihot.identification.facts import Facts
from multihot.identification.labelled import labelled
from multihot.identification.losses import losses
from multihot.identification.ranked import ranked

_WORD = 'metrics=["accuracy"]'
_MASKING: tuple[Callable[[Facts], Iterator[Candidate]], ...] = (counted, ranked, exchanged)
_OTHERS: tuple[Callable[[Facts], Iterator[Candidate]], ...] = (
    losses,
    argmaxes,
    areas_in_bins,
    labelled,
    batches,
)


def candidates(facts: Facts) -> Iterator[Candidate]:
    """What is computed of known cells alone, then what knows no unknown cells.

    >>> facts = Facts.of([[1, 0], [0, 1]], [[0.9, 0.6], [0.2, 0.7]])
    >>> next(candidates(facts)).definition.name
    'label_accuracy'
    """
    for candidate in _of_all(facts):
        yield _of_one_column(candidate) if facts.shape[1] == 1 else candidate


def _of_all(facts: Facts) -> Iterator[Candidate]:
    for family in _MASKING:
        yield from family(facts)
    for family in _OTHERS:
        for candidate in family(facts):
            yield _as_if_known(candidate) if facts.n_unknown else candidate


def _of_one_column(candidate: Candidate) -> Candidate:
    """Of one output every Keras takes 'accuracy' for the binary one."""
    definition = candidate.definition
    calls = tuple(call for call in definition.calls if not call.text.startswith(_WORD))
    if definition.name == "label_accuracy":
        calls = (Call("Keras, tf.keras", _WORD), *calls)
    return replace(candidate, definition=replace(definition, calls=calls))


def _as_if_known(candidate: Candidate) -> Candidate:
    definition = candidate.definition
    if definition.metric or definition.name.startswith("label "):
        return candidate  # of the catalogue, or of counts: without the cells
    words = f"{definition.words}; cells that nobody knows taken for 0"
    return replace(candidate, definition=replace(definition, words=words))
