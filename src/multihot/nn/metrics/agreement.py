"""How far decisions agree with targets: whole rows right, cells right, cells wrong."""

from __future__ import annotations

from typing import Any, NamedTuple

from multihot.metrics import LabelCounts, formulas
from multihot.nn.backend import load_keras
from multihot.nn.metrics.averaging import divided
from multihot.nn.metrics.batches import Batch
from multihot.nn.metrics.deciding import DecisionMetric
from multihot.nn.metrics.rows import RowMean
from multihot.nn.metrics.tallies import LabelTally

keras = load_keras()
ops = keras.ops
registered = keras.saving.register_keras_serializable(package="multihot")
NAN = float("nan")


class RowsRight(NamedTuple):
    """Rows with every known label right, and rows of which a label is known, or their weights."""

    right: float
    judged: float


@registered
class SubsetAccuracy(DecisionMetric):
    """Share of the rows with every label right, 0 to 1.

    Labels that nobody knows are not looked at, rows of which none is known are left out; NaN
    if there is no row. What scikit-learn's `accuracy_score` says of indicator matrices; not
    what Keras calls accuracy.

    Args:
        thresholds: decision = score >= threshold, in float32; one number, one a label, or
            `Thresholds`, 0 to 1; inf: never.
        from_logits: whether y_pred are logits, to be compared with the logits of the thresholds.
        name: of the number in Keras's logs.
        dtype: of the result; what is counted is exact in any case.

    >>> metric = SubsetAccuracy()
    >>> metric.update_state([[1, 0], [1, 1], [0, 1]], [[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]])
    >>> round(float(metric.result()), 3), metric.state()
    (0.333, RowsRight(right=1.0, judged=3.0))
    """

    def __init__(
        self,
        *,
        thresholds: Any = 0.5,
        from_logits: bool = False,
        name: str = "subset_accuracy",
        dtype: Any = None,
    ) -> None:
        super().__init__(thresholds=thresholds, from_logits=from_logits, name=name, dtype=dtype)

    def state(self) -> RowsRight:
        """The exact sums so far."""
        self.check_built()
        right, judged, _ = self._rows.exact().tolist()
        return RowsRight(right, judged)

    def _create(self, n_labels: int) -> None:  # noqa: ARG002
        self._rows = RowMean(self)

    def _count(self, batch: Batch) -> None:
        _, fp, fn, _ = self.outcomes(batch)
        wrong = ops.sum(fp + fn, axis=1)
        right = ops.where(ops.isnan(wrong), NAN, ops.cast(wrong == 0, "float32"))
        self._rows.add((right, ops.ones_like(right)), batch)

    def _result(self) -> Any:
        return self._rows.result("nan")


class CellMetric(DecisionMetric):
    """A share of the cells, counted label by label."""

    def state(self) -> LabelCounts:
        """The exact counts so far, to merge, average and judge as any other."""
        self.check_built()
        return self._labels.state()

    def _create(self, n_labels: int) -> None:
        self._labels = LabelTally(self, n_labels)

    def _count(self, batch: Batch) -> None:
        self._labels.add(self.outcomes(batch), batch)


@registered
class LabelAccuracy(CellMetric):
    """Share of the yes-or-no answers that are right, 0 to 1: what Keras calls BinaryAccuracy.

    (tp + tn) / (tp + fp + fn + tn) over all known cells; NaN if there is none. High for
    predicting nothing wherever labels are rare.

    Args:
        thresholds: decision = score >= threshold, in float32; one number, one a label, or
            `Thresholds`, 0 to 1; inf: never.
        from_logits: whether y_pred are logits, to be compared with the logits of the thresholds.
        name: of the number in Keras's logs.
        dtype: of the result; what is counted is exact in any case.

    >>> metric = LabelAccuracy()
    >>> metric.update_state([[1, 0], [1, 1], [0, 1]], [[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]])
    >>> round(float(metric.result()), 3)
    0.667
    """

    def __init__(
        self,
        *,
        thresholds: Any = 0.5,
        from_logits: bool = False,
        name: str = "label_accuracy",
        dtype: Any = None,
    ) -> None:
        super().__init__(thresholds=thresholds, from_logits=from_logits, name=name, dtype=dtype)

    def _result(self) -> Any:
        return divided(formulas.label_accuracy(*self._labels.pooled()), filler=NAN)


@registered
class HammingLoss(CellMetric):
    """Share of the yes-or-no answers that are wrong, 0 to 1; lower is better.

    (fp + fn) / (tp + fp + fn + tn) over all known cells, 1 - label accuracy; NaN if there is
    no cell. Low for predicting nothing wherever labels are rare. Source:
    `sklearn.metrics.hamming_loss`.

    Args:
        thresholds: decision = score >= threshold, in float32; one number, one a label, or
            `Thresholds`, 0 to 1; inf: never.
        from_logits: whether y_pred are logits, to be compared with the logits of the thresholds.
        name: of the number in Keras's logs.
        dtype: of the result; what is counted is exact in any case.

    >>> metric = HammingLoss()
    >>> metric.update_state([[1, 0], [1, 1], [0, 1]], [[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]])
    >>> round(float(metric.result()), 3)
    0.333
    """

    better = "down"

    def __init__(
        self,
        *,
        thresholds: Any = 0.5,
        from_logits: bool = False,
        name: str = "hamming_loss",
        dtype: Any = None,
    ) -> None:
        super().__init__(thresholds=thresholds, from_logits=from_logits, name=name, dtype=dtype)

    def _result(self) -> Any:
        tp, fp, fn, tn = self._labels.pooled()
        # the accuracy of the opposite decisions: 1 - accuracy would lose the small digits
        return divided(formulas.label_accuracy(fp, tp, tn, fn), filler=NAN)
