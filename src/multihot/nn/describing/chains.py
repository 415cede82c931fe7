"""What scores went through before they left a model, the last piece first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from multihot.nn.backend import load_keras


def chain_of(tensor: Any) -> Iterator[Any]:
    """Layers and operations behind a symbolic output, back to where it has several sources."""
    reached: list[Any] = [tensor]
    while len(reached) == 1:
        history = getattr(reached[0], "_keras_history", None)
        if history is None or history.operation is None:
            return
        piece = history.operation
        if is_model(piece):
            yield from chain_of(piece.outputs[history.tensor_index])
        else:
            yield piece
        reached = piece._inbound_nodes[history.node_index].input_tensors


def chain_of_layers(layers: list[Any]) -> Iterator[Any]:
    """The same of a stack that was not built yet."""
    for layer in reversed(layers):
        if hasattr(layer, "layers"):
            yield from chain_of_layers(layer.layers)
        else:
            yield layer


def is_model(piece: Any) -> bool:
    """A functional model or a built stack, which knows its outputs."""
    return bool(getattr(piece, "outputs", None)) and hasattr(piece, "layers")


@contextmanager
def traced(model: Any) -> Iterator[list[Any]]:
    """Symbolic outputs of a model whose `call` is written out; none where it cannot be followed.

    Nothing is computed, and the layers forget that they were followed.
    """
    pieces = model._flatten_layers()
    kept = [
        (nodes, len(nodes))
        for piece in pieces
        for nodes in (piece._inbound_nodes, piece._outbound_nodes)
    ]
    try:
        yield _outputs_of_call(model, pieces)
    finally:
        for nodes, number in kept:
            del nodes[number:]


def _outputs_of_call(model: Any, pieces: list[Any]) -> list[Any]:
    keras = load_keras()
    shapes = list((getattr(model, "_build_shapes_dict", None) or {}).values())
    if len(shapes) != 1 or not all(piece.built for piece in pieces):
        return []
    try:
        inputs = keras.KerasTensor(tuple(shapes[0]), dtype=model.input_dtype)
        return list(keras.tree.flatten(model.call(inputs)))
    except Exception:  # a user's code may refuse symbols in any way
        return []
