"""Scores of any kind become one kind, or are refused with the place."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array, csr_array
from scipy.special import expit

from multihot.arrays import as_dense_scores, as_scores, logits_of
from multihot.errors import DataError, ShapeError

NAN = float("nan")


@pytest.mark.parametrize(
    "values",
    [
        [[0, 0.25], [1, 0.5]],
        np.array([[0, 0.25], [1, 0.5]], dtype=np.float16),
        np.array([[0, 0.25], [1, 0.5]], dtype=np.float32),
        jnp.array([[0, 0.25], [1, 0.5]]),
        pd.DataFrame({"a": [0, 1], "b": [0.25, 0.5]}),
        csr_array([[0, 0.25], [1, 0.5]]),
    ],
    ids=lambda values: type(values).__name__,
)
def test_dense_scores_of_every_kind_are_one_kind(values):
    scores = as_dense_scores(values)
    assert type(scores) is np.ndarray
    assert scores.dtype == np.float64
    assert scores.tolist() == [[0, 0.25], [1, 0.5]]


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("bool", "float64"),
        ("int8", "float64"),
        ("float16", "float32"),
        ("float32", "float32"),
        ("float64", "float64"),
    ],
)
def test_scores_keep_their_kind(kind, kept):
    array = np.array([[0, 1]], dtype=kind)
    assert as_scores(array).dtype == kept
    assert np.shares_memory(as_scores(array), array) == (kind == kept)


def test_sparse_scores_stay_sparse():
    scores = as_scores(csr_array([[0, 0.25], [1, 0]]))
    assert type(scores) is csr_array
    assert scores.toarray().tolist() == [[0, 0.25], [1, 0]]


def test_scores_without_rows_or_labels_are_taken():
    assert as_scores(np.zeros((0, 3))).shape == (0, 3)
    assert as_scores(np.zeros((2, 0))).shape == (2, 0)


@pytest.mark.parametrize(
    ("value", "told"),
    [(NAN, "nan"), (float("inf"), "inf"), (-0.5, "-0.5"), (1.25, "1.25"), (-float("inf"), "-inf")],
)
def test_a_score_outside_0_to_1_is_refused_with_its_place(value, told):
    message = rf"^scores: .*found 1 others such as {told} in row 1, column 0\n.*exp\(-logits\)"
    with pytest.raises(DataError, match=message):
        as_scores([[0.1, 0.2], [value, 0.3]])


def test_the_name_of_the_argument_is_told():
    with pytest.raises(DataError, match=r"^validation scores: "):
        as_scores([[2]], name="validation scores")


@pytest.mark.parametrize("take", [as_scores])
@pytest.mark.parametrize(
    ("values", "shape"),
    [([0, 1], r"\(2,\)"), (1, r"\(\)"), ([[[1]]], r"\(1, 1, 1\)"), (coo_array([0, 1]), r"\(2,\)")],
)
def test_other_than_two_dimensions_are_refused(take, values, shape):
    with pytest.raises(ShapeError, match=rf"has shape {shape}\n.*\(n_rows, n_labels\)"):
        take(values)


@pytest.mark.parametrize("take", [as_scores])
@pytest.mark.parametrize("values", [[["war"]], [[1, 0], [1]], [[{}]]])
def test_what_is_no_table_of_numbers_is_refused(take, values):
    with pytest.raises(DataError, match=r"(.|\n)*pass rows of numbers"):
        take(values)


@given(
    cut=st.one_of(st.floats(0, 1, width=32), st.sampled_from([0.0, 1.0, 0.5, 1e-40, 1e-30])),
    step=st.integers(-3, 3),
)
def test_a_logit_reaches_the_logit_of_a_cut_where_its_score_reaches_the_cut(cut, step):
    cuts = np.array([cut], dtype=np.float32)
    logit = logits_of(cuts)
    for _ in range(abs(step)):
        logit = np.nextafter(logit, np.float32(np.copysign(np.inf, step)))
    assert (logit >= logits_of(cuts)).tolist() == (expit(logit) >= cuts).tolist()


def test_no_logit_reaches_what_no_score_reaches():
    highest = np.full(2, np.inf, dtype=np.float32)
    assert not (highest >= logits_of(np.array([1.0000001, np.inf], dtype=np.float32))).any()
