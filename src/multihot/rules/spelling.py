"""Metrics and numbers as people write them."""

from __future__ import annotations

from multihot.facts import Keras, Metric, ModelFacts
from multihot.rules.wording import flavour_of

_WITH_F1 = (2, 13)
_WITH_MULTI_LABEL = {"keras": (2, 4), "tf.keras": (2, 2)}


def word_of(metric: Metric) -> str:
    """The string that was handed to compile; empty where it is none.

    >>> word_of(Metric("accuracy", "string", "'acc'")), word_of(Metric("auc", "object", "AUC()"))
    ('acc', '')
    """
    if metric.form != "string":
        return ""
    quoted = metric.spelled[:1] in ("'", '"')
    return metric.spelled.strip("'\"") if quoted else metric.kind or ""


def metric_code(call: str, model: ModelFacts) -> str:
    """A metric of Keras by the path that the user imports it from.

    >>> metric_code("BinaryAccuracy()", ModelFacts(keras=Keras("tf.keras")))
    'tf.keras.metrics.BinaryAccuracy()'
    """
    return f"{flavour_of(model.keras)}.metrics.{call}"


def has_f1(keras: Keras | None) -> bool:
    """Whether this Keras has F1Score; so does one of an unknown version, for all that is known."""
    return keras is None or keras.version is None or keras.version >= _WITH_F1


def has_multi_label_auc(keras: Keras | None) -> bool:
    """Whether AUC of this Keras takes multi_label."""
    if keras is None or keras.version is None:
        return True
    return keras.version >= _WITH_MULTI_LABEL[keras.flavour]


def told(share: float) -> str:
    """A share with three places, cut and never rounded up to 1.

    >>> told(0.9928), told(0.99996), told(1.0), told(0.0)
    ('.993', '.999', '1.000', '.000')
    """
    shown = f"{share:.3f}"
    if shown == "1.000" and share < 1:
        shown = "0.999"
    return shown.removeprefix("0")
