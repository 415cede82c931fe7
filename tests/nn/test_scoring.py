"""A row's scores are the same to the last bit, whatever rows stand beside it."""

from __future__ import annotations

import pickle
import subprocess
import sys

import numpy as np
import pytest
from scipy.sparse import csr_array

from multihot.data import Signals, Texts
from multihot.errors import DataError
from multihot.features import Grams, TextFeatures
from multihot.labels import LabelSpace
from multihot.nn import (
    KerasNetwork,
    LinearNetwork,
    TrainedModel,
    build_conv1d,
    build_mlp,
    masked_binary_crossentropy,
)
from multihot.nn.scoring import BUCKET, in_buckets

N_ROWS, N_FEATURES = 2 * BUCKET + 77, 40
RNG = np.random.default_rng(0)
DENSE = RNG.normal(size=(N_ROWS, N_FEATURES)).astype(np.float32)
SPARSE = csr_array(np.where(RNG.random(DENSE.shape) < 0.3, DENSE, 0))
SHARES = np.array([0.5, 0.1, 0.02, 0.3, 0.7])


def linear() -> LinearNetwork:
    rng = np.random.default_rng(1)
    weights = rng.normal(size=(N_FEATURES, 5)).astype(np.float32)
    return LinearNetwork(weights, rng.normal(size=5).astype(np.float32))


CASES = {
    "linear, sparse": (linear, SPARSE),
    "linear, dense": (linear, DENSE),
    "mlp, dense": (lambda: KerasNetwork(build_mlp(N_FEATURES, SHARES, seed=0)), DENSE),
    "mlp, sparse": (lambda: KerasNetwork(build_mlp(N_FEATURES, SHARES, seed=0)), SPARSE),
    "conv1d": (lambda: KerasNetwork(build_conv1d(N_FEATURES, SHARES, seed=0)), DENSE),
}


@pytest.mark.parametrize("case", CASES)
def test_the_size_of_a_batch_does_not_change_a_score(case):
    build, features = CASES[case]
    network = build()
    whole = network.score(features)
    for size in (1, 7, BUCKET - 1, BUCKET, BUCKET + 1):
        starts = range(0, N_ROWS if size > 1 else 40, size)
        parts = [network.score(features[start : start + size]) for start in starts]
        together = np.concatenate(parts)
        assert together.tobytes() == whole[: len(together)].tobytes()


@pytest.mark.parametrize("case", CASES)
def test_the_order_of_rows_does_not_change_a_score(case):
    build, features = CASES[case]
    network = build()
    order = np.random.default_rng(2).permutation(N_ROWS)
    assert network.score(features[order]).tobytes() == network.score(features)[order].tobytes()


@pytest.mark.parametrize("case", CASES)
def test_scores_are_from_zero_to_one_in_the_precision_they_are_computed_in(case):
    build, features = CASES[case]
    network = build()
    scores = network.score(features[:3])
    own = np.float64 if isinstance(network, LinearNetwork) else np.float32
    assert (scores.dtype, scores.shape) == (own, (3, 5))
    assert ((scores >= 0) & (scores <= 1)).all()


@pytest.mark.parametrize("case", CASES)
def test_no_rows_have_no_scores(case):
    build, features = CASES[case]
    assert build().score(features[:0]).shape == (0, 5)


def test_linear_scores_by_hand():
    network = LinearNetwork(np.array([[1, 0], [-2, 3]], "f4"), np.array([0.5, -1], "f4"))
    # margins 1·1 - 2·2 + .5 = -2.5 and 3·2 - 1 = 5
    assert network.score(np.array([[1, 2]], "f4")) == pytest.approx(
        np.array([[0.0758582, 0.9933071]])
    )
    assert network.score(csr_array(np.array([[1, 2]], "f4"))) == pytest.approx(
        np.array([[0.0758582, 0.9933071]])
    )


def test_margins_beyond_all_bounds_are_sure_scores():
    network = LinearNetwork(np.array([[1e30, -1e30]], "f4"), np.zeros(2, "f4"))
    assert network.score(np.array([[1e8]], "f4")).tolist() == [[1, 0]]


def test_every_bucket_has_the_same_number_of_rows():
    seen = []
    in_buckets(lambda rows: seen.append(rows.shape) or rows, DENSE[: BUCKET + 1])
    assert seen == [(BUCKET, N_FEATURES)] * 2


def model_of_texts() -> TrainedModel:
    features = TextFeatures.fit(Texts(("war and peace",)), (Grams("word", 1, 1),))
    network = LinearNetwork(np.eye(3, dtype="f4"), np.zeros(3, "f4"))
    return TrainedModel(features, network, LabelSpace(("and", "peace", "war")), "linear")


def test_a_model_scores_texts_and_lists_of_texts_alike():
    model = model_of_texts()
    expected = np.array([[0.5, 0.5, 0.7310586]])
    for inputs in (Texts(("war",)), ["war"], ("war",)):
        assert model.score(inputs) == pytest.approx(expected)


def test_a_model_refuses_other_inputs_than_in_training():
    with pytest.raises(DataError, match=r"trained on texts, these are signals\n.*give texts"):
        model_of_texts().score(Signals(np.ones((1, 3))))
    with pytest.raises(DataError, match=r"trained on texts, these are str\n.*give texts"):
        model_of_texts().score("war")


def test_a_model_hands_out_its_keras_model():
    network = KerasNetwork(build_mlp(N_FEATURES, SHARES, seed=0))
    assert network.to_keras() is network.model
    assert model_of_texts().to_keras().output_shape == (None, 3)


def test_a_pickled_network_scores_the_same_in_a_process_that_knows_nothing_of_it(tmp_path):
    network = KerasNetwork(build_mlp(N_FEATURES, SHARES, seed=0))
    network.model.compile("adam", loss=masked_binary_crossentropy)
    file = tmp_path / "network.pickle"
    file.write_bytes(pickle.dumps((network, DENSE, network.score(DENSE))))
    code = (
        "import pathlib, pickle, sys\n"
        "network, rows, scores = pickle.loads(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "print(network.score(rows).tobytes() == scores.tobytes())"
    )
    command = [sys.executable, "-c", code, str(file)]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "True\n"
