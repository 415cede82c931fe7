"""Which way a callback goes where `mode` does not say it, in each generation of Keras."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from multihot.facts.generations import Keras

# letters: "acc" anywhere in the name. ending: acc, accuracy or auc at its end. metric: the metric
# that is logged by the name knows.
By: TypeAlias = Literal["letters", "ending", "metric"]
_Versions: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

_UP = frozenset(
    {"auc", "accuracy", "binaryaccuracy", "categoricalaccuracy", "sparsecategoricalaccuracy"}
    | {"topkcategoricalaccuracy", "sparsetopkcategoricalaccuracy", "f1score", "fbetascore"}
    | {"precision", "recall", "precisionatrecall", "recallatprecision"}
    | {"sensitivityatspecificity", "specificityatsensitivity"}
    | {"binaryiou", "iou", "meaniou", "onehotiou", "onehotmeaniou"}
    | {"concordancecorrelation", "pearsoncorrelation", "cosinesimilarity", "r2score"}
)
_DOWN = frozenset(
    {"binarycrossentropy", "categoricalcrossentropy", "sparsecategoricalcrossentropy"}
    | {"categoricalhinge", "hinge", "squaredhinge", "kldivergence", "logcosherror", "poisson"}
    | {"meanabsoluteerror", "meanabsolutepercentageerror", "meansquarederror"}
    | {"meansquaredlogarithmicerror", "rootmeansquarederror"}
)
_LAST = (1_000, 0)


@dataclass(frozen=True)
class _Era:
    """How EarlyStopping and the others choose, from a version up to a later one."""

    keras: _Versions
    tensorflow: _Versions
    stopping: By
    others: By


_ERAS = (
    _Era(((0, 0), (2, 7)), ((0, 0), (2, 7)), stopping="letters", others="letters"),
    _Era(((2, 7), (3, 0)), ((2, 7), (2, 16)), stopping="ending", others="letters"),
    _Era(((3, 0), (3, 11)), ((2, 16), _LAST), stopping="metric", others="letters"),
    _Era(((3, 11), _LAST), ((2, 16), _LAST), stopping="metric", others="metric"),
)


def rises(kind: str | None) -> bool | None:
    """Whether a metric of Keras is better when it is higher; None where Keras does not say.

    >>> rises("f1_score"), rises("mean_squared_error"), rises("custom")
    (True, False, None)
    """
    word = (kind or "").replace("_", "")
    return True if word in _UP else False if word in _DOWN else None


def maximises(
    monitor: str, keras: Keras | None, *, callback: str, metric: str | None = None
) -> bool | None:
    """Whether a callback without a mode takes the highest number for the best.

    Args:
        monitor: name that it watches: `val_f1`.
        keras: which Keras.
        callback: its class.
        metric: kind of the metric that is logged by the name.

    Returns:
        None where versions that it may be differ, or where Keras stops with an error, as it
        does from 3.11 on (`EarlyStopping` from 3.0 on) for what it knows no direction of.

    >>> maximises("val_f1", Keras("keras", (3, 4)), callback="ModelCheckpoint", metric="f1_score")
    False
    """
    ways = {
        _way(era.stopping if callback == "EarlyStopping" else era.others, monitor, callback, metric)
        for era in _eras(keras)
    }
    return ways.pop() if len(ways) == 1 else None


def _way(by: By, monitor: str, callback: str, metric: str | None) -> bool | None:
    if by == "metric":
        return False if monitor in ("loss", "val_loss") else rises(metric)
    if by == "ending":
        return monitor.endswith(("acc", "accuracy", "auc"))
    fmeasure = callback == "ModelCheckpoint" and monitor.startswith("fmeasure")
    return "acc" in monitor or fmeasure


def _eras(keras: Keras | None) -> tuple[_Era, ...]:
    if keras is None or keras.version is None:
        return _ERAS
    version, of_keras = keras.version[:2], keras.flavour == "keras"
    spans = [(era, era.keras if of_keras else era.tensorflow) for era in _ERAS]
    return tuple(era for era, (first, later) in spans if first <= version < later)
