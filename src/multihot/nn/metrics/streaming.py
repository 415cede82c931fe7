"""A Keras metric that reads (n_rows, n_labels) in batches, and says so when it is misread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Literal

from multihot.arrays import check_same_labels
from multihot.errors import DataError
from multihot.nn.backend import load_keras
from multihot.nn.metrics.batches import Batch, check_shapes

keras = load_keras()
ops = keras.ops

# what the classes of Keras and TensorFlow Addons take, and what to write here instead
OTHER_WORDS = {
    "threshold": "pass thresholds=, one number or one a label; decision = score >= threshold",
    "num_classes": "leave it out: the number of labels is read off the targets",
    "num_labels": "leave it out: the number of labels is read off the targets",
    "class_id": "pass average=None and take that place of the result",
    "top_k": "use PrecisionAtK(k) or RecallAtK(k)",
    "mode": "leave it out: each label is a yes-or-no answer of its own",
    "multi_label": 'leave it out: labels are counted apart; average="micro" pools them',
    "label_weights": 'leave it out: average is "macro", "weighted", "micro" or None',
    "num_thresholds": "leave it out: the bins are fixed",
    "curve": "use ROCAUC for the ROC curve, AveragePrecision for precision and recall",
    "summation_method": "leave it out: see the class for how the area is summed",
}


class StreamingMetric(keras.metrics.Metric):  # type: ignore[name-defined, misc]
    """What the metrics of this package share: the batch is checked, the counters are made once.

    A subclass makes its counters in `_create` and adds a batch to them in `_count`.

    Args:
        name: of the number in Keras's logs.
        dtype: of the result; what is counted is exact in any case.
    """

    better: Literal["up", "down"] = "up"

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        if "__init__" in vars(cls):
            cls.__init__ = _refusing_other_words(cls.__init__)  # type: ignore[method-assign]

    def __init__(self, *, name: str, dtype: Any = None) -> None:
        super().__init__(name=name, dtype=dtype)
        self._direction = self.better  # where Keras's callbacks look when no mode is given
        self.built = False
        self._n_labels = 0

    def build(self, y_true_shape: Sequence[int | None]) -> None:
        """Make the counters for targets of shape (n_rows, n_labels); `update_state` does it too.

        Only a training loop of one's own that is compiled needs this call.
        """
        shape = tuple(y_true_shape)
        check_shapes(shape, shape)
        n_labels = int(shape[-1] or 0)
        if self.built:
            check_same_labels(self.name, self._n_labels, n_labels)
            return
        self._create(n_labels)
        self._n_labels = n_labels
        self.built = True

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Count one batch.

        Args:
            y_true: targets (n_rows, n_labels), 1, 0, or NaN where nobody knows.
            y_pred: scores (n_rows, n_labels).
            sample_weight: (n_rows,) or (n_rows, 1), 0 or more; one number: every row counts so
                much; by default 1. Where the metric is made of counts per label,
                (n_rows, n_labels) weighs the cells. float32, as all that Keras's metrics take.

        Raises:
            ShapeError: other shapes, or another number of labels than in earlier batches.
        """
        batch = Batch.of(y_true, y_pred, sample_weight)
        self.build((None, batch.n_labels))
        self._count(batch)

    def result(self) -> Any:
        """The number so far, a scalar; one number a label where average is None.

        NaN where nothing is counted that is known, such as after `reset_state`.

        Raises:
            DataError: there was no batch, so that not even the labels are known.
        """
        self.check_built()
        return ops.cast(self._result(), self.dtype)

    def check_built(self) -> None:
        """Refuse to tell a number of nothing."""
        if not self.built:
            raise DataError(
                "nothing has been counted yet", where=self.name, remedy="call update_state first"
            )

    def _result(self) -> Any:
        raise NotImplementedError

    def _create(self, n_labels: int) -> None:
        raise NotImplementedError

    def _count(self, batch: Batch) -> None:
        raise NotImplementedError


def _refusing_other_words(init: Callable[..., None]) -> Callable[..., None]:
    @wraps(init)
    def checked(self: Any, *args: Any, **given: Any) -> None:
        for word in OTHER_WORDS.keys() & given.keys():
            raise DataError(
                f"{type(self).__name__} takes no {word}=", where=word, remedy=OTHER_WORDS[word]
            )
        init(self, *args, **given)

    return checked
