"""What callbacks watch, and the names that are logged for them to watch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from multihot.facts.models import Callback, Fit, Metric, ModelFacts

CHOOSING = ("ModelCheckpoint", "EarlyStopping")
WATCHING = (*CHOOSING, "ReduceLROnPlateau")
# callbacks of Keras that log nothing but the learning rate
_SILENT = (
    *WATCHING,
    "BackupAndRestore",
    "CSVLogger",
    "History",
    "LearningRateScheduler",
    "ProgbarLogger",
    "RemoteMonitor",
    "SwapEMAWeights",
    "TensorBoard",
    "TerminateOnNaN",
    "AuditCallback",
)
_RATES = frozenset({"lr", "learning_rate"})
_HIGHER = frozenset(
    {"acc", "accuracy", "auc", "auroc", "auprc", "aupr", "dice", "iou", "jaccard", "kappa", "map"}
    | {"f1", "f2", "f1score", "fbeta", "fmeasure", "fscore", "mcc", "ndcg", "precision"}
    | {"recall", "sensitivity", "specificity"}
)
_LOWER = frozenset(
    {"loss", "error", "hamming", "distance", "divergence", "false", "crossentropy", "brier"}
    | {"mae", "mse", "rmse", "mape", "msle", "fpr", "fnr"}
)
_WORDS = re.compile(r"[a-z]+[0-9]?(?:score)?")


def better_higher(name: str) -> bool:
    """The name is one that people give to what is better when it is higher.

    >>> better_higher("val_f1_score"), better_higher("val_f1_loss"), better_higher("val_mine")
    (True, False, False)
    """
    words = set(_WORDS.findall(name.lower()))
    return bool(words & _HIGHER) and not words & _LOWER


def watched(fit: Fit) -> Iterator[tuple[Callback, str]]:
    """Callbacks with the name that each goes by; a checkpoint that saves every epoch has none.

    >>> from multihot.facts import Arguments
    >>> [name for _, name in watched(Fit(callbacks=(Callback("EarlyStopping", Arguments()),)))]
    ['val_loss']
    """
    for callback in fit.callbacks:
        name = callback.arguments.get("monitor", "val_loss")
        if callback.kind in WATCHING and isinstance(name, str) and not _saves_all(callback):
            yield callback, name


def logged_names(model: ModelFacts, fit: Fit) -> frozenset[str] | None:
    """All names that this fit logs; None where there may be others.

    A metric whose name depends on the version of Keras is there by each of its names.
    """
    known = model.compiled and model.metrics_known and model.only is not None
    if not known or not fit.all_callbacks_known or fit.validated is None:
        return None
    if any(callback.kind not in _SILENT for callback in fit.callbacks):
        return None
    names = [_names(metric) for metric in model.metrics]
    if not all(names):
        return None
    trained = frozenset({"loss"}).union(*names)
    held_out = {f"val_{name}" for name in trained} if fit.validated else set()
    return trained | held_out | _RATES


def metric_of(model: ModelFacts, watched_name: str) -> Metric | None:
    """The metric that is logged by that name, of train or of validation."""
    name = watched_name.removeprefix("val_")
    return next((metric for metric in model.metrics if name in _names(metric)), None)


def _names(metric: Metric) -> frozenset[str]:
    if metric.name is not None:
        return frozenset({metric.name})
    word = metric.spelled.strip("\"'")
    if metric.form != "string" or not word:
        return frozenset()
    short = {"acc", "accuracy"} if word in ("acc", "accuracy") else {word}
    return frozenset({word, metric.kind or word, *short})


def _saves_all(callback: Callback) -> bool:
    best = callback.arguments.get("save_best_only", False)
    return callback.kind == "ModelCheckpoint" and best is not True
