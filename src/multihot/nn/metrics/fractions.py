"""Precision, recall, F and Jaccard while Keras trains: views of `multihot.metrics.formulas`."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, get_args

from multihot.errors import DataError, check_choice
from multihot.metrics import Average, LabelCounts, Undefined, formulas
from multihot.metrics.formulas import Fraction
from multihot.nn.backend import load_keras
from multihot.nn.metrics.averaging import divided, mean, where_known
from multihot.nn.metrics.batches import Batch
from multihot.nn.metrics.deciding import DecisionMetric
from multihot.nn.metrics.rows import RowMean
from multihot.nn.metrics.tallies import LabelTally

keras = load_keras()
ops = keras.ops
registered = keras.saving.register_keras_serializable(package="multihot")
AverageOrNone: TypeAlias = Average | Literal["none"] | None


class FractionMetric(DecisionMetric):
    """A formula of tp, fp, fn, tn, averaged over labels, rows or cells.

    Args:
        average: "macro" (mean over labels), "micro" (all cells together), "weighted" (labels by
            frequency), "samples" (mean over rows), or None: one number a label, which Keras's
            EarlyStopping and its like cannot compare.
        thresholds: decision = score >= threshold, in float32; one number, one a label, or
            `Thresholds`, 0 to 1; inf: never.
        from_logits: whether y_pred are logits, to be compared with the logits of the thresholds.
        undefined: what 0/0 counts as: "zero", "nan", or "drop": left out of the mean. Where no
            cell is known at all, or before anything is counted, the number is NaN in any case.
        name: of the number in Keras's logs.
        dtype: of the result.
    """

    measure = ""

    def __init__(
        self,
        *,
        average: AverageOrNone = "macro",
        thresholds: Any = 0.5,
        from_logits: bool = False,
        undefined: Undefined = "zero",
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        check_choice(average or "none", (*get_args(Average), "none"), name="average")
        check_choice(undefined, get_args(Undefined), name="undefined")
        self.average = None if average == "none" else average
        default = f"{self.measure}_{average}" if self.average else self.measure
        super().__init__(
            thresholds=thresholds, from_logits=from_logits, name=name or default, dtype=dtype
        )
        self.undefined: Undefined = undefined

    def get_config(self) -> dict[str, Any]:
        """What makes the metric again."""
        return {**super().get_config(), "average": self.average, "undefined": self.undefined}

    def formula(self, tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
        """Numerator and denominator."""
        raise NotImplementedError

    def state(self) -> LabelCounts:
        """The exact counts so far, to merge, average and judge as any other.

        Raises:
            DataError: the average is over rows, which have no counts per label.
        """
        self.check_built()
        if self.average == "samples":
            raise DataError(
                "a mean over rows keeps no counts per label",
                where=self.name,
                remedy='use average="macro", "micro", "weighted" or None',
            )
        return self._labels.state()

    def _create(self, n_labels: int) -> None:
        if self.average == "samples":
            self._rows = RowMean(self)
        else:
            self._labels = LabelTally(self, n_labels)

    def _count(self, batch: Batch) -> None:
        outcomes = self.outcomes(batch)
        if self.average == "samples":
            of_rows = (ops.sum(kind, axis=1) for kind in outcomes)
            self._rows.add(self.formula(*of_rows), batch)
        else:
            self._labels.add(outcomes, batch)

    def _result(self) -> Any:
        if self.average == "samples":
            return self._rows.result(self.undefined)
        return where_known(self._average(), self._labels.counts.value())

    def _average(self) -> Any:
        filler = 0.0 if self.undefined == "zero" else float("nan")
        if self.average == "micro":
            return divided(self.formula(*self._labels.pooled()), filler=filler)
        fraction = self.formula(*self._labels.of_labels())
        if self.average is None:
            return divided(fraction, filler=filler)
        sizes = self._labels.sizes()
        weights = ops.ones_like(sizes) if self.average == "macro" else sizes
        return mean(fraction, weights, undefined=self.undefined)


@registered
class FBeta(FractionMetric):
    """Precision and recall in one, recall β times as dear, 0 to 1.

    (1 + β²)·tp / ((1 + β²)·tp + β²·fn + fp); 0/0 as `undefined` says. Named `f2_macro` for
    beta=2, `f05_macro` for 0.5. Source: van Rijsbergen 1979; `sklearn.metrics.fbeta_score`.

    Args:
        beta: 0 (precision) or more, up to infinity (recall); above 1 recall counts more. The rest
            as for `F1`.

    >>> metric = FBeta(2.0, average=None)
    >>> metric.update_state([[1, 0], [1, 1], [0, 1]], [[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]])
    >>> [round(float(value), 3) for value in metric.result()]
    [0.556, 0.909]
    """

    def __init__(
        self,
        beta: float = 1.0,
        *,
        average: AverageOrNone = "macro",
        thresholds: Any = 0.5,
        from_logits: bool = False,
        undefined: Undefined = "zero",
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        self.beta = formulas.checked_beta(beta)
        self.measure = f"f{self.beta:g}".replace(".", "").replace("+", "")
        super().__init__(
            average=average,
            thresholds=thresholds,
            from_logits=from_logits,
            undefined=undefined,
            name=name,
            dtype=dtype,
        )

    def get_config(self) -> dict[str, Any]:
        """What makes the metric again."""
        return {**super().get_config(), "beta": self.beta}

    def formula(self, tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
        """(1 + β²)·tp / ((1 + β²)·tp + β²·fn + fp)."""
        return formulas.f_beta(tp, fp, fn, tn, beta=self.beta)


@registered
class F1(FractionMetric):
    """Precision and recall in one, 0 to 1.

    2·tp / (2·tp + fp + fn); 0/0 as `undefined` says. Source: `sklearn.metrics.f1_score`;
    `multihot.metrics.formulas.f_beta`.

    Args:
        average: "macro" (mean over labels), "micro" (all cells together), "weighted" (labels by
            frequency), "samples" (mean over rows), or None: one number a label, which Keras's
            EarlyStopping and its like cannot compare.
        thresholds: decision = score >= threshold, in float32; one number, one a label, or
            `Thresholds`, 0 to 1; inf: never.
        from_logits: whether y_pred are logits, to be compared with the logits of the thresholds.
        undefined: what 0/0 counts as: "zero", "nan", or "drop": left out of the mean. Where no
            cell is known at all, or before anything is counted, the number is NaN in any case.
        name: of the number in Keras's logs; by default as in the catalogue, `f1_macro`.
        dtype: of the result; what is counted is exact in any case.

    >>> metric = F1(average=None)
    >>> metric.update_state([[1, 0], [1, 1], [0, 1]], [[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]])
    >>> [round(float(value), 3) for value in metric.result()]
    [0.667, 0.8]
    """

    measure = "f1"

    def formula(self, tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
        """2·tp / (2·tp + fp + fn)."""
        return formulas.f_beta(tp, fp, fn, tn)


@registered
class Precision(FractionMetric):
    """Share of the predictions that are right, 0 to 1.

    tp / (tp + fp); 0/0, nothing predicted, as `undefined` says. Keras's `Precision` is
    average="micro". Source: `sklearn.metrics.precision_score`.

    Args as for `F1`.

    >>> metric = Precision(average=None)
    >>> metric.update_state([[1, 0], [1, 1], [0, 1]], [[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]])
    >>> [round(float(value), 3) for value in metric.result()]
    [1.0, 0.667]
    """

    measure = "precision"

    def formula(self, tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
        """tp / (tp + fp)."""
        return formulas.precision(tp, fp, fn, tn)


@registered
class Recall(FractionMetric):
    """Share of the true labels that are found, 0 to 1.

    tp / (tp + fn); 0/0, nothing to find, as `undefined` says. Keras's `Recall` is
    average="micro". Source: `sklearn.metrics.recall_score`.

    Args as for `F1`.

    >>> metric = Recall(average=None)
    >>> metric.update_state([[1, 0], [1, 1], [0, 1]], [[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]])
    >>> [round(float(value), 3) for value in metric.result()]
    [0.5, 1.0]
    """

    measure = "recall"

    def formula(self, tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
        """tp / (tp + fn)."""
        return formulas.recall(tp, fp, fn, tn)


@registered
class Jaccard(FractionMetric):
    """Overlap of what is predicted and what is true, 0 to 1.

    tp / (tp + fp + fn); 0/0 as `undefined` says. With average="samples" what MEKA and MULAN
    call accuracy. Source: `sklearn.metrics.jaccard_score`.

    Args as for `F1`.

    >>> metric = Jaccard(average=None)
    >>> metric.update_state([[1, 0], [1, 1], [0, 1]], [[0.9, 0.8], [0.1, 0.7], [0.2, 0.6]])
    >>> [round(float(value), 3) for value in metric.result()]
    [0.5, 0.667]
    """

    measure = "jaccard"

    def formula(self, tp: Any, fp: Any, fn: Any, tn: Any) -> Fraction:
        """tp / (tp + fp + fn)."""
        return formulas.jaccard(tp, fp, fn, tn)
