"""The way that mode="auto" takes hangs on the callback, the name, the metric and the version."""

from __future__ import annotations

import re

import pytest

from multihot.facts import Keras
from multihot.facts.directions import maximises, rises

CHECKPOINT, STOPPING, PLATEAU = "ModelCheckpoint", "EarlyStopping", "ReduceLROnPlateau"
OLD, TF_2_6, TF_2_15 = Keras("keras", (2, 2)), Keras("tf.keras", (2, 6)), Keras("tf.keras", (2, 15))
KERAS_3_4, KERAS_3_12 = Keras("keras", (3, 4)), Keras("keras", (3, 12))
TF_2_18, ANY = Keras("tf.keras", (2, 18)), Keras("tf.keras")


@pytest.mark.parametrize(
    ("monitor", "keras", "callback", "metric", "highest"),
    [
        ("val_loss", OLD, CHECKPOINT, None, False),
        ("val_acc", OLD, CHECKPOINT, "accuracy", True),
        ("fmeasure", OLD, CHECKPOINT, None, True),
        ("fmeasure", OLD, STOPPING, None, False),
        ("val_fmeasure", OLD, CHECKPOINT, None, False),
        ("val_auc", TF_2_6, STOPPING, "auc", False),
        ("val_auc", TF_2_15, STOPPING, "auc", True),
        ("val_auc", TF_2_15, CHECKPOINT, "auc", False),
        ("val_auc", TF_2_15, PLATEAU, "auc", False),
        ("val_f1", TF_2_15, STOPPING, "f1_score", False),
        ("val_accuracy_5", TF_2_15, STOPPING, "accuracy", False),
        ("val_accuracy_5", TF_2_15, PLATEAU, "accuracy", True),
        ("val_f1", KERAS_3_4, STOPPING, "f1_score", True),
        ("val_f1", KERAS_3_4, CHECKPOINT, "f1_score", False),
        ("val_f1", KERAS_3_4, PLATEAU, "f1_score", False),
        ("val_f1", KERAS_3_12, CHECKPOINT, "f1_score", True),
        ("val_f1", KERAS_3_12, PLATEAU, "f1_score", True),
        ("val_bce", KERAS_3_12, PLATEAU, "binary_crossentropy", False),
        ("val_loss", KERAS_3_12, CHECKPOINT, None, False),
        ("val_mine", KERAS_3_12, CHECKPOINT, None, None),
        ("val_f1", TF_2_18, STOPPING, "f1_score", True),
        ("val_f1", TF_2_18, CHECKPOINT, "f1_score", None),
        ("val_accuracy", ANY, CHECKPOINT, "accuracy", True),
        ("val_loss", ANY, PLATEAU, None, False),
        ("val_f1", ANY, CHECKPOINT, "f1_score", None),
        ("val_f1", None, STOPPING, "f1_score", None),
    ],
)
def test_what_a_callback_keeps_is_known_for_each_version(monitor, keras, callback, metric, highest):
    assert maximises(monitor, keras, callback=callback, metric=metric) is highest


@pytest.mark.parametrize(
    ("kind", "up"),
    [("auc", True), ("binary_crossentropy", False), ("custom", None), (None, None)],
)
def test_a_metric_of_keras_has_a_direction_and_others_have_none(kind, up):
    assert rises(kind) is up


def test_directions_are_those_of_the_installed_keras():
    from multihot.nn.backend import load_keras

    metrics = load_keras().metrics
    classes = {name: getattr(metrics, name) for name in dir(metrics) if name[0].isupper()}
    needs = {"IoU": [2, [0]], "OneHotIoU": [2, [0]], "MeanIoU": [2], "OneHotMeanIoU": [2]}
    at = ("SensitivityAt", "SpecificityAt", "PrecisionAt", "RecallAt")
    for name in classes.keys() - {"Metric", "MeanMetricWrapper", "Mean", "Sum"}:
        metric = classes[name](*needs.get(name, [0.5] if name.startswith(at) else []))
        kind = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
        direction = {"up": True, "down": False}.get(getattr(metric, "_direction", ""))
        assert rises(kind) is direction, name
