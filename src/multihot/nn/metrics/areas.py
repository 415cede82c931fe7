"""Areas under curves while Keras trains: scores are sorted into fixed bins and counted."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np

from multihot.errors import check_choice
from multihot.metrics import EDGES, ScoreBins
from multihot.nn.backend import load_keras
from multihot.nn.metrics.averaging import divided, scaled
from multihot.nn.metrics.batches import Batch
from multihot.nn.metrics.bins import bins_of
from multihot.nn.metrics.pairs import Pair, as_numpy
from multihot.nn.metrics.streaming import StreamingMetric

keras = load_keras()
ops = keras.ops
registered = keras.saving.register_keras_serializable(package="multihot")
AreaAverage: TypeAlias = Literal["micro", "macro", "weighted", "none"] | None
N_BINS = len(EDGES) + 1


class AreaMetric(StreamingMetric):
    """An area under a curve of each label, averaged.

    Args:
        average: "macro" (mean over labels), "weighted" (labels by frequency), "micro" (all
            cells as if of one label), or None: one number a label, NaN where it has none.
        from_logits: whether y_pred are logits; a sigmoid makes them scores.
        name: of the number in Keras's logs.
        dtype: of the result; what is counted is exact in any case.
    """

    measure = ""

    def __init__(
        self,
        *,
        average: AreaAverage = "macro",
        from_logits: bool = False,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        choices = ("micro", "macro", "weighted", "none")
        check_choice(average or "none", choices, name="average")
        self.average = None if average == "none" else average
        default = f"{self.measure}_{average}" if self.average else self.measure
        super().__init__(name=name or default, dtype=dtype)
        self.from_logits = bool(from_logits)

    def get_config(self) -> dict[str, Any]:
        """What makes the metric again."""
        own = {"average": self.average, "from_logits": self.from_logits}
        return {**super().get_config(), **own}

    def state(self) -> ScoreBins:
        """The exact counts so far, which also tell how far the area can be off.

        Of each label, or of all as one where the average is micro; sums of weights where rows
        had weights.
        """
        self.check_built()
        counts = self._counts.exact()[..., ::-1]
        if not as_numpy(self._weighted).any():
            counts = counts.astype(np.int64)
        return ScoreBins.of_counts(true=counts[1], other=counts[0])

    def area(self, negatives: Any, positives: Any) -> tuple[Any, Any]:
        """Numerator and denominator of each label, from counts by bin, highest bin first."""
        raise NotImplementedError

    def _create(self, n_labels: int) -> None:
        n_curves = 1 if self.average == "micro" else n_labels
        self._counts = Pair(self, "bins", (2, n_curves, N_BINS))
        self._weighted = self.add_weight((), "zeros", "float32", "weighted")

    def _count(self, batch: Batch) -> None:
        scores = ops.sigmoid(batch.scores) if self.from_logits else batch.scores
        n_curves = self._counts.high.shape[1]
        curve = ops.arange(batch.n_labels, dtype="int32") if n_curves > 1 else 0
        kind = ops.cast(batch.truth == 1, "int32")
        place = (kind * n_curves + curve) * N_BINS + (N_BINS - 1 - bins_of(scores))
        amount = batch.known + 0 * batch.truth  # NaN where the target is no target
        if batch.weights is not None:
            amount = amount * batch.weights
            self._weighted.assign(ops.ones((), "float32"))
        self._counts.add_at(place, amount)

    def _result(self) -> Any:
        counts = self._counts.value()
        negatives, positives = ops.unstack(scaled(counts, axis=(0, 2)), 2, axis=0)
        numerator, denominator = self.area(negatives, positives)
        areas = divided((numerator, denominator), filler=float("nan"))
        if self.average is None:
            return areas
        sizes = ops.sum(scaled(counts)[1], axis=1)
        weights = sizes if self.average == "weighted" else ops.ones_like(sizes)
        there = denominator != 0
        weights = ops.where(there, weights, 0.0)
        total = ops.sum(ops.where(there, areas, 0.0) * weights)
        return divided((total, ops.sum(weights)), filler=float("nan"))


@registered
class ROCAUC(AreaMetric):
    """Chance that a row with the label scores above a row without it, ties counting half, 0 to 1.

    Scores of the same of 1,154 bins count as ties; the bins are finest near 0 and 1, where
    each is 3 % of the distance or less. A label that every row has, or none, is left out of
    the mean. Takes 18 KiB a label. Source: Hanley & McNeil 1982;
    `sklearn.metrics.roc_auc_score`.

    Args:
        average: "macro" (mean over labels), "weighted" (labels by frequency), "micro" (all
            cells as if of one label), or None: one number a label, NaN where it has none.
        from_logits: whether y_pred are logits; a sigmoid makes them scores.
        name: of the number in Keras's logs; by default `roc_auc_macro` and so on.
        dtype: of the result; what is counted is exact in any case.

    >>> metric = ROCAUC(average=None)
    >>> metric.update_state([[1, 0], [0, 0], [0, 1]], [[0.6, 0.9], [0.7, 0.2], [0.2, 0.8]])
    >>> metric.update_state([[1, 0]], [[0.1, 0.8]])
    >>> [round(float(value), 3) for value in metric.result()]
    [0.25, 0.5]
    """

    measure = "roc_auc"

    def area(self, negatives: Any, positives: Any) -> tuple[Any, Any]:
        """Σ negatives · (positives above + half of those in the bin) / (positives · negatives)."""
        above = ops.cumsum(positives, axis=1) - positives / 2
        pairs = ops.sum(positives, axis=1) * ops.sum(negatives, axis=1)
        return ops.sum(negatives * above, axis=1), pairs


@registered
class AveragePrecision(AreaMetric):
    """Precision averaged over the recall that it reaches, 0 to 1.

    Σ over cuts of the recall gained · precision, with a cut at the lower edge of each of 1,154
    bins; they are finest near 0 and 1, where each is 3 % of the distance or less. A label that
    no row has is left out of the mean, where scikit-learn counts 0. Takes 18 KiB a label.
    Source: `sklearn.metrics.average_precision_score`.

    Args:
        average: "macro" (mean over labels), "weighted" (labels by frequency), "micro" (all
            cells as if of one label), or None: one number a label, NaN where it has none.
        from_logits: whether y_pred are logits; a sigmoid makes them scores.
        name: of the number in Keras's logs; by default `average_precision_macro` and so on.
        dtype: of the result; what is counted is exact in any case.

    >>> metric = AveragePrecision(average=None)
    >>> metric.update_state([[1, 0], [0, 0], [0, 1]], [[0.6, 0.9], [0.7, 0.2], [0.2, 0.8]])
    >>> metric.update_state([[1, 0]], [[0.1, 0.8]])
    >>> [round(float(value), 3) for value in metric.result()]
    [0.5, 0.333]
    """

    measure = "average_precision"

    def area(self, negatives: Any, positives: Any) -> tuple[Any, Any]:
        """Σ positives of the bin · precision at its lower edge / positives."""
        tp, fp = ops.cumsum(positives, axis=1), ops.cumsum(negatives, axis=1)
        precision = divided((tp, tp + fp), filler=0.0)
        return ops.sum(positives * precision, axis=1), ops.sum(positives, axis=1)
