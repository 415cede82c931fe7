"""What a layer makes of what goes in: the activation, width and rank that come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from multihot.facts import Head, Place
from multihot.facts.models import Bias
from multihot.source.calls import constant_of, plain
from multihot.source.names import canonical, last
from multihot.source.running import Frame
from multihot.source.values import Constant, Function, Library, Made, Tensor, Value

_RECURRENT = frozenset(("LSTM", "GRU", "SimpleRNN", "CuDNNLSTM", "CuDNNGRU", "RNN", "ConvLSTM2D"))
_SAME = frozenset(
    (
        "Dropout",
        "SpatialDropout1D",
        "SpatialDropout2D",
        "GaussianNoise",
        "GaussianDropout",
        "AlphaDropout",
        "ActivityRegularization",
        "Masking",
    )
)
# a batch's own mean and spread: what comes out is no probability any more
_SCALED = frozenset(("BatchNormalization", "LayerNormalization", "UnitNormalization", "Rescaling"))
_FLAT = ("Flatten", "GlobalMax", "GlobalAverage")
_ACTIVATIONS = {"ReLU": "relu", "ELU": "elu", "LeakyReLU": "leaky_relu", "PReLU": "prelu"}
_MODULES = frozenset(
    (
        "keras.activations",
        "keras.backend",
        "keras.ops",
        "keras.layers",
        "tensorflow.nn",
        "tensorflow.math",
        "tensorflow",
        "jax.nn",
    )
)
_MERGED = frozenset(("Concatenate", "Average", "Add", "Maximum", "Minimum", "Multiply", "Subtract"))


def apply(frame: Frame, layer: Made, inputs: tuple[Head, ...]) -> Tensor:
    """What the layer gives for these inputs; one that is not known gives an unknown head."""
    kind = last(layer.name)
    first = inputs[0] if inputs else Head()
    place = replace(layer.place, name=_text(layer.argument("name")))
    read = _WITH_ACTIVATION.get(kind)
    if read is not None:
        return Tensor(read(frame, layer, first, place))
    if kind in _MERGED:
        return Tensor(merged(kind, inputs, place))
    rank = _rank(frame, layer, kind, first)
    if kind in _SAME or kind in ("Flatten", "Reshape"):
        return Tensor(replace(first, rank=rank, units=_units_left(frame, layer, kind, first)))
    if kind in _RECURRENT or kind.startswith(("Conv", "SeparableConv")):
        return Tensor(_learning(frame, layer, rank, place))
    units = first.units if kind in _SCALED or kind.startswith(_FLAT) else None
    return Tensor(Head(units=units, rank=rank, kind=kind, place=place))


def activated(name: str | None, below: Head, kind: str, place: Place) -> Head:
    """A head whose last step is an activation of what another head gives."""
    if name == "linear":
        return below
    passed = () if below.activation in ("linear", None) else (below.activation,)
    return replace(below, activation=name, below=(*passed, *below.below), kind=kind, place=place)


def activation_of(frame: Frame, value: Value) -> str | None:
    """Keras's name of an activation; `custom` for the user's own, None where unknown.

    Strings, functions and layers all name one: `"sigmoid"`, `tf.nn.sigmoid`, `Softmax()`.
    """
    if isinstance(value, Constant):
        named = value.value
        return "linear" if named is None else named.lower() if isinstance(named, str) else None
    if isinstance(value, Library):
        return activation_named(value.name)
    if isinstance(value, Made):
        kind = last(value.name)
        if kind == "Activation":
            return activation_of(frame, value.argument("activation"))
        return _ACTIVATIONS.get(kind, "softmax" if kind == "Softmax" else None)
    return "custom" if isinstance(value, Function) else None


def activation_named(path: str) -> str | None:
    """The activation that a library's function is: `keras.activations.sigmoid`."""
    path = canonical(path)
    owner, _, name = path.rpartition(".")
    name = {"Softmax": "softmax", "log_sigmoid": "log_sigmoid"}.get(name, name)
    name = name.removesuffix("_v2")
    return name if owner in _MODULES else None


def units_of(value: Value | None) -> int | None:
    """A width that is a constant."""
    number = constant_of(value)
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def merged(kind: str, inputs: tuple[Head, ...], place: Place) -> Head:
    """What a layer of several inputs gives: columns side by side, or cell by cell."""
    first = inputs[0] if inputs else Head()
    same = all(head.activation == first.activation for head in inputs)
    ranks = {head.rank for head in inputs}
    widths = [head.units for head in inputs]
    rank = ranks.pop() if len(ranks) == 1 else None
    if kind != "Concatenate":
        units = widths[0] if len(set(widths)) == 1 else None
        return Head(units=units, rank=rank, kind=kind, place=place)
    sigmoid = same and first.activation in ("sigmoid", "linear")
    return Head(
        activation=first.activation if sigmoid else None,
        units=_sum(widths),
        rank=rank,
        kind=kind,
        place=first.place if sigmoid else place,
    )


def start(frame: Frame, layer: Made) -> Head:
    """What goes into the first layer of a Sequential, as far as the layer says."""
    if layer.name == "keras.Input":
        return entry(frame, layer)
    for name, batch in (("input_shape", 0), ("batch_input_shape", 1), ("batch_shape", 1)):
        shape = plain(frame, layer.given.get(name))
        if isinstance(shape, tuple):
            return _shaped(shape[batch:], layer.place)
    width = units_of(layer.given.get("input_dim"))
    if "input_dim" in layer.given and last(layer.name) != "Embedding":
        return Head(units=width, rank=2, kind="Input")
    if last(layer.name) == "Embedding" and "input_length" in layer.given:
        return Head(rank=2, kind="Input")
    return Head()


def entry(frame: Frame, made: Made) -> Head:
    """What `Input` gives."""
    shape = plain(frame, made.given.get("shape", made.given.get("batch_shape")))
    if isinstance(shape, int):
        return Head(units=shape, rank=2, kind="Input", place=made.place)
    if "shape" not in made.given:
        shape = shape[1:] if isinstance(shape, tuple) else None
    return _shaped(shape, made.place) if isinstance(shape, tuple) else Head(kind="Input")


def _shaped(shape: tuple[Any, ...], place: Place) -> Head:
    width = shape[-1] if shape and isinstance(shape[-1], int) else None
    return Head(units=width, rank=len(shape) + 1, kind="Input", place=place)


def _dense(frame: Frame, layer: Made, below: Head, place: Place) -> Head:
    width = layer.given.get("units", layer.given.get("output_dim"))
    return Head(
        activation=activation_of(frame, layer.argument("activation")),
        units=units_of(width),
        rank=below.rank,
        dtype=_dtype(layer),
        bias=_bias(layer),
        kind="Dense",
        place=place,
    )


def _activated(frame: Frame, layer: Made, below: Head, place: Place) -> Head:
    name = activation_of(frame, layer)
    return replace(
        activated(name, below, last(layer.name), place), dtype=_dtype(layer) or below.dtype
    )


def _wrapped(frame: Frame, layer: Made, below: Head, place: Place) -> Head:
    inner = layer.argument("layer")
    if not isinstance(inner, Made):
        return Head(kind=last(layer.name), place=place)
    if last(layer.name) == "Bidirectional":
        head = apply(frame, inner, (below,)).head
        doubled = constant_of(layer.argument("merge_mode", "concat")) == "concat"
        units = 2 * head.units if head.units and doubled else None
        return replace(head, units=units, place=place)
    rows = replace(below, rank=below.rank - 1 if below.rank else None)
    head = apply(frame, inner, (rows,)).head
    rank = head.rank + 1 if head.rank else below.rank if head.kind == "Dense" else None
    return replace(head, rank=rank)


def _learning(frame: Frame, layer: Made, rank: int | None, place: Place) -> Head:
    kind = last(layer.name)
    default = "tanh" if kind in _RECURRENT - {"RNN"} else None
    width = layer.given.get("units", layer.given.get("filters", layer.given.get("output_dim")))
    activation = activation_of(frame, layer.argument("activation", default))
    return Head(
        activation=None if kind == "RNN" else activation,
        units=units_of(width),
        rank=rank,
        dtype=_dtype(layer),
        kind=kind,
        place=place,
    )


def _rank(frame: Frame, layer: Made, kind: str, below: Head) -> int | None:
    """Of what comes out, the batch counted."""
    if kind in _RECURRENT:
        returned = constant_of(layer.argument("return_sequences", default=False))
        return {True: 3, False: 2}.get(returned) if isinstance(returned, bool) else None
    if kind.startswith(_FLAT):
        kept = constant_of(layer.argument("keepdims", default=False))
        return 2 if kept is False else None
    if kind == "Embedding":
        return below.rank + 1 if below.rank else None
    if kind == "Reshape":
        shape = plain(frame, layer.argument("target_shape"))
        return len(shape) + 1 if isinstance(shape, tuple) else None
    if kind in _SAME or kind in _SCALED:
        return below.rank
    dimensions = next((number for number in (1, 2, 3) if f"{number}D" in kind), None)
    pools = "Conv" in kind or "Pool" in kind or "Padding" in kind or "Cropping" in kind
    return dimensions + 2 if dimensions and pools else None


def _units_left(frame: Frame, layer: Made, kind: str, below: Head) -> int | None:
    if kind == "Flatten":
        return below.units if below.rank == 2 else None  # noqa: PLR2004 -- rows and columns
    if kind == "Reshape":
        shape = plain(frame, layer.argument("target_shape"))
        width = shape[-1] if isinstance(shape, tuple) and shape else None
        return width if isinstance(width, int) and width > 0 else None
    return below.units


def _bias(layer: Made) -> Bias | None:
    if constant_of(layer.argument("use_bias", default=True)) is False:
        return "none"
    initial = layer.argument("bias_initializer", "zeros")
    zeros = constant_of(initial) in ("zeros", "Zeros") or (
        isinstance(initial, Made) and last(initial.name).lower() == "zeros"
    )
    if zeros:
        return None if "weights" in layer.given else "zeros"
    return "set" if "bias_initializer" in layer.given else None


def _dtype(layer: Made) -> str | None:
    dtype = layer.argument("dtype")
    if isinstance(dtype, Library):
        return last(dtype.name)
    name = constant_of(dtype)
    return name if isinstance(name, str) else None


def _text(value: Value) -> str:
    named = constant_of(value)
    return named if isinstance(named, str) else ""


def _sum(widths: list[int | None]) -> int | None:
    known = [width for width in widths if width is not None]
    return sum(known) if len(known) == len(widths) and known else None


_WITH_ACTIVATION: dict[str, Callable[[Frame, Made, Head, Place], Head]] = {
    "Dense": _dense,
    **dict.fromkeys(("Activation", "Softmax", *_ACTIVATIONS), _activated),
    **dict.fromkeys(("TimeDistributed", "Bidirectional"), _wrapped),
}
