"""What Keras hands a metric, checked and put in one form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from multihot.errors import ShapeError
from multihot.nn.backend import load_keras

keras = load_keras()
ops = keras.ops
MATRIX = 2  # axes: rows, labels


@dataclass(frozen=True, eq=False)
class Batch:
    """Targets and scores of some rows, float32 tensors of shape (n_rows, n_labels).

    Args:
        truth: 1 or 0; 0 where unknown; NaN where the target is none of 0, 1, NaN, so that
            the metric becomes NaN rather than a wrong number.
        known: 1, or 0 where the target is NaN or the row masked.
        scores: as the model gave them.
        weights: of all (1, 1), of rows (n_rows, 1), of labels (1, n_labels), of cells (n_rows,
            n_labels), or None: each counts 1. NaN where one is below 0 or infinite, so that the
            metric becomes NaN rather than a wrong number.
    """

    truth: Any
    known: Any
    scores: Any
    weights: Any

    @classmethod
    def of(cls, y_true: Any, y_pred: Any, sample_weight: Any) -> Batch:
        """Read a batch, with the mask that Keras may have left on the scores."""
        mask = keras.src.backend.get_keras_mask(y_pred)  # no public way: Keras's own metrics do it
        targets = ops.cast(ops.convert_to_tensor(y_true), "float32")
        scores = ops.stop_gradient(ops.cast(ops.convert_to_tensor(y_pred), "float32"))
        check_shapes(tuple(targets.shape), tuple(scores.shape))

        known = ops.logical_not(ops.isnan(targets))
        if mask is not None:
            known = ops.logical_and(known, _cells(ops.cast(mask, "bool"), scores, name="mask"))
        strange = ops.logical_and(targets != 0, targets != 1)
        truth = ops.where(known, ops.where(strange, float("nan"), targets), 0.0)
        weights = None
        if sample_weight is not None:
            weights = ops.cast(ops.convert_to_tensor(sample_weight), "float32")
            weights = _cells(weights, scores, name="sample_weight")
            weights = ops.where((weights >= 0) & (weights < float("inf")), weights, float("nan"))
        return cls(truth, ops.cast(known, "float32"), scores, weights)

    @property
    def n_labels(self) -> int:
        """Columns."""
        return int(self.scores.shape[-1])

    def judged_rows(self) -> Any:
        """What each row counts, (n_rows,): its weight, or 0 where none of its labels is known."""
        judged = ops.max(self.known, axis=1)
        if self.weights is None:
            return judged
        if self.weights.shape[-1] != 1:
            raise ShapeError(
                "sample_weight has one weight a cell, and the metric is a mean over rows",
                where="sample_weight",
                remedy="pass one weight a row, shape (n_rows,), "
                "or take a metric averaged over labels",
            )
        return judged * self.weights[:, 0]


def check_shapes(targets: tuple[Any, ...], scores: tuple[Any, ...]) -> None:
    """Refuse all but two matrices of the same, known number of labels."""
    if len(targets) != MATRIX or len(scores) != MATRIX or targets[-1] != scores[-1]:
        raise ShapeError(
            f"y_true has shape {targets}, y_pred {scores}; both must be (n_rows, n_labels)",
            remedy="give every label a column of its own, 1, 0 or NaN in the targets",
        )
    if targets[-1] is None:
        raise ShapeError(
            f"y_true has shape {targets}: the number of labels is not known",
            remedy="give the model's output a fixed last dimension",
        )


def _cells(given: Any, scores: Any, *, name: str) -> Any:
    """A number as (1, 1), (n_rows,) as (n_rows, 1), as Keras's metrics have it; matrices as is."""
    shape = tuple(given.shape)
    if len(shape) < MATRIX:
        given = ops.reshape(given, (-1, 1))
    fits = len(given.shape) == MATRIX and all(
        size in (1, whole) or size is None or whole is None
        for size, whole in zip(given.shape, scores.shape, strict=True)
    )
    if not fits:
        raise ShapeError(
            f"{name} has shape {shape}, y_pred {tuple(scores.shape)}",
            where=name,
            remedy="pass one number, one number a row, shape (n_rows,), or one a cell, "
            "(n_rows, n_labels)",
        )
    return given
