"""Live Keras models with a trap in them, each beside the same model without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from live_models import (
    BCE_OF_LOGITS,
    CLASSES,
    F1,
    MULTI_CLASS,
    N_LABELS,
    NEVER,
    ONE_EACH,
    RARE,
    ROWS,
    SEVERAL,
    UPON_SIGMOID,
    Dense,
    Maker,
    auc_of_labels,
    callbacks,
    deaf,
    given,
    half,
    layers,
    linear,
    log_odds,
    mean_score,
    model,
    of_width,
    recall_m,
    row_recall,
    scheduled,
    sequences,
    sigmoid,
    softmax,
    theirs,
    watched,
)
from multihot.nn import metrics


@dataclass(frozen=True)
class Trap:
    """How a model gets caught, and the same model without the trap.

    Args:
        rule: that finds it.
        severity: of the finding.
        flagged: makes the model with the trap.
        clean: likewise.
        y: targets of both.
        clean_y: of the clean one, where they differ.
        beside: rules that warn of such targets whatever the model.
    """

    rule: str
    severity: str
    flagged: Maker
    clean: Maker
    y: Any = None
    clean_y: Any = None
    beside: tuple[str, ...] = ()


TRAPS = (
    # heads
    Trap("softmax-multihot", "error", model(softmax, **MULTI_CLASS), model(sigmoid)),
    Trap("softmax-bce", "error", model(softmax), model(sigmoid)),
    Trap("sigmoid-cce", "warning", model(sigmoid, **MULTI_CLASS), model(sigmoid)),
    Trap("sigmoid-on-onehot", "warning", model(sigmoid), model(softmax, **MULTI_CLASS), ONE_EACH),
    Trap("logits-as-probabilities", "error", model(linear), model(linear, loss=BCE_OF_LOGITS)),
    Trap("double-sigmoid", UPON_SIGMOID, model(sigmoid, loss=BCE_OF_LOGITS), model(sigmoid)),
    Trap(
        "logit-threshold",
        "error",
        model(linear, loss=BCE_OF_LOGITS, metrics=[theirs.BinaryAccuracy]),
        model(linear, loss=BCE_OF_LOGITS, metrics=[lambda: theirs.BinaryAccuracy(threshold=0.0)]),
    ),
    Trap(
        "sparse-cce-multihot",
        "error",
        model(softmax, loss="sparse_categorical_crossentropy"),
        model(softmax, loss="sparse_categorical_crossentropy"),
        clean_y=CLASSES,
    ),
    Trap("head-width", "error", model(of_width(1), loss="mse"), model(of_width(N_LABELS))),
    Trap(
        "softmax-dense1",
        "error",
        model(of_width(1, "softmax")),
        model(of_width(1)),
        SEVERAL[:, :1],
    ),
    Trap(
        "stacked-activations",
        "error",
        model(softmax, lambda: layers.Activation("sigmoid")),
        model(linear, lambda: layers.Activation("sigmoid")),
    ),
    Trap("sequence-head-shape", "error", sequences(True), sequences(False)),
    Trap(
        "half-precision-head",
        "warning",
        model(half(dtype="mixed_float16")),
        model(lambda: Dense(3, dtype="mixed_float16"), half(dtype="float32")),
    ),
    Trap(
        "head-bias-unset",
        "note",
        model(sigmoid),
        model(lambda: half(bias_initializer=log_odds())()),
        RARE,
    ),
    # metrics
    Trap(
        "accuracy-ambiguous",
        "error",
        model(metrics=[given("accuracy")]),
        model(metrics=[theirs.BinaryAccuracy, F1]),
    ),
    Trap(
        "categorical-on-multihot",
        "error",
        model(metrics=[theirs.CategoricalAccuracy]),
        model(softmax, metrics=[theirs.CategoricalAccuracy], **MULTI_CLASS),
        clean_y=ONE_EACH,
    ),
    Trap("accuracy-class", "error", model(metrics=[theirs.Accuracy]), model(metrics=[F1])),
    Trap(
        "topk-multihot",
        "warning",
        model(metrics=[lambda: theirs.TopKCategoricalAccuracy(2)]),
        model(metrics=[lambda: metrics.RecallAtK(2)]),
    ),
    Trap(
        "f1-argmax",
        "error",
        model(metrics=[lambda: theirs.F1Score(average="macro")]),
        model(metrics=[lambda: theirs.F1Score(average="macro", threshold=0.5)]),
    ),
    Trap(
        "f1-average-none",
        "warning",
        model(metrics=[lambda: theirs.F1Score(threshold=0.5)]),
        model(metrics=[lambda: theirs.F1Score(average="micro", threshold=0.5)]),
    ),
    Trap(
        "batch-mean-metric",
        "error",
        model(metrics=[given(recall_m)]),
        model(metrics=[given(mean_score)]),
    ),
    Trap("ones-like-metric", "error", model(metrics=[given(deaf)]), model(metrics=[F1])),
    Trap(
        "auc-flattened",
        "warning",
        model(metrics=[theirs.AUC]),
        model(metrics=[auc_of_labels]),
    ),
    Trap(
        "auc-empty-label",
        "warning",
        model(metrics=[auc_of_labels]),
        model(metrics=[auc_of_labels]),
        NEVER,
        SEVERAL,
        beside=("constant-label",),
    ),
    Trap(
        "binary-accuracy-baseline",
        "warning",
        model(metrics=[theirs.BinaryAccuracy]),
        model(metrics=[theirs.BinaryAccuracy, F1]),
        RARE,
    ),
    Trap(
        "micro-precision-recall",
        "note",
        model(metrics=[theirs.Precision]),
        model(metrics=[metrics.Precision]),
    ),
    Trap(
        "weighted-metrics-ignored",
        "warning",
        model(metrics=[theirs.BinaryAccuracy], fit=ROWS),
        model(weighted_metrics=[theirs.BinaryAccuracy], fit=ROWS),
    ),
    # weights
    Trap(
        "class-weight-argmax",
        "error",
        model(fit={"class_weight": given(dict.fromkeys(range(N_LABELS), 2.0))}),
        model(
            softmax,
            **MULTI_CLASS,
            fit={"class_weight": given(dict.fromkeys(range(N_LABELS), 2.0))},
        ),
        clean_y=ONE_EACH,
    ),
    Trap(
        "class-weight-shape",
        "error",
        model(softmax, **MULTI_CLASS, fit={"class_weight": given([1.0, 2.0, 3.0, 4.0])}),
        model(softmax, **MULTI_CLASS),
        ONE_EACH,
    ),
    Trap(
        "class-weight-keys",
        "error",
        model(softmax, **MULTI_CLASS, fit={"class_weight": given({"a": 1.0, "b": 2.0})}),
        model(
            softmax,
            **MULTI_CLASS,
            fit={"class_weight": given({0: 1.0, 1: 2.0, 2: 3.0, 3: 4.0})},
        ),
        ONE_EACH,
    ),
    Trap(
        "sample-weight-2d",
        "error",
        model(fit={"sample_weight": given(np.ones((400, N_LABELS)))}),
        model(fit=ROWS),
    ),
    # choices
    Trap(
        "monitor-mode",
        "error",
        model(metrics=[given(row_recall)], fit=watched("val_row_recall")),
        model(metrics=[given(row_recall)], fit=watched("val_row_recall", mode="max")),
    ),
    Trap(
        "monitor-name",
        "error",
        model(metrics=[F1], fit=watched("val_f1", mode="max")),
        model(metrics=[F1], fit=watched("val_f1_macro", mode="max")),
    ),
    Trap(
        "monitor-train",
        "warning",
        model(fit=watched("loss", restore_best_weights=True)),
        model(fit=watched("val_loss", restore_best_weights=True)),
    ),
    Trap(
        "schedule-and-plateau",
        "error",
        model(
            optimizer=scheduled, fit={"callbacks": lambda: [callbacks.ReduceLROnPlateau("loss")]}
        ),
        model(fit={"callbacks": lambda: [callbacks.ReduceLROnPlateau("loss")]}),
    ),
)
