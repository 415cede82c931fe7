"""Evidence about targets: what the code that makes an array proves about its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from multihot.facts import UNKNOWN, TargetKind
from multihot.facts.models import Part
from multihot.source import arrays
from multihot.source.calls import Called, constant_of, plain
from multihot.source.names import last
from multihot.source.running import Frame
from multihot.source.values import ANYTHING, Array, Items, Made, Method, Value

Handler: TypeAlias = Callable[[Called], Value]

_WRITTEN = "written in the script"
_ONE_COLUMN = ("integer", "column")


def array_of(frame: Frame, value: Value | None) -> Array | None:
    """The value as an array: lists of rows too; None where it is none."""
    if isinstance(value, Array):
        return value
    if isinstance(value, Method) and isinstance(value.receiver, Array):
        return arrays.column(frame, value.receiver)
    items = frame.items(value)
    if items is None or not items.values:
        return None
    single = len(items.values) == 1
    if single and (isinstance(items.values[0], Array) or not items.complete):
        return _rows_like(array_of(frame, items.values[0]))
    return _literal(plain(frame, value)) if items.complete else None


def _rows_like(row: Array | None) -> Array | None:
    """Many rows like this one, of which each is written as a list of numbers."""
    if row is None or row.why != _WRITTEN:
        return row
    return Array()


def _literal(rows: Any) -> Array | None:
    """A list that stands in the script itself."""
    if all(isinstance(each, str) for each in rows):
        return Array(role="strings", why="a list of texts")
    if all(isinstance(each, int | float) for each in rows):
        return _numbers(rows)
    if not all(isinstance(each, tuple) for each in rows):
        return None
    if all(isinstance(cell, str) for row in rows for cell in row):
        return Array(role="label-lists", why="a list of labels a row")
    return _indicator(rows)


def _numbers(cells: tuple[Any, ...]) -> Array:
    whole = all(isinstance(cell, int) or cell.is_integer() for cell in cells)
    kind: TargetKind | None = None
    if whole:
        kind = "column" if set(cells) <= {0, 1} else "integer"
    return Array(kind=kind, why=_WRITTEN if kind else "", n_rows=len(cells))


def _indicator(rows: tuple[tuple[Any, ...], ...]) -> Array | None:
    widths = {len(row) for row in rows}
    if len(widths) != 1 or not all(_is_binary(cell) for row in rows for cell in row):
        return None
    several = sum(sum(row) > 1 for row in rows)
    kind: TargetKind | None = None
    if widths == {1}:
        kind = "column"
    elif several:
        kind = "multi-hot"
    elif all(sum(row) == 1 for row in rows):
        kind = "one-hot"
    why = f"{several} of its {len(rows)} rows have several 1s" if several else ""
    why = why or (f"each of its {len(rows)} rows has one 1" if kind == "one-hot" else "")
    return Array(kind=kind, why=why, n_rows=len(rows), n_labels=widths.pop())


def _is_binary(cell: Any) -> bool:
    return isinstance(cell, int | float) and cell in (0, 1)


def evident(called: Called, kind: TargetKind, maker: str, n_labels: Any = None) -> Array:
    """Targets of this kind, made here."""
    place = called.place
    return Array(
        role="targets",
        kind=kind,
        why=f"made by {maker} on line {place.line}",
        n_labels=n_labels if isinstance(n_labels, int) else None,
        place=place,
    )


def like(made: Array, given: Value | None, frame: Frame) -> Array:
    """What is made of an array row by row has the rows of it."""
    array = array_of(frame, given)
    if array is None:
        number = frame.run.number()
        return replace(made, rows=number, source=number)
    return replace(
        made,
        rows=array.rows,
        source=array.source,
        part=array.part,
        told=array.told,
        mixed=array.mixed,
        n_rows=array.n_rows,
    )


def of_binarizer(called: Called, binarizer: Made) -> Value:
    """What an encoder of labels gives."""
    kind = last(binarizer.name)
    maker = kind
    made: Array
    if kind == "MultiLabelBinarizer":
        classes = called.frame.items(binarizer.argument("classes"))
        width = len(classes.values) if classes and classes.complete else None
        made = evident(called, "multi-hot", maker, width)
    elif kind == "LabelBinarizer":
        made = evident(called, "one-hot", maker)
    elif kind == "LabelEncoder":
        made = replace(evident(called, "integer", maker), single=True)
    elif kind == "OneHotEncoder":
        given = array_of(called.frame, called.get("X", "y"))
        if given is None or not given.single:
            return like(Array(), called.get("X", "y"), called.frame)
        made = evident(called, "one-hot", maker)
    else:
        return like(Array(role="inputs"), called.get("X", "y"), called.frame)
    return like(made, called.get("y", "X"), called.frame)


def of_lookup(called: Called, layer: Made) -> Value | None:
    """What a layer that encodes labels gives; None where it may encode inputs."""
    mode = constant_of(layer.argument("output_mode", _MODES.get(last(layer.name))))
    kinds: dict[Any, TargetKind] = {
        "multi_hot": "multi-hot",
        "binary": "multi-hot",
        "one_hot": "one-hot",
    }
    kind = kinds.get(mode)
    if kind is None:
        return None
    made = evident(called, kind, f'{last(layer.name)}(output_mode="{mode}")')
    given = called.positional[0].value if called.positional else None
    return like(made, given, called.frame)


_MODES = {
    "StringLookup": "int",
    "IntegerLookup": "int",
    "TextVectorization": "int",
    "CategoryEncoding": "multi_hot",
}


def to_categorical(called: Called) -> Value:
    """Class numbers as rows with one 1."""
    given = array_of(called.frame, called.get("y"))
    if given is not None and given.kind not in (None, *_ONE_COLUMN):
        return ANYTHING
    width = called.constant("num_classes", called.constant("nb_classes"))
    return like(evident(called, "one-hot", "to_categorical", width), given, called.frame)


def one_hot(called: Called) -> Value:
    """`tf.one_hot(classes, depth)`."""
    width = called.constant("depth", called.constant("num_classes"))
    given = called.get("indices", "x", "0")
    return like(evident(called, "one-hot", "one_hot", width), given, called.frame)


def label_binarize(called: Called) -> Value:
    """Class numbers as rows with one 1, a column where there are two classes."""
    classes = called.constant("classes")
    width = len(classes) if isinstance(classes, tuple) else None
    kind: TargetKind = "column" if width == 2 else "one-hot"  # noqa: PLR2004
    return like(evident(called, kind, "label_binarize", width), called.get("y"), called.frame)


def get_dummies(called: Called) -> Value:
    """A column of classes as rows with one 1; several columns may give any number of 1s."""
    given = array_of(called.frame, called.get("data"))
    if given is None or not given.single or "columns" in called.named:
        return like(Array(), given, called.frame)
    return like(evident(called, "one-hot", "get_dummies"), given, called.frame)


def randint(called: Called) -> Value:
    """Random class numbers, or random 0s and 1s."""
    low, high = called.constant("low"), called.constant("high")
    low, high = (0, low) if high is None else (low, high)
    return _random(called, called.constant("size"), binary=(low, high) == (0, 2), maker="randint")


def binomial(called: Called) -> Value:
    """Random 0s and 1s."""
    binary = called.constant("n") == 1
    return _random(called, called.constant("size"), binary=binary, maker="binomial")


def choice(called: Called) -> Value:
    """A random choice of 0s and 1s."""
    cells = called.constant("a")
    binary = cells in ((0, 1), 2)
    return _random(called, called.constant("size"), binary=binary, maker="choice")


def _random(called: Called, size: Any, *, binary: bool, maker: str) -> Value:
    frame = called.frame
    shape = frame.items(called.get("size"))
    lengths = len(shape.values) if shape and shape.complete else 1
    width = size[1] if isinstance(size, tuple) and lengths == 2 else UNKNOWN  # noqa: PLR2004
    if size is None or lengths > 2 or (size is UNKNOWN and shape is None):  # noqa: PLR2004
        return like(Array(), None, frame)
    made = _random_kind(lengths, width, binary=binary)
    if made is None:
        return like(Array(), None, frame)
    return like(replace(evident(called, made, maker, width), mixed=True), None, frame)


def _random_kind(lengths: int, width: Any, *, binary: bool) -> TargetKind | None:
    if lengths == 1:
        return "column" if binary else "integer"
    if width == 1 and binary:
        return "column"
    return "multi-hot" if binary and isinstance(width, int) else None


def eye(called: Called) -> Value:
    """`np.eye(n)`: its rows, taken by class number, are one-hot."""
    return evident(called, "one-hot", "rows of eye", called.constant("n", called.constant("N")))


def known_pair(kind: TargetKind | None, maker: str) -> Handler:
    """Inputs and targets of a data set that is known."""

    return lambda called: _pair(called, kind, maker)


def known_parts(kind: TargetKind | None, maker: str) -> Handler:
    """Train and test of a data set that comes split."""

    def handler(called: Called) -> Value:
        return Items((_pair(called, kind, maker, "train"), _pair(called, kind, maker, "test")))

    return handler


def _pair(called: Called, kind: TargetKind | None, maker: str, part: Part | None = None) -> Items:
    rows, source = called.frame.run.number(), called.frame.run.number()
    targets = _known(called, kind, maker)
    told = "library" if part else ""
    shared: dict[str, Any] = {"part": part, "told": told, "rows": rows, "mixed": True}
    inputs = Array(role="inputs", source=rows)
    return Items((replace(inputs, **shared), replace(targets, source=source, **shared)))


def _known(called: Called, kind: TargetKind | None, maker: str) -> Array:
    if kind is None:
        return Array(role="targets", place=called.place)
    return evident(called, kind, maker)
