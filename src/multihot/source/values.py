"""What an expression of a script stands for, as far as that can be known without running it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from multihot.facts import NOWHERE, Head, Place, TargetKind
from multihot.facts.models import Part
from multihot.facts.scripts import Role
from multihot.source.scripts import PlaceOf


@dataclass(frozen=True, eq=False)
class Anything:
    """What nobody can know; `swept`: a loop runs over it; `part`: of rows, as a caller says."""

    swept: bool = False
    part: Part | None = None


ANYTHING = Anything()
SWEPT = Anything(swept=True)


@dataclass(frozen=True, eq=False)
class Constant:
    """A number, a text, True, False, None; `node` is where it is written, in its own cell."""

    value: Any
    node: ast.expr | None = None
    at: PlaceOf | None = None


@dataclass(frozen=True, eq=False)
class Items:
    """A list, a tuple or a set; `complete` is False where it may hold more."""

    values: tuple[Value, ...] = ()
    complete: bool = True


@dataclass(frozen=True, eq=False)
class Pairs:
    """A dict by its constant keys; `complete` is False where it may hold more."""

    values: Mapping[Any, Value] = field(default_factory=dict)
    complete: bool = True


@dataclass(frozen=True, eq=False)
class Library:
    """Something of an imported library, by the library's own path: `keras.layers.Dense`."""

    name: str


@dataclass(frozen=True, eq=False)
class Function:
    """A function or lambda of the script.

    Args:
        definition: its syntax.
        defaults: of its parameters, by name.
        names: those that it sees from where it is defined.
        place: of nodes in its cell.
        owner: the class whose method it is.
    """

    definition: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    defaults: Mapping[str, Value]
    names: Any
    place: PlaceOf
    owner: Class | None = None


@dataclass(frozen=True, eq=False)
class Class:
    """A class of the script; `names` is filled while its body is read."""

    definition: ast.ClassDef
    bases: tuple[Value, ...]
    names: dict[str, Value]
    place: PlaceOf


@dataclass(frozen=True, eq=False)
class Bound:
    """A function of the script with the object whose method it is."""

    function: Function
    receiver: Value


@dataclass(frozen=True, eq=False)
class Parent:
    """What `super()` gives: the object, seen as one of the bases of a class."""

    receiver: Value
    of: Class


@dataclass(frozen=True, eq=False)
class Method:
    """An attribute of a value: a method before it is called."""

    receiver: Value
    name: str


@dataclass(frozen=True, eq=False)
class Made:
    """An object made by calling a library's class: a layer, a loss, a metric, a binarizer.

    Args:
        name: of the class by the library's own path.
        given: its arguments by the parameter's name.
        complete: False where there may be more.
        number: that tells it from others.
        place: of the call.
        spelled: the call as it is written.
        looped: it is made in a loop or in a function that may be called again.
    """

    name: str
    given: Mapping[str, Value]
    complete: bool
    number: int
    place: Place
    spelled: str = ""
    looped: bool = False

    def argument(self, name: str, default: Any = None) -> Value:
        """The argument; the constant `default` where it was not given."""
        if name in self.given:
            return self.given[name]
        return Constant(default) if self.complete else ANYTHING


@dataclass(frozen=True, eq=False)
class Thing:
    """An object that changes: a list, a dict, a model; `Run.contents` has what it holds."""

    number: int


@dataclass(frozen=True, eq=False)
class Tensor:
    """What a layer gives, with the layers that made it."""

    head: Head


@dataclass(frozen=True, eq=False)
class Array:
    """Rows of data, targets, scores or decisions; the fields are those of `Operand`.

    Args:
        role: what it is.
        kind: of the targets that it is or is about.
        part: that its rows come from.
        why: how role and kind are known.
        told: how the part is known: by a split, by a name, or by the library that made it; a
            slice, or the half that a split holds out, is a part of which nobody knows yet.
        argmax: what it is the argmax of.
        mixed: its rows were shuffled; False where they were sorted or laid end to end.
        rows: a number shared by all arrays whose rows are the same examples.
        source: a number shared by slices and copies.
        n_rows: rows, where known.
        n_labels: columns, where known.
        rank: number of its axes, where known.
        single: it is one column of a table, or one value a row.
        shuffled: its rows are in the order that a shuffled generator drew.
        swept: it depends on what a loop runs over.
        place: where it comes from.
    """

    role: Role | None = None
    kind: TargetKind | None = None
    part: Part | None = None
    why: str = ""
    told: Literal["split", "name", "library", "slice", "half", ""] = ""
    argmax: Role | None = None
    mixed: bool | None = None
    rows: int = 0
    source: int = 0
    n_rows: int | None = None
    n_labels: int | None = None
    rank: int | None = None
    single: bool = False
    shuffled: bool | None = None
    swept: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, eq=False)
class Measured:
    """A number that says how good a model is.

    Args:
        part: of the rows that it was computed on.
        compilation: number of the compile that asked for it; 0 where that is not known.
        index: which of the numbers of `evaluate` it is; 0 is the loss.
        swept: it depends on what a loop runs over.
    """

    part: Part | None = None
    compilation: int = 0
    index: int | None = None
    swept: bool = False


@dataclass(frozen=True, eq=False)
class Evaluation:
    """All that `evaluate` gives: the loss and the metrics; `count` is 0 where not known."""

    part: Part | None = None
    compilation: int = 0
    count: int = 0


@dataclass(frozen=True, eq=False)
class Rows:
    """Numbers of rows that one part of a split takes."""

    part: Part


@dataclass(frozen=True, eq=False)
class Pipeline:
    """A tf.data dataset or a generator: batches of inputs and targets.

    Args:
        name: of the class or function that made it.
        inputs: of its rows.
        targets: of its rows.
        shuffled: it draws rows in an order of its own.
        part: that its rows come from.
        number: that tells it from others.
    """

    name: str
    inputs: Value
    targets: Value
    shuffled: bool | None = None
    part: Part | None = None
    number: int = 0


@dataclass(frozen=True, eq=False)
class Model:
    """A Keras model as it stands at one point of the script.

    Args:
        outputs: what it gives; none where that is not known.
        compilations: numbers of the calls of compile that may be in force.
        targets: what it was fitted to.
        swept: it depends on what a loop runs over.
        place: where it was made.
    """

    outputs: tuple[Tensor, ...] = ()
    compilations: frozenset[int] = frozenset()
    targets: Array | None = None
    swept: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, eq=False)
class Object:
    """What a `Thing` holds that is no list and no dict: attributes, and a model where it is one."""

    kind: Class | None = None
    attributes: Mapping[str, Value] = field(default_factory=dict)
    model: Model | None = None


Content: TypeAlias = Items | Pairs | Object

Value: TypeAlias = (
    Anything
    | Constant
    | Items
    | Library
    | Function
    | Class
    | Bound
    | Parent
    | Method
    | Made
    | Thing
    | Tensor
    | Array
    | Measured
    | Evaluation
    | Rows
    | Pipeline
)
