"""Live Keras models with a trap in them, and live models that are right.

Each rule that can be asked of a compiled model has one of each; the traps are told before fit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from multihot.facts import Facts
from multihot.facts.counting import target_facts
from multihot.nn import load_keras, metrics
from multihot.nn.describing import model_facts
from multihot.rules import RULES, Finding, judge

keras = load_keras()
layers, losses, ops = keras.layers, keras.losses, keras.ops
callbacks, theirs = keras.callbacks, keras.metrics
Dense = layers.Dense
N_FEATURES, N_LABELS = 6, 4

rng = np.random.default_rng(0)
SEVERAL = (rng.random((400, N_LABELS)) < 0.4).astype("float32")
SEVERAL[SEVERAL.sum(axis=1) == 0, 0] = 1  # a row without labels is another trap
RARE = (rng.random((4_000, N_LABELS)) < 0.02).astype("float32")
ONE_EACH = np.eye(N_LABELS, dtype="float32")[rng.integers(0, N_LABELS, 400)]
CLASSES = ONE_EACH.argmax(axis=1)


@dataclass(frozen=True)
class Trap:
    """How a model gets caught, and the same model without the trap.

    Args:
        rule: that finds it.
        severity: of the finding.
        flagged: makes the model, compiled, with what `fit` is given beside y.
        clean: likewise.
        y: targets of both.
        clean_y: of the clean one, where they differ.
    """

    rule: str
    severity: str
    flagged: Callable[[], tuple[Any, dict[str, Any]]]
    clean: Callable[[], tuple[Any, dict[str, Any]]]
    y: Any = None
    clean_y: Any = None


def stack(*given: Any) -> Any:
    return keras.Sequential([keras.Input((N_FEATURES,)), *given])


def model(
    *head: Any, loss: Any = "binary_crossentropy", optimizer: Any = "adam", **how: Any
) -> Callable[[], tuple[Any, dict[str, Any]]]:
    """A maker of the compiled model, of fresh layers each time it is called."""
    fit = how.pop("fit", {})

    def make() -> tuple[Any, dict[str, Any]]:
        made = stack(*(each() if callable(each) else each for each in head or (sigmoid,)))
        given = {word: [of() for of in how[word]] for word in how}
        made.compile(optimizer() if callable(optimizer) else optimizer, loss, **given)
        return made, {word: value() for word, value in fit.items()}

    return make


def sigmoid() -> Any:
    return Dense(N_LABELS, activation="sigmoid")


def softmax() -> Any:
    return Dense(N_LABELS, activation="softmax")


def linear() -> Any:
    return Dense(N_LABELS)


def of_width(units: int, activation: str = "sigmoid", **how: Any) -> Callable[[], Any]:
    return lambda: Dense(units, activation=activation, **how)


def given(value: Any) -> Callable[[], Any]:
    return lambda: value


def sequences(return_sequences: bool) -> Callable[[], tuple[Any, dict[str, Any]]]:
    def make() -> tuple[Any, dict[str, Any]]:
        recurrent = layers.LSTM(3, return_sequences=return_sequences)
        made = keras.Sequential([keras.Input((5, N_FEATURES)), recurrent, sigmoid()])
        made.compile("adam", "binary_crossentropy")
        return made, {}

    return make


def recall_m(y_true, y_pred):
    hits = ops.sum(ops.round(ops.clip(y_true * y_pred, 0, 1)))
    return hits / (ops.sum(y_true) + keras.backend.epsilon())


def row_recall(y_true, y_pred):
    hits = ops.sum(y_true * ops.cast(y_pred >= 0.5, "float32"), axis=-1)
    return hits / (ops.sum(y_true, axis=-1) + keras.backend.epsilon())


def deaf(y_true, y_pred):
    y_true = ops.ones_like(y_true)
    return ops.mean(ops.abs(y_true - y_pred))


def mean_score(y_true, y_pred):
    return ops.mean(y_pred)


def scheduled() -> Any:
    return keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.01, 1_000))


def half(**how: Any) -> Callable[[], Any]:
    return lambda: Dense(N_LABELS, activation="sigmoid", **how)


def log_odds() -> Any:
    share = float(RARE.mean())
    return keras.initializers.Constant(np.log(share / (1 - share)))


def watched(monitor: str, **how: Any) -> dict[str, Callable[[], Any]]:
    return {
        "callbacks": lambda: [callbacks.EarlyStopping(monitor, **how)],
        "validation_split": given(0.1),
    }


BCE_OF_LOGITS = losses.BinaryCrossentropy(from_logits=True)
MULTI_CLASS = {"loss": "categorical_crossentropy"}
F1 = metrics.F1
# TensorFlow takes the logits back from the sigmoid, and warns
UPON_SIGMOID = "warning" if keras.backend.backend() == "tensorflow" else "error"
PLATEAU = {
    "callbacks": lambda: [callbacks.ReduceLROnPlateau()],
    "validation_split": given(0.1),
}
ROWS = {"sample_weight": given(np.ones(400))}

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
        model(metrics=[lambda: theirs.AUC(multi_label=True, num_labels=N_LABELS)]),
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


def found(make: Callable[[], tuple[Any, dict[str, Any]]], y: Any) -> tuple[Finding, ...]:
    made, fit = make()
    y = SEVERAL if y is None else y
    described = model_facts(made, fit={"y": y, **fit})
    return judge(Facts(model=described, targets=target_facts(y)), RULES)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.rule)
def test_a_trap_in_a_live_model_is_found_and_nothing_else(trap):
    findings = found(trap.flagged, trap.y)
    (seen,) = [each for each in findings if each.rule == trap.rule]
    assert (seen.severity, seen.certainty) == (trap.severity, "certain")
    assert {each.rule for each in findings if each.severity != "note"} <= {trap.rule}


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.rule)
def test_a_live_model_that_is_right_is_left_alone(trap):
    y = trap.y if trap.clean_y is None else trap.clean_y
    findings = found(trap.clean, y)
    told = [(each.rule, each.message) for each in findings if each.severity != "note"]
    assert told == []
    assert trap.rule not in {each.rule for each in findings}
