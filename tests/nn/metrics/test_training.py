"""In `fit` and `evaluate`, compiled; with callbacks told no direction; saved and loaded."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn import metrics as sk

from multihot.nn import load_keras
from multihot.nn import metrics as ours

keras = load_keras()
# Keras's own, when it writes or reads weights under numpy 2.4
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation")
N_ROWS, N_FEATURES, N_LABELS = 150, 8, 5


def rows() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    features = rng.normal(size=(N_ROWS, N_FEATURES)).astype(np.float32)
    truth = features @ rng.normal(size=(N_FEATURES, N_LABELS)) + rng.normal(size=(1, N_LABELS)) > 1
    return features, truth.astype(np.float32)


def every_metric() -> list[object]:
    return [
        ours.F1(),
        ours.F1(average="samples"),
        ours.FBeta(2.0, average="weighted"),
        ours.Precision(average="micro"),
        ours.Recall(thresholds=[0.2, 0.3, 0.4, 0.5, 0.6]),
        ours.Jaccard(average=None),
        ours.SubsetAccuracy(),
        ours.LabelAccuracy(),
        ours.HammingLoss(),
        ours.PrecisionAtK(2),
        ours.RecallAtK(2),
        ours.NDCGAtK(3),
        ours.LRAP(),
        ours.AveragePrecision(),
        ours.ROCAUC(average="micro"),
    ]


def built(
    metrics: list[object], *, weighted: bool = False, loss: str = "binary_crossentropy"
) -> object:
    keras.utils.set_random_seed(0)
    head = keras.layers.Dense(N_LABELS, activation="sigmoid")
    model = keras.Sequential([keras.Input((N_FEATURES,)), head])
    given = {"weighted_metrics" if weighted else "metrics": metrics}
    model.compile("adam", loss, **given)
    return model


def expected_of(targets: np.ndarray, scores: np.ndarray) -> dict[str, object]:
    decided, own = scores >= 0.5, scores >= np.float32([0.2, 0.3, 0.4, 0.5, 0.6])
    top2 = scores >= np.sort(scores, axis=1)[:, -2:-1]
    zero = {"zero_division": 0}
    return {
        "f1_macro": sk.f1_score(targets, decided, average="macro", **zero),
        "f1_samples": sk.f1_score(targets, decided, average="samples", **zero),
        "f2_weighted": sk.fbeta_score(targets, decided, beta=2, average="weighted", **zero),
        "precision_micro": sk.precision_score(targets, decided, average="micro", **zero),
        "recall_macro": sk.recall_score(targets, own, average="macro", **zero),
        "jaccard": sk.jaccard_score(targets, decided, average=None, **zero),
        "subset_accuracy": sk.accuracy_score(targets, decided),
        "label_accuracy": 1 - sk.hamming_loss(targets, decided),
        "hamming_loss": sk.hamming_loss(targets, decided),
        "precision_at_2": sk.precision_score(targets, top2, average="samples", **zero),
        "recall_at_2": sk.recall_score(targets, top2, average="samples", **zero),
        "ndcg_at_3": sk.ndcg_score(targets, scores, k=3),
        "lrap": sk.label_ranking_average_precision_score(targets, scores),
    }


def test_evaluate_after_an_epoch_is_scikit_learn_on_predict():
    features, targets = rows()
    model = built(every_metric())
    model.fit(features, targets, epochs=2, batch_size=32, verbose=0)
    told = model.evaluate(features, targets, batch_size=32, verbose=0, return_dict=True)
    scores = model.predict(features, verbose=0)
    expected = expected_of(targets, scores)
    assert {name: np.asarray(told[name]) for name in expected} == {
        name: pytest.approx(value, rel=1e-5) for name, value in expected.items()
    }
    areas = {
        "average_precision_macro": sk.average_precision_score(targets, scores, average="macro"),
        "roc_auc_micro": sk.roc_auc_score(targets, scores, average="micro"),
    }
    assert {name: told[name] for name in areas} == pytest.approx(areas, abs=0.01)
    assert set(told) == {"loss", *expected, *areas}


def test_the_counts_after_evaluate_are_those_of_the_ground_floor():
    features, targets = rows()
    metric = ours.F1()
    model = built([metric])
    model.fit(features, targets, epochs=1, verbose=0)
    model.evaluate(features, targets, verbose=0)
    counts = metric.state()
    decided = model.predict(features, verbose=0) >= 0.5
    assert counts.tp.tolist() == ((targets == 1) & decided).sum(axis=0).tolist()
    assert counts.tn.tolist() == ((targets == 0) & ~decided).sum(axis=0).tolist()


def test_row_weights_are_honoured_in_training():
    features, targets = rows()
    weights = np.linspace(0, 2, N_ROWS).astype(np.float32)
    model = built([ours.F1(), ours.LRAP()], weighted=True)
    model.fit(features, targets, sample_weight=weights, epochs=1, verbose=0)
    told = model.evaluate(features, targets, sample_weight=weights, verbose=0, return_dict=True)
    scores = model.predict(features, verbose=0)
    expected = sk.f1_score(
        targets, scores >= 0.5, average="macro", sample_weight=weights, zero_division=0
    )
    assert told["f1_macro"] == pytest.approx(expected, rel=1e-5)
    assert told["lrap"] == pytest.approx(
        sk.label_ranking_average_precision_score(targets, scores, sample_weight=weights), rel=1e-5
    )


def test_rows_that_keras_masks_are_left_out():
    features, targets = rows()
    features[::3] = 0
    model = keras.Sequential(
        [
            keras.Input((N_FEATURES,)),
            keras.layers.Masking(),
            keras.layers.Activation("linear"),
            Scores(),
        ]
    )
    model.compile("sgd", "binary_crossentropy", metrics=[ours.LabelAccuracy()])
    told = model.evaluate(features, targets, verbose=0, return_dict=True)
    scores = keras.ops.convert_to_numpy(keras.ops.sigmoid(features[:, :N_LABELS]))
    kept = np.arange(N_ROWS) % 3 != 0
    agreement = ((scores >= 0.5) == targets)[kept].mean()
    assert told["label_accuracy"] == pytest.approx(agreement, rel=1e-5)


class Scores(keras.layers.Layer):
    """The first features as scores, the mask passed on."""

    supports_masking = True

    def call(self, inputs):
        return keras.ops.sigmoid(inputs[:, :N_LABELS])


@pytest.mark.parametrize(
    ("make", "monitor", "improves"),
    [
        (ours.F1, "val_f1_macro", "greater"),
        (ours.ROCAUC, "val_roc_auc_macro", "greater"),
        (ours.HammingLoss, "val_hamming_loss", "less"),
    ],
)
def test_callbacks_know_which_way_is_better(make, monitor, improves, tmp_path):
    features, targets = rows()
    model = built([make()])
    callbacks = [
        keras.callbacks.EarlyStopping(monitor, patience=5),
        keras.callbacks.ModelCheckpoint(
            tmp_path / "best.keras", monitor=monitor, save_best_only=True
        ),
        keras.callbacks.ReduceLROnPlateau(monitor),
    ]
    model.fit(features, targets, validation_split=0.3, epochs=3, verbose=0, callbacks=callbacks)
    assert {callback.monitor_op.__name__ for callback in callbacks} == {improves}
    numbers = model.history.history[monitor]
    best = max(numbers) if improves == "greater" else min(numbers)
    assert callbacks[1].best == pytest.approx(best)


def test_a_saved_model_is_loaded_with_its_metrics(tmp_path):
    features, targets = rows()
    model = built(every_metric())
    model.fit(features, targets, epochs=1, verbose=0)
    before = model.evaluate(features, targets, verbose=0, return_dict=True)
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras", safe_mode=True)
    after = loaded.evaluate(features, targets, verbose=0, return_dict=True)
    assert set(after) == set(before)
    for name, number in before.items():
        assert np.asarray(after[name]) == pytest.approx(np.asarray(number), rel=1e-5)


def test_compiled_too_a_target_that_is_none_makes_no_number():
    features, targets = rows()
    targets[100, 2] = -1
    model = built(every_metric(), loss="mse")  # PyTorch's cross-entropy refuses such targets
    told = model.evaluate(features, targets, verbose=0, return_dict=True)
    numbers = {name: number for name, number in told.items() if name != "loss"}
    assert {name for name, number in numbers.items() if not np.isnan(number).any()} == set()


@pytest.mark.parametrize("metric", every_metric(), ids=lambda metric: metric.name)
def test_a_configuration_makes_the_same_metric(metric):
    again = keras.metrics.deserialize(keras.metrics.serialize(metric))
    assert type(again) is type(metric)
    assert again.get_config() == metric.get_config()


def test_a_metric_of_half_precision_counts_in_full():
    metric = ours.SubsetAccuracy(dtype="float16")
    metric.build((None, 1))
    metric.update_state(np.ones((3000, 1)), np.arange(3000)[:, None] >= 1)
    assert keras.backend.standardize_dtype(metric.result().dtype) == "float16"
    assert metric.state() == ours.RowsRight(right=2999, judged=3000)
