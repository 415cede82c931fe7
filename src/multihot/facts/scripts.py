"""What is known about a script, read from its text and never run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from multihot.facts.arguments import Arguments
from multihot.facts.generations import Keras
from multihot.facts.models import ModelFacts, Part
from multihot.facts.places import NOWHERE, Place
from multihot.facts.targets import TargetKind

# classes: class numbers, of argmax or of integer targets. strings: one text a row.
# label-lists: a list of label names a row. weights: of rows, classes or cells.
Role: TypeAlias = Literal[
    "targets", "scores", "decisions", "classes", "inputs", "strings", "label-lists", "weights"
]

Keeps: TypeAlias = Literal["model", "threshold", "setting"]


@dataclass(frozen=True)
class Operand:
    """An array as a call is given it; None is what is not known.

    Args:
        role: what it is.
        kind: of targets, and of the targets that scores, decisions and classes are about.
        part: that its rows come from. `all`: they are split later in the script.
        why: how role and kind are known: "made by MultiLabelBinarizer on line 12".
        argmax: it is the argmax or idxmax of something of that role.
        shuffled: it is a generator that draws rows in an order of its own.
        written: as it is written: `y_test`.
        source: an id of the array that it was taken from, the same for slices and copies.
        place: where it is written.
    """

    role: Role | None = None
    kind: TargetKind | None = None
    part: Part | None = None
    why: str = ""
    argmax: Role | None = None
    shuffled: bool | None = None
    written: str = ""
    source: int = 0
    place: Place = NOWHERE


@dataclass(frozen=True)
class Use:
    """A call of a library's function or method, in the order of the script.

    Args:
        name: by the library's own path, whatever the script calls it:
            `sklearn.metrics.f1_score`, `sklearn.preprocessing.MultiLabelBinarizer.fit_transform`,
            `numpy.argmax` (also for `.argmax()` of an array), `keras.layers.StringLookup`,
            `keras.Model.predict`. tf.keras is keras.
        operands: arguments that are arrays, by the parameter's name.
        arguments: all arguments.
        subject: id of the object whose method it is; 0 for functions.
        unused: the result is bound to a name that is never read.
        swept: it stands in a loop or comprehension over candidates.
        place: of the call.
    """

    name: str
    operands: Mapping[str, Operand] = field(default_factory=dict)
    arguments: Arguments = field(default_factory=Arguments)
    subject: int = 0
    unused: bool = False
    swept: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True)
class Cut:
    """A comparison that turns scores into decisions: `scores > 0.5`.

    Args:
        scores: what is compared.
        threshold: the constant; None where it is computed.
        swept: the threshold is what a loop or comprehension runs over.
        place: of the comparison.
    """

    scores: Operand
    threshold: float | None = None
    swept: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True)
class Choice:
    """The best so far of a loop is kept: `if f1 > best: best = f1; best_model = model`.

    Args:
        number: that it is the best by, as it is written.
        part: whose rows gave the number.
        keeps: a `model`, saved or under a name; a `threshold`; another `setting` of the loop.
        place: of the comparison.
    """

    number: str
    part: Part | None
    keeps: Keeps
    place: Place = NOWHERE


@dataclass(frozen=True)
class ScriptFacts:
    """A script or a notebook.

    Args:
        file: path as the user gave it.
        models: in the order they are made.
        uses: calls of libraries.
        cuts: comparisons of scores.
        choices: the best of a loop.
        keras: which Keras it imports; None where it imports none or its version is unknown.
        ignored: ids of rules by the line that says `# multihot: ignore[id]`, as (cell, line);
            an empty set is every rule.
    """

    file: str
    models: tuple[ModelFacts, ...] = ()
    uses: tuple[Use, ...] = ()
    cuts: tuple[Cut, ...] = ()
    choices: tuple[Choice, ...] = ()
    keras: Keras | None = None
    ignored: Mapping[tuple[int, int], frozenset[str]] = field(default_factory=dict)
