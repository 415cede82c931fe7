"""The layer that gives the scores, and what they went through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from multihot.facts import Head, Place
from multihot.facts.models import Bias
from multihot.nn.backend import load_keras
from multihot.nn.describing.chains import chain_of, chain_of_layers, is_model, traced
from multihot.nn.describing.spelling import is_of_keras, snake_case

# layers that hand on what they are given, as far as a row's scores are concerned
_HAND_ON = frozenset(
    {
        "ActivityRegularization",
        "AlphaDropout",
        "Dropout",
        "Flatten",
        "GaussianDropout",
        "GaussianNoise",
        "Identity",
        "InputLayer",
        "Masking",
        "Permute",
        "RepeatVector",
        "Reshape",
        "SpatialDropout1D",
        "SpatialDropout2D",
        "SpatialDropout3D",
    }
)
# layers that are an activation and nothing else, by Keras's name of it
_ACTIVATIONS = {"ELU": "elu", "LeakyReLU": "leaky_relu", "ReLU": "relu", "Softmax": "softmax"}
_NORMS = frozenset({"BatchNormalization", "LayerNormalization", "UnitNormalization"})


def heads_of(model: Any) -> list[tuple[str, Head]]:
    """Name and head of each output; one unknown head where the end of the model is not known."""
    try:
        return _heads(model)
    except AttributeError:  # a Keras that keeps how its layers are joined elsewhere
        return [("", Head())]


def _heads(model: Any) -> list[tuple[str, Head]]:
    if is_model(model):
        return _named(model, [_head(chain_of(each), each) for each in model.outputs])
    if isinstance(model, load_keras().Sequential):
        return [("", _head(chain_of_layers(model.layers), None))]
    with traced(model) as tensors:
        heads = [_head(chain_of(each), each) for each in tensors]
    return _named(model, heads or [Head()])


def _named(model: Any, heads: list[Head]) -> list[tuple[str, Head]]:
    if len(heads) == 1:
        return [("", heads[0])]
    names = _keys(model) or list(getattr(model, "output_names", None) or ())
    if len(names) != len(heads):
        names = [""] * len(heads)
    return list(zip(names, heads, strict=True))


def _keys(model: Any) -> list[str]:
    """Of outputs in a dict, by which losses and metrics are told apart then."""
    held = getattr(model, "_outputs_struct", None)
    if not isinstance(held, dict):
        return []
    return [key for each in model.outputs for key, tensor in held.items() if tensor is each]


@dataclass(frozen=True)
class _Way:
    """Activations on the way back from an output to the first piece that learns.

    Args:
        found: name and piece of each activation, the last first.
        learner: the piece that learns; None where the way was lost before one.
        lost: the way came to a piece that nobody knows.
    """

    found: tuple[tuple[str, Any], ...]
    learner: Any
    lost: bool


def _way(chain: Iterable[Any]) -> _Way:
    found: list[tuple[str, Any]] = []
    for piece in chain:
        name = _activation(piece)
        if name is None:
            return _Way(tuple(found), None, lost=True)
        if name != "linear":
            found.append((name, piece))
        if _learns(piece):
            return _Way(tuple(found), piece, lost=False)
    return _Way(tuple(found), None, lost=False)


def _head(chain: Iterable[Any], tensor: Any) -> Head:
    way = _way(chain)
    names = [name for name, _ in way.found]
    piece = way.found[0][1] if way.found else way.learner
    if piece is None:
        return Head(units=_units(tensor, None), rank=_rank(tensor))
    return Head(
        activation=names[0] if names else None if way.lost else "linear",
        below=tuple(names[1:]),
        units=_units(tensor, way.learner),
        rank=_rank(tensor),
        dtype=_dtype(piece, tensor),
        bias=_bias(way.learner),
        kind=type(piece).__name__,
        place=Place(name=f"layer '{piece.name}'"),
    )


def _activation(piece: Any) -> str | None:
    """Keras's name of what it does to each number; `linear` for nothing; None where unknown."""
    kind = type(piece).__name__
    if not is_of_keras(piece):
        return None
    if kind in _HAND_ON or kind in _NORMS:
        return "linear"
    function = getattr(_inner(piece), "activation", None)
    if isinstance(function, load_keras().layers.Layer):
        return _activation(function)
    if function is not None:
        return _name_of(function)
    if kind in _ACTIVATIONS:
        return _ACTIVATIONS[kind]
    # operations such as keras.ops.sigmoid are classes of their own
    name = snake_case(kind)
    return name if hasattr(load_keras().activations, name) else None


def _name_of(function: Any) -> str:
    name = getattr(function, "__name__", "")
    known = is_of_keras(function) and hasattr(load_keras().activations, name)
    return name if known else "custom"


def _learns(piece: Any) -> bool:
    kind = type(piece).__name__
    learns_not = kind == "Activation" or kind in _HAND_ON or kind in _ACTIVATIONS
    return isinstance(piece, load_keras().layers.Layer) and not learns_not


def _inner(piece: Any) -> Any:
    """The layer in a wrapper such as `TimeDistributed`."""
    return getattr(piece, "layer", piece) if piece is not None else None


def _rank(tensor: Any) -> int | None:
    return None if tensor is None else len(tensor.shape)


def _units(tensor: Any, learner: Any) -> int | None:
    width = getattr(_inner(learner), "units", None) if tensor is None else tensor.shape[-1]
    return None if width is None else int(width)


def _dtype(piece: Any, tensor: Any) -> str | None:
    """That it computes in; an operation computes in that of what it is given."""
    return getattr(piece, "compute_dtype", None) or getattr(tensor, "dtype", None)


def _bias(learner: Any) -> Bias | None:
    layer = _inner(learner)
    if not hasattr(layer, "use_bias"):
        return None
    if not layer.use_bias:
        return "none"
    if getattr(layer, "bias", None) is None:
        starts = getattr(layer, "bias_initializer", None)
        return "zeros" if isinstance(starts, load_keras().initializers.Zeros) else "set"
    try:
        values = load_keras().ops.convert_to_numpy(layer.bias.value)
    except Exception:  # while JAX trains, the layer does not hold its values
        return None
    return "set" if values.any() else "zeros"
