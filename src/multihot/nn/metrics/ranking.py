"""How well the scores of a row rank its labels."""

from __future__ import annotations

from typing import Any

from multihot.nn.backend import load_keras
from multihot.nn.metrics.batches import Batch
from multihot.nn.metrics.rows import RowMean
from multihot.nn.metrics.streaming import StreamingMetric

keras = load_keras()
ops = keras.ops
registered = keras.saving.register_keras_serializable(package="multihot")


@registered
class LRAP(StreamingMetric):
    """Of the labels ranked as high as a true one, the share that is true, above 0 up to 1.

    Mean over the true labels, then over rows; labels of the same score take the worst rank. A
    row without true labels counts 1, rows of which nothing is known are left out; NaN if there
    is no row. Scores may be logits: only their order counts. Sorts every row, which costs more
    than the other metrics. Source: Tsoumakas, Katakis & Vlahavas 2010;
    `sklearn.metrics.label_ranking_average_precision_score`.

    Args:
        name: of the number in Keras's logs.
        dtype: of the result.

    >>> metric = LRAP()
    >>> metric.update_state([[1, 0, 1, 0]], [[0.5, 0.9, 0.4, 0.1]])
    >>> round(float(metric.result()), 3)  # (1/2 + 2/3) / 2
    0.583
    """

    def __init__(self, *, name: str = "lrap", dtype: Any = None) -> None:
        super().__init__(name=name, dtype=dtype)

    def _create(self, n_labels: int) -> None:  # noqa: ARG002
        self._rows = RowMean(self)

    def _count(self, batch: Batch) -> None:
        share = ranking_precision(batch)
        self._rows.add((share, ops.ones_like(share)), batch)

    def _result(self) -> Any:
        return self._rows.result("nan")


def ranking_precision(batch: Batch) -> Any:
    """Of each row, (n_rows,).

    Down the ranking, labels of the same score are a run, and all of a run have the rank of its
    last: Σ over runs of true labels in it · true labels so far / labels so far.
    """
    n_labels = batch.n_labels
    scores = ops.where(batch.known == 0, -float("inf"), batch.scores)
    ranked, order = ops.top_k(scores, n_labels)
    so_far = ops.cumsum(ops.take_along_axis(batch.truth, order, axis=1), axis=1)
    ends = ops.pad(ranked[:, :-1] != ranked[:, 1:], ((0, 0), (0, 1)), constant_values=True)
    at_ends = ops.where(ends, so_far, 0.0)
    in_run = at_ends - _shifted(_running_maximum(at_ends), 1)
    rank = ops.arange(1, n_labels + 1, dtype="float32")
    n_true = so_far[:, -1]
    summed = ops.sum(ops.where(ends, in_run * so_far / rank, 0.0), axis=1)
    return ops.where(n_true == 0, 1.0, summed / ops.where(n_true == 0, 1.0, n_true))


def _running_maximum(rows: Any) -> Any:
    """Maximum of all entries up to each, of rows of 0 or more."""
    step = 1
    while step < rows.shape[1]:
        rows = ops.maximum(rows, _shifted(rows, step))
        step *= 2
    return rows


def _shifted(rows: Any, step: int) -> Any:
    return ops.pad(rows[:, :-step], ((0, 0), (step, 0)))
