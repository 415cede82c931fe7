"""Seeing the first batch of a fit that somebody else runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

_JAX_STATE = (
    "trainable_variables",
    "non_trainable_variables",
    "optimizer_variables",
    "metrics_variables",
)


def peek(model: Any, tell: Callable[[Any], None]) -> bool:
    """Have the first batch told, with its values, before the model takes its first step.

    The function that takes a step is replaced for that one step; the step is then taken by it,
    with the same batch. What `tell` raises ends the fit before anything is learnt.

    Args:
        model: whose `fit` has begun: to be called in `on_train_begin`.
        tell: given the batch, as the data gave it: (x, y) or (x, y, sample_weight).

    Returns:
        Whether there is such a function; a training of the user's own need not have one.
    """
    step = getattr(model, "train_function", None)
    if step is None:
        return False

    def first(*arguments: Any) -> Any:
        model.train_function = step
        batches, arguments = _peeked(arguments, model.steps_per_execution)
        try:
            for batch in batches:
                tell(batch)
        except BaseException:
            _give_back(model, arguments)
            raise
        return step(*arguments)

    model.train_function = first
    return True


def _peeked(arguments: Sequence[Any], n_steps: int) -> tuple[list[Any], tuple[Any, ...]]:
    """The first batch, in a list that is empty where it cannot be seen; and the arguments anew."""
    *state, source = arguments
    if isinstance(source, list | tuple):  # PyTorch is handed the batches themselves
        return list(source[:1]), tuple(arguments)
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow and isinstance(source, tensorflow.data.Iterator):
        return _peeked_dataset(tensorflow, source, n_steps)
    if not isinstance(source, Iterator):
        return [], tuple(arguments)
    batches = list(islice(source, 1))
    return batches, (*state, chain(batches, source))


def _peeked_dataset(
    tensorflow: Any, source: Any, n_steps: int
) -> tuple[list[Any], tuple[Any, ...]]:
    """The same of a `tf.data` iterator: another of its kind goes on with what was taken."""
    nested = tensorflow.nest.flatten(source.element_spec)
    if not all(isinstance(each, tensorflow.TensorSpec) for each in nested):
        return [], (source,)
    taken = list(islice(source, n_steps))
    if not taken:
        return [], (source,)
    # of the same element_spec: to another the step would be compiled anew
    again = tensorflow.data.Dataset.from_generator(
        lambda: iter(taken), output_signature=source.element_spec
    )
    return taken[:1], (iter(again),)


def _give_back(model: Any, arguments: Sequence[Any]) -> None:
    """On JAX the step holds the weights, and the model has none: `fit` puts these back."""
    state = arguments[0]
    if hasattr(model, "_jax_state_synced") and len(state) == len(_JAX_STATE):
        model._jax_state = dict(zip(_JAX_STATE, state, strict=True))
