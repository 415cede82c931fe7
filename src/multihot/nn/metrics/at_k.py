"""How good the k labels of a row with the highest scores are."""

from __future__ import annotations

from typing import Any, get_args

from multihot.errors import DataError, check_choice
from multihot.metrics import Undefined
from multihot.metrics.formulas import Fraction
from multihot.nn.backend import load_keras
from multihot.nn.metrics.batches import Batch
from multihot.nn.metrics.rows import RowMean
from multihot.nn.metrics.streaming import StreamingMetric

keras = load_keras()
ops = keras.ops
registered = keras.saving.register_keras_serializable(package="multihot")


class AtKMetric(StreamingMetric):
    """A number of the first k places of a row, mean over rows.

    Labels of the same score share their places: each holds each of them with equal chance.

    Args:
        k: how many places, 1 or more; places beyond the labels stay empty.
        name: of the number in Keras's logs; by default `precision_at_5` and so on.
        dtype: of the result.
    """

    measure = ""
    undefined: Undefined = "nan"

    def __init__(self, k: int, *, name: str | None = None, dtype: Any = None) -> None:
        if int(k) != k or k < 1:
            raise DataError(f"k is {k}", where="k", remedy="pass a whole number from 1 on")
        super().__init__(name=name or f"{self.measure}_at_{int(k)}", dtype=dtype)
        self.k = int(k)

    def get_config(self) -> dict[str, Any]:
        """What makes the metric again."""
        return {**super().get_config(), "k": self.k}

    def fraction(self, chances: Any, n_true: Any) -> Fraction:
        """Numerator and denominator of each row, (n_rows,).

        Args:
            chances: (n_rows, places) chance that the place holds a true label.
            n_true: (n_rows,) how many true labels there are.
        """
        raise NotImplementedError

    def _create(self, n_labels: int) -> None:  # noqa: ARG002
        self._rows = RowMean(self)

    def _count(self, batch: Batch) -> None:
        n_true = ops.sum(batch.truth, axis=1)
        self._rows.add(self.fraction(place_chances(batch, self.k), n_true), batch)

    def _result(self) -> Any:
        return self._rows.result(self.undefined)


class OfTruthAtKMetric(AtKMetric):
    """A number at k that is 0/0 where a row has no true label.

    Args:
        k: how many places, 1 or more.
        undefined: what such a row counts: "zero", "nan", or "drop": left out.
        name: of the number in Keras's logs; by default `recall_at_5` and so on.
        dtype: of the result.
    """

    def __init__(
        self, k: int, *, undefined: Undefined = "zero", name: str | None = None, dtype: Any = None
    ) -> None:
        check_choice(undefined, get_args(Undefined), name="undefined")
        super().__init__(k, name=name, dtype=dtype)
        self.undefined = undefined

    def get_config(self) -> dict[str, Any]:
        """What makes the metric again."""
        return {**super().get_config(), "undefined": self.undefined}


def place_chances(batch: Batch, k: int) -> Any:
    """Chance of each of the first k places to hold a true label, (n_rows, min(k, n_labels))."""
    scores = ops.where(batch.known == 0, -float("inf"), batch.scores)
    at_place = ops.top_k(scores, min(k, batch.n_labels))[0]
    tied = ops.cast(ops.expand_dims(scores, 1) == ops.expand_dims(at_place, 2), "float32")
    true_tied = ops.sum(tied * ops.expand_dims(batch.truth, 1), axis=2)
    return true_tied / ops.maximum(ops.sum(tied, axis=2), 1.0)


@registered
class PrecisionAtK(AtKMetric):
    """Share of the k labels of highest score that are true, 0 to 1, mean over rows.

    true labels in the first k places / k; k stays k where a row has fewer labels, and a row
    without true labels counts 0; NaN if there is no row. Scores may be logits: only their
    order counts. Labels of the same score share their places.

    Args:
        k: how many places, 1 or more.
        name: of the number in Keras's logs; by default `precision_at_5` and so on.
        dtype: of the result.

    >>> metric = PrecisionAtK(2)
    >>> metric.update_state([[1, 0, 1], [0, 1, 0]], [[0.9, 0.8, 0.8], [0.1, 0.2, 0.3]])
    >>> float(metric.result())  # (1 + 1/2) / 2 and 1/2
    0.625
    """

    measure = "precision"

    def fraction(self, chances: Any, n_true: Any) -> Fraction:
        """Σ chances / k."""
        return ops.sum(chances, axis=1), self.k * ops.ones_like(n_true)


@registered
class RecallAtK(OfTruthAtKMetric):
    """Share of a row's true labels among the k of highest score, 0 to 1, mean over rows.

    true labels in the first k places / true labels. Scores may be logits: only their order
    counts. Labels of the same score share their places.

    Args:
        k: how many places, 1 or more.
        undefined: what a row without true labels counts: "zero", "nan", or "drop": left out.
        name: of the number in Keras's logs; by default `recall_at_5` and so on.
        dtype: of the result.

    >>> metric = RecallAtK(2)
    >>> metric.update_state([[1, 0, 1], [0, 1, 0]], [[0.9, 0.8, 0.8], [0.1, 0.2, 0.3]])
    >>> float(metric.result())  # (1 + 1/2) / 2 and 1 / 1
    0.875
    """

    measure = "recall"

    def fraction(self, chances: Any, n_true: Any) -> Fraction:
        """Σ chances / true labels."""
        return ops.sum(chances, axis=1), n_true


@registered
class NDCGAtK(OfTruthAtKMetric):
    """How near the top the true labels stand, early places counting more, 0 to 1, mean over rows.

    Σ over true labels in the first k places of 1 / log2(1 + place), divided by what the best
    order would give. Scores may be logits: only their order counts. Labels of the same score
    share their places. Source: Järvelin & Kekäläinen 2002; `sklearn.metrics.ndcg_score`.

    Args:
        k: how many places, 1 or more.
        undefined: what a row without true labels counts: "zero", "nan", or "drop": left out.
        name: of the number in Keras's logs; by default `ndcg_at_5` and so on.
        dtype: of the result.

    >>> metric = NDCGAtK(2)
    >>> metric.update_state([[1, 0, 1], [0, 1, 0]], [[0.9, 0.8, 0.8], [0.1, 0.2, 0.3]])
    >>> round(float(metric.result()), 3)  # (1 + .631/2) / 1.631 and .631 / 1
    0.719
    """

    measure = "ndcg"

    def fraction(self, chances: Any, n_true: Any) -> Fraction:
        """Σ discount · chance / Σ of the first discounts, one a true label."""
        places = ops.arange(chances.shape[1], dtype="float32")
        discount = 1 / ops.log2(places + 2)
        in_use = ops.cast(ops.expand_dims(n_true, 1) > places, "float32")
        # + 0 · n_true: no comparison with NaN is true, and it must not pass for no true label
        return ops.sum(chances * discount, axis=1), ops.sum(in_use * discount, axis=1) + 0 * n_true
