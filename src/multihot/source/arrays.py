"""What taking rows and columns, converting and computing leave of an array."""

from __future__ import annotations

import ast
from dataclasses import replace

from multihot.facts import TargetKind
from multihot.facts.models import Part
from multihot.source.calls import constant_of
from multihot.source.parts import part_of_name
from multihot.source.running import Frame
from multihot.source.values import Anything, Array, Constant, Rows, Value

KEEPING = frozenset(
    (
        "astype",
        "copy",
        "tolist",
        "to_list",
        "toarray",
        "todense",
        "to_numpy",
        "as_matrix",
        "numpy",
        "fillna",
        "dropna",
        "reset_index",
        "tocsr",
        "tocsc",
        "head",
        "tail",
        "cpu",
        "detach",
        "squeeze",
        "compute",
    )
)
KEEPING_ATTRIBUTES = frozenset(("values", "A", "iloc", "loc", "array", "data", "ix"))
# values stay, the shape does not
RESHAPING = frozenset(("reshape", "ravel", "flatten"))
_NAMES_OF_ROWS = ("ind", "idx", "perm", "order", "shuffle", "rows", "sample", "range")


def subscript(frame: Frame, array: Array, node: ast.Subscript) -> Value:
    """Rows, columns or one column of an array."""
    index = node.slice
    if isinstance(index, ast.Tuple):
        rows = index.elts[0] if index.elts else index
        taken = _rows(frame, array, rows)
        return _columns(frame, taken, index.elts[1]) if len(index.elts) > 1 else taken
    return _rows(frame, array, index)


def reshaped(array: Array, shape: tuple[Value, ...]) -> Array:
    """The same cells in another shape."""
    lengths = [constant_of(each) for each in shape]
    if array.kind in ("integer", "column") or array.kind is None:
        return replace(array, single=True) if lengths in ([-1, 1], [-1]) else array
    return array if lengths == [-1, array.n_labels] else replace(array, kind=None, n_labels=None)


def combined(frame: Frame, left: Value, right: Value) -> Value:
    """What arithmetic makes of two values: rows are kept, what they mean is not."""
    swept = any(isinstance(each, Anything | Array) and each.swept for each in (left, right))
    array = next((each for each in (left, right) if isinstance(each, Array)), None)
    if array is None:
        return Anything(swept)
    role = array.role if array.role in ("scores", "inputs") else None
    source = frame.run.number()
    return Array(
        role=role,
        kind=array.kind if role == "scores" else None,
        part=array.part,
        why=array.why if role else "",
        told=array.told,
        mixed=array.mixed,
        rows=array.rows,
        source=source,
        swept=swept,
    )


def _rows(frame: Frame, array: Array, index: ast.expr) -> Array:
    if isinstance(index, ast.Slice):
        return array if _whole(index) else _slice(array)
    value = frame.evaluate(index)
    if isinstance(value, Rows):
        return _of_part(frame, array, value.part)
    if isinstance(value, Constant) and isinstance(value.value, str):
        return column(frame, array)
    if isinstance(value, Constant):
        return replace(array, n_rows=1)
    names = frame.items(value)
    if names is not None and _are_texts(names.values):
        return column(frame, array) if len(names.values) == 1 else _table(frame, array)
    return _chosen(frame, array, index, value)


def _slice(array: Array) -> Array:
    """Some rows in their order; a name may say that they are a part."""
    told = "slice" if array.part is None else array.told
    return replace(array, n_rows=None, told=told, mixed=array.mixed or None)


def column(frame: Frame, array: Array) -> Array:
    """One column of a table."""
    kind: TargetKind | None = "column" if array.kind in ("multi-hot", "one-hot", "column") else None
    return replace(
        array, kind=kind, single=True, n_labels=None, source=frame.run.number(), argmax=None
    )


def _chosen(frame: Frame, array: Array, index: ast.expr, value: Value) -> Array:
    """Rows chosen by something computed: a filter may leave only rows with one label."""
    name = index.id if isinstance(index, ast.Name) else ""
    if array.why.startswith("made by rows of eye") or isinstance(value, Anything):
        ordered = any(word in name.lower() for word in _NAMES_OF_ROWS) or part_of_name(name)
        kept = array.kind if ordered or array.kind != "multi-hot" else None
        mixed = True if "perm" in name or "shuf" in name else array.mixed or None
        return replace(array, kind=kept, rows=frame.run.number(), n_rows=None, mixed=mixed)
    kind = None if array.kind == "multi-hot" else array.kind
    return replace(array, kind=kind, rows=frame.run.number(), n_rows=None)


def _of_part(frame: Frame, array: Array, part: Part) -> Array:
    if array.rows:
        frame.run.record.divided.add(array.rows)
    return replace(array, part=part, told="split", rows=frame.run.number(), n_rows=None)


def _columns(frame: Frame, array: Array, index: ast.expr) -> Array:
    if isinstance(index, ast.Slice):
        return array if _whole(index) else replace(array, kind=None, n_labels=None)
    value = frame.evaluate(index)
    single = isinstance(value, Constant) or (isinstance(value, Anything) and value.swept)
    if single:
        return column(frame, array)
    return replace(array, kind=None, n_labels=None, source=frame.run.number())


def _table(frame: Frame, array: Array) -> Array:
    return replace(array, kind=None, single=False, n_labels=None, source=frame.run.number())


def _whole(index: ast.Slice) -> bool:
    return index.lower is None and index.upper is None


def _are_texts(values: tuple[Value, ...]) -> bool:
    return bool(values) and all(isinstance(constant_of(each), str) for each in values)
