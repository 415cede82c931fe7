"""Which Keras, and what a generation of it makes of the strings that compile is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from multihot.facts.places import NOWHERE, Place
from multihot.facts.targets import TargetKind

Flavour: TypeAlias = Literal["keras", "tf.keras"]
Version: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Keras:
    """A Keras that code is written for.

    Args:
        flavour: `keras` for the package of its own, `tf.keras` for the one in TensorFlow.
        version: (major, minor) of keras, or of TensorFlow for tf.keras; None where unknown.
        place: how it is known: an import, a line of requirements.txt, an option.
    """

    flavour: Flavour
    version: tuple[int, int] | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Generation:
    """Versions of Keras that read the strings of compile alike.

    Args:
        name: as people say it: `Keras 3`, `TF 2.2 to 2.12`.
        flavour: of the package.
        first: version.
        last: version.
        binary_by_loss: 'accuracy' is binary where the loss is binary_crossentropy; otherwise
            only where the model has one output unit.
        loss_objects: it knows `BinaryCrossentropy()` and its like as well as the string and
            the function; None where that is not known.
        sparse_by: what makes it sparse: the loss, the shape of the targets, or nothing.
        any_case: 'Accuracy' is 'accuracy'.
        crossentropy: 'crossentropy' and 'ce' are metrics, read as 'accuracy' is.
        words: metrics by the strings that name them, those of `WATCHED` that it knows; None
            where it may or may not.
        shortens: it logs 'accuracy' as 'acc'.
    """

    name: str
    flavour: Flavour
    first: Version
    last: Version
    binary_by_loss: bool = False
    loss_objects: bool | None = True
    sparse_by: Literal["loss", "shape", "nothing"] = "shape"
    any_case: bool = False
    crossentropy: bool = True
    words: Mapping[str, str | None] = field(default_factory=dict)
    shortens: bool = False

    def covers(self, version: Version) -> bool:
        """Whether the version, of as many numbers as are known, may be one of these."""
        depth = len(version)
        return self.first[:depth] <= version <= self.last[:depth]


# strings that not every generation knows
WATCHED = frozenset(
    {"auc", "AUC", "precision", "Precision", "recall", "Recall"}
    | {"f1_score", "F1Score", "fbeta_score", "f_beta_score", "FBetaScore"}
)
REFUSED = ""
_LATEST = (1_000,)
_BATCHWISE = {"precision": "precision", "recall": "recall", "fbeta_score": "fbeta_score"}
_PERHAPS = {"AUC": None, "Precision": None, "Recall": None}
_CAPITALS = {"AUC": "auc", "Precision": "precision", "Recall": "recall"}
_CAPITALS_WITH_F1 = {**_CAPITALS, "F1Score": "f1_score", "FBetaScore": "fbeta_score"}
_BOTH = {
    **_CAPITALS_WITH_F1,
    "auc": "auc",
    "precision": "precision",
    "recall": "recall",
    "f1_score": "f1_score",
    "f_beta_score": "fbeta_score",
}

GENERATIONS: tuple[Generation, ...] = (
    Generation(
        "Keras 1.0.0 to 1.0.4",
        "keras",
        (1, 0, 0),
        (1, 0, 4),
        sparse_by="nothing",
        crossentropy=False,
        words=_BATCHWISE,
        shortens=True,
    ),
    Generation(
        "Keras 1.0.5",
        "keras",
        (1, 0, 5),
        (1, 0, 5),
        sparse_by="loss",
        crossentropy=False,
        words=_BATCHWISE,
        shortens=True,
    ),
    Generation(
        "Keras 1.0.6 to 1.2",
        "keras",
        (1, 0, 6),
        (1, 2),
        binary_by_loss=True,
        loss_objects=False,
        sparse_by="loss",
        crossentropy=False,
        words=_BATCHWISE,
        shortens=True,
    ),
    Generation(
        "Keras 2.0 to 2.2",
        "keras",
        (2, 0),
        (2, 2),
        binary_by_loss=True,
        loss_objects=False,
        sparse_by="loss",
        shortens=True,
    ),
    Generation("Keras 2.3", "keras", (2, 3), (2, 3), binary_by_loss=True, sparse_by="loss"),
    Generation("Keras 2.4 to 2.12", "keras", (2, 4), (2, 12), any_case=True, words=_CAPITALS),
    Generation(
        "Keras 2.13 to 2.15", "keras", (2, 13), (2, 15), any_case=True, words=_CAPITALS_WITH_F1
    ),
    Generation("Keras 3", "keras", (3, 0), _LATEST, any_case=True, crossentropy=False, words=_BOTH),
    Generation(
        "TF 1.13 to 2.0",
        "tf.keras",
        (1, 13),
        (2, 0),
        binary_by_loss=True,
        loss_objects=None,
        sparse_by="loss",
        words=_PERHAPS,
    ),
    Generation(
        "TF 2.1",
        "tf.keras",
        (2, 1),
        (2, 1),
        binary_by_loss=True,
        sparse_by="loss",
        words=_PERHAPS,
    ),
    Generation("TF 2.2 to 2.12", "tf.keras", (2, 2), (2, 12), any_case=True, words=_CAPITALS),
    Generation(
        "TF 2.13 to 2.15", "tf.keras", (2, 13), (2, 15), any_case=True, words=_CAPITALS_WITH_F1
    ),
    Generation(
        "Keras 3", "tf.keras", (2, 16), _LATEST, any_case=True, crossentropy=False, words=_BOTH
    ),
)


def generations_of(keras: Keras | None) -> tuple[Generation, ...]:
    """Those that it may be: all of its flavour where the version is unknown."""
    return tuple(
        generation
        for generation in GENERATIONS
        if keras is None
        or (
            generation.flavour == keras.flavour
            and (keras.version is None or generation.covers(keras.version))
        )
    )


def generation_of(keras: Keras | None) -> Generation | None:
    """The generation, where the version leaves just one.

    >>> generation_of(Keras("tf.keras", (2, 8))).name, generation_of(Keras("tf.keras"))
    ('TF 2.2 to 2.12', None)
    """
    one = generations_of(keras)
    return one[0] if len(one) == 1 else None


def spans(generations: Iterable[Generation]) -> str:
    """Generations as people say them, neighbours together.

    >>> spans(GENERATIONS[2:5]), spans(GENERATIONS[5:8]), spans(GENERATIONS[8:11])
    ('Keras 1.0.6 to 2.3', 'Keras from 2.4 on', 'TF 1.13 to 2.12')
    """
    runs: list[list[Generation]] = []
    for generation in generations:
        before = runs[-1][-1] if runs else None
        if before and _follows(generation, before):
            runs[-1].append(generation)
        else:
            runs.append([generation])
    return ", ".join(_span(run[0], run[-1]) for run in runs)


def _follows(generation: Generation, before: Generation) -> bool:
    same = generation.flavour == before.flavour
    return same and GENERATIONS.index(generation) == GENERATIONS.index(before) + 1


def _span(first: Generation, last: Generation) -> str:
    package = "Keras" if first.flavour == "keras" else "TF"
    start, end = (".".join(map(str, version)) for version in (first.first, last.last))
    if last.last == _LATEST:
        return f"{package} from {start} on"
    return f"{package} {start}" if start == end else f"{package} {start} to {end}"


def resolve(
    word: str,
    generation: Generation,
    *,
    width: int | None = None,
    loss: str | None = None,
    loss_form: str = "string",
    targets: TargetKind | None = None,
) -> str | None:
    """The metric that a string of `metrics=` is, by its snake-case name.

    `REFUSED` where compile or fit raises an error; None where it cannot be told: a word that
    all generations read alike, or a case that hangs on what is not known.

    Args:
        word: as it is written.
        generation: of Keras.
        width: units of the head.
        loss: by Keras's snake-case name.
        loss_form: `string`, `function` or `object`.
        targets: what a row of them is.

    >>> (TF_2_1,) = (each for each in GENERATIONS if each.name == "TF 2.1")
    >>> bce = {"width": 416, "loss": "binary_crossentropy", "targets": "multi-hot"}
    >>> resolve("accuracy", TF_2_1, **bce), resolve("accuracy", GENERATIONS[-1], **bce)
    ('binary_accuracy', 'categorical_accuracy')
    """
    read = word.lower() if generation.any_case else word
    suffix = "accuracy" if read in ("accuracy", "acc") else "crossentropy"
    if read in ("crossentropy", "ce") and not generation.crossentropy:
        return REFUSED
    if read in ("accuracy", "acc", "crossentropy", "ce"):
        by_loss = loss if loss_form != "object" or generation.loss_objects else _lost(generation)
        prefix = _prefix(generation, width, by_loss, targets)
        return prefix and f"{prefix}_{suffix}"
    return generation.words.get(word, REFUSED) if word in WATCHED else None


def logged(word: str, generation: Generation) -> str | None:
    """The name that fit logs a string's metric by; None where it is refused or not known.

    >>> [logged("AUC", GENERATIONS[index]) for index in (6, 7)]
    ['auc', 'AUC']
    """
    if word in WATCHED:
        kind = generation.words.get(word)
        return word if kind and generation.words is _BOTH else kind
    return "acc" if generation.shortens and word == "accuracy" else word


def _lost(generation: Generation) -> str | None:
    """A loss object where it is not recognised, or where nobody knows whether it is."""
    return None if generation.loss_objects is None else "custom"


def _prefix(
    generation: Generation, width: int | None, loss: str | None, targets: TargetKind | None
) -> str | None:
    """Binary, sparse or categorical; None where that hangs on what is not known."""
    if width == 1:
        return "binary"
    if generation.binary_by_loss and loss == "binary_crossentropy":
        return "binary"
    if width is None or (loss is None and generation.binary_by_loss):
        return None
    return _sparse_or_not(generation, loss, targets)


def _sparse_or_not(
    generation: Generation, loss: str | None, targets: TargetKind | None
) -> str | None:
    if generation.sparse_by == "nothing":
        return "categorical"
    told = loss if generation.sparse_by == "loss" else targets
    if told is None:
        return None
    sparse = told in ("sparse_categorical_crossentropy", "integer", "column")
    return "sparse_categorical" if sparse else "categorical"
