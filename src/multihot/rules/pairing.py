"""Which heads and losses belong together."""

from __future__ import annotations

from multihot.facts import Head, Output

BINARY = frozenset({"binary_crossentropy", "binary_focal_crossentropy"})
CATEGORICAL = frozenset({"categorical_crossentropy", "categorical_focal_crossentropy"})
SPARSE = frozenset({"sparse_categorical_crossentropy"})
CROSS_ENTROPIES = BINARY | CATEGORICAL | SPARSE

# what stands right below a head and keeps it from using its range
_CRAMPING = {
    "sigmoid": frozenset({"sigmoid", "hard_sigmoid", "softmax", "relu", "softplus", "tanh"}),
    "softmax": frozenset({"sigmoid", "hard_sigmoid", "softmax"}),
}


def loss_kind(output: Output) -> str | None:
    """Keras's name of the loss; None where it is not known or there is none."""
    return output.loss.kind if output.loss else None


def is_stacked(head: Head) -> bool:
    """A sigmoid or softmax is put upon an activation that leaves it a part of its range.

    >>> is_stacked(Head("sigmoid", below=("softmax",))), is_stacked(Head("softmax", ("relu",)))
    (True, False)
    """
    return bool(head.below) and head.below[0] in _CRAMPING.get(head.activation or "", ())


def is_row_wise(head: Head) -> bool:
    """The head gives scores for a row, not for each step or pixel, as far as is known."""
    return head.rank in (None, 2)
