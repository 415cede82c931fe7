"""Calls of libraries are recorded with the arrays that they are given."""

from __future__ import annotations

import ast
from dataclasses import replace

from multihot.facts import Operand, Use
from multihot.facts.models import Part
from multihot.source.calls import Called, Given, written
from multihot.source.parts import is_of_targets, part_of_name
from multihot.source.recording import Taken
from multihot.source.running import Frame
from multihot.source.targets import array_of
from multihot.source.values import Anything, Array, Constant, Measured, Method, Pipeline, Value

RECORDED = frozenset(
    (
        "sklearn",
        "numpy",
        "pandas",
        "keras",
        "tensorflow",
        "skmultilearn",
        "tfa",
        "scipy",
        "iterstrat",
        "multihot",
    )
)

_MAKING = (
    "keras.layers.",
    "keras.metrics.",
    "keras.losses.",
    "keras.optimizers.",
    "keras.callbacks.",
    "keras.applications.",
    "keras.regularizers.",
    "keras.Sequential",
    "keras.Input",
    "tfa.",
)


def record_use(called: Called, name: str, subject: int = 0) -> None:
    """Note that the script calls this; `called` has its arguments by name."""
    if name.partition(".")[0] not in RECORDED:
        return
    taken = {
        parameter: operand
        for parameter, given in called.named.items()
        if _takes_arrays(name) and (operand := taken_by(called.frame, given)) is not None
    }
    use = Use(
        name=name,
        arguments=called.arguments(),
        subject=subject,
        unused=called.node in called.frame.run.unused,
        swept=any(is_swept(called.frame, given.value) for given in called.named.values()),
        place=called.place,
    )
    called.frame.run.record.uses.append((use, taken))


def _takes_arrays(name: str) -> bool:
    """A call that is given data, and not how a part of a model is made."""
    makes = name.startswith(_MAKING) and name.count(".") <= 2  # noqa: PLR2004 -- no method
    return not makes and name != "keras.Model.compile"


def taken_by(frame: Frame, given: Given) -> Taken | None:
    """An argument as an operand; None where it is no array."""
    value = given.value
    array = array_of(frame, value)
    batches = frame.pipeline(value)
    if batches is not None:
        array = _of_pipeline(frame, batches)
    if array is None and _may_be_rows(frame, value):
        array = replace(_of_name(given.node), part=told_part(value))
    if array is None:
        return None
    operand = operand_of(frame, array, given.node)
    if batches is not None:
        operand = replace(operand, source=batches.number)
    return Taken(operand, 0 if array.told == "slice" else array.rows)


def told_part(value: Value) -> Part | None:
    """The part that a caller's name says, of what nobody knows."""
    return value.part if isinstance(value, Anything) else None


def _may_be_rows(frame: Frame, value: Value) -> bool:
    """Nobody knows what it is, or it is a list of what nobody knows."""
    items = frame.items(value)
    unknown = items is not None and not all(isinstance(each, Constant) for each in items.values)
    return unknown or isinstance(value, Anything | Method)


def operand_of(frame: Frame, array: Array, node: ast.expr) -> Operand:
    """The array as a call or a comparison is given it."""
    return Operand(
        role=array.role,
        kind=array.kind,
        part=array.part or part_of_name(name_of_rows(node)),
        why=array.why,
        argmax=array.argmax,
        shuffled=array.shuffled,
        written=written(frame, node),
        source=array.source,
        place=frame.at(node),
    )


def is_swept(frame: Frame, value: Value | None) -> bool:
    """It depends on what a loop runs over."""
    if isinstance(value, Anything | Array | Measured):
        return value.swept
    model = frame.model(value)
    return model is not None and model.swept


def _of_pipeline(frame: Frame, pipeline: Pipeline) -> Array:
    inputs = array_of(frame, pipeline.inputs) or Array()
    targets = array_of(frame, pipeline.targets) or Array()
    return replace(
        inputs,
        role="inputs",
        kind=targets.kind,
        why=targets.why,
        part=pipeline.part or inputs.part,
        shuffled=pipeline.shuffled,
    )


def _of_name(node: ast.expr) -> Array:
    name = name_of_rows(node)
    if is_of_targets(name):
        return Array(role="targets", why=f"called {name}")
    return Array()


def name_of_rows(node: ast.expr) -> str:
    """The name that an array is taken from: of `y_test`, `self.y_test`, `y_test[:, 0]`."""
    if isinstance(node, ast.List) and len(node.elts) == 1:
        node = node.elts[0]
    while isinstance(node, ast.Subscript | ast.Starred | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
        if isinstance(node, ast.Attribute) and not isinstance(node.value, ast.Name):
            node = node.value
    if isinstance(node, ast.Attribute):
        said = part_of_name(node.attr) or is_of_targets(node.attr)
        return node.attr if said else name_of_rows(node.value)
    return node.id if isinstance(node, ast.Name) else ""
