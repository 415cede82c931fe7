"""Datasets of tf.data and generators: batches of inputs with their targets."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

from multihot.facts import TargetKind
from multihot.facts.models import Part
from multihot.source.calls import Called, constant_of, written
from multihot.source.parts import part_of_name
from multihot.source.targets import Handler, array_of, evident
from multihot.source.values import ANYTHING, Array, Constant, Function, Items, Made, Pipeline, Value

_KINDS: dict[Any, TargetKind] = {
    "categorical": "one-hot",
    "sparse": "integer",
    "int": "integer",
    "binary": "column",
}
KEEPING = frozenset(
    (
        "batch",
        "cache",
        "prefetch",
        "repeat",
        "take",
        "skip",
        "with_options",
        "unbatch",
        "padded_batch",
        "rebatch",
        "apply",
        "as_numpy_iterator",
    )
)


def from_slices(called: Called) -> Value:
    """`tf.data.Dataset.from_tensor_slices((x, y))`."""
    given = called.get("tensors", "0") or ANYTHING
    values = given.values if isinstance(given, Items) else (given,)
    inputs, targets = (*values, ANYTHING, ANYTHING)[:2]
    array = array_of(called.frame, targets) or array_of(called.frame, inputs)
    part = array.part if array else None
    return Pipeline(
        "tensorflow.data.Dataset",
        inputs,
        targets,
        shuffled=False,
        part=part,
        number=called.frame.run.number(),
    )


def zipped(called: Called) -> Value:
    """`tf.data.Dataset.zip((xs, ys))`."""
    pair = called.frame.items(called.get("datasets", "0"))
    values = pair.values if pair else tuple(each.value for each in called.named.values())
    both = [each for each in values if isinstance(each, Pipeline)]
    if len(both) != len(values) or len(both) != 2:  # noqa: PLR2004 -- inputs and targets
        return ANYTHING
    return replace(both[0], targets=both[1].inputs, shuffled=both[0].shuffled)


def directory(function: str) -> Handler:
    """`image_dataset_from_directory(...)` and the like: one class a folder."""

    def handler(called: Called) -> Value:
        mode = called.constant("label_mode", "int")
        pipeline = _of_mode(called, f"keras.utils.{function}", mode, f'label_mode="{mode}"')
        if called.constant("subset") == "both":
            pair = (replace(pipeline, part="train"), replace(pipeline, part="validation"))
            return Items(pair)
        return pipeline

    return handler


def of_generator(called: Called, method: str, maker: Made) -> Value:
    """What `ImageDataGenerator` gives: `flow`, `flow_from_directory`, `flow_from_dataframe`."""
    name = f"{maker.name}.{method}"
    if method == "flow":
        inputs = called.named.get("x", called.named.get("0"))
        targets = called.named.get("y", called.named.get("1"))
        pipeline = _pipeline(called, name)
        return replace(
            pipeline,
            inputs=inputs.value if inputs else ANYTHING,
            targets=targets.value if targets else ANYTHING,
        )
    mode = called.constant("class_mode", "categorical")
    if method == "flow_from_directory":
        return _of_mode(called, name, mode, f'class_mode="{mode}"')
    # with class_mode="categorical" a cell of y_col may hold a list of labels
    sure = mode if mode in ("sparse", "binary") else None
    return _of_mode(called, name, sure, f'class_mode="{mode}"')


def changed(called: Called, pipeline: Pipeline, method: str) -> Value:
    """What a method of a dataset gives."""
    if method in KEEPING:
        part = pipeline.part
        if method in ("take", "skip"):
            part = None
        return replace(pipeline, part=part)
    if method == "shuffle":
        again = called.constant("reshuffle_each_iteration", default=True)
        return replace(pipeline, shuffled=again is not False)
    if method == "map":
        return replace(pipeline, targets=ANYTHING) if _changes(called) else pipeline
    if method in ("filter", "concatenate", "shard"):
        return replace(pipeline, targets=ANYTHING)
    return ANYTHING


def targets_of(pipeline: Pipeline) -> Value:
    """`.classes` and `.labels` of a generator: the truth in the order of the files."""
    targets = pipeline.targets
    if isinstance(targets, Array):
        return replace(targets, kind="integer" if targets.kind == "one-hot" else targets.kind)
    return Array(role="targets", part=pipeline.part)


def _changes(called: Called) -> bool:
    """A mapping of (x, y) whose y does not go through as it came."""
    function = called.get("map_func", "0")
    if not isinstance(function, Function):
        return True
    names = [argument.arg for argument in function.definition.args.args]
    given = _returned(function.definition.body)
    if len(names) != 2 or len(given) != 2:  # noqa: PLR2004 -- x and y
        return True
    return not (isinstance(given[1], ast.Name) and given[1].id == names[1])


def _returned(body: ast.expr | list[ast.stmt]) -> list[ast.expr]:
    """The parts of the tuple that a function returns in its last line."""
    last = body[-1] if isinstance(body, list) else body
    result = last.value if isinstance(last, ast.Return) else last
    return result.elts if isinstance(result, ast.Tuple) else []


def _of_mode(called: Called, name: str, mode: Any, why: str) -> Pipeline:
    kind = _KINDS.get(mode) if isinstance(mode, str) else None
    pipeline = _pipeline(called, name)
    if kind is None:
        return replace(pipeline, targets=Array(role="targets", part=pipeline.part))
    made = replace(evident(called, kind, why), part=pipeline.part, why=_why(called, why))
    return replace(pipeline, targets=made)


def _why(called: Called, why: str) -> str:
    return f"{why} on line {called.place.line}"


def _pipeline(called: Called, name: str) -> Pipeline:
    shuffled = called.constant("shuffle", default=True)
    return Pipeline(
        name,
        ANYTHING,
        ANYTHING,
        shuffled=shuffled if isinstance(shuffled, bool) else None,
        part=_part(called),
        number=called.frame.run.number(),
    )


def _part(called: Called) -> Part | None:
    subset = called.constant("subset")
    if subset in ("training", "validation"):
        return "train" if subset == "training" else "validation"
    folder = called.given("directory", "dataframe", "x", "0")
    if folder is None:
        return None
    text = constant_of(folder.value)
    if isinstance(folder.value, Constant) and isinstance(text, str):
        return part_of_name(text.rstrip("/").rpartition("/")[2])
    if isinstance(folder.value, Array) and folder.value.part:
        return folder.value.part
    return part_of_name(written(called.frame, folder.node))
