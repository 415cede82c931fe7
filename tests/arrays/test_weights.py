"""Weights of every library become one float for each row, or are refused."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
import pytest
from scipy.sparse import coo_array, csr_array

from multihot.arrays import as_weights
from multihot.errors import DataError, ShapeError


def of_pandas(weights):
    return pytest.importorskip("pandas").Series(weights)


def nullable_of_pandas(weights):
    return pytest.importorskip("pandas").array(weights, dtype="Float64")


def of_polars(weights):
    return pytest.importorskip("polars").Series(weights)


def of_arrow(weights):
    return pytest.importorskip("pyarrow").array(weights)


def chunks_of_arrow(weights):
    return pytest.importorskip("pyarrow").chunked_array([weights[:1], weights[1:]])


def of_torch(weights):
    return pytest.importorskip("torch").tensor(weights, requires_grad=True)


@pytest.mark.parametrize(
    "make",
    [
        list,
        tuple,
        np.array,
        jnp.array,
        coo_array,
        of_pandas,
        nullable_of_pandas,
        of_polars,
        of_arrow,
        chunks_of_arrow,
        of_torch,
    ],
)
def test_weights_of_every_kind_are_floats(make):
    weights = as_weights(make([0.0, 0.25, 3.0]), 3)
    assert type(weights) is np.ndarray
    assert (weights.dtype, weights.tolist()) == (np.float64, [0, 0.25, 3])


@pytest.mark.parametrize("kind", ["bool", "int8", "float16", "float32", "object"])
def test_weights_of_every_dtype_are_floats(kind):
    weights = as_weights(np.array([0, 1, 1]).astype(kind), 3)
    assert (weights.dtype, weights.tolist()) == (np.float64, [0, 1, 1])


def test_no_weights_stay_none():
    assert as_weights(None, 3) is None


@pytest.mark.parametrize("weights", [[1, 2], [[1], [2], [3]], 1, csr_array([[1], [2], [3]])])
def test_other_than_one_weight_a_row_is_refused(weights):
    with pytest.raises(ShapeError, match=r"the targets have 3 rows\n.*one weight a row"):
        as_weights(weights, 3)


@pytest.mark.parametrize("weight", [-1, None, float("nan"), float("inf")])
def test_a_weight_that_is_negative_or_not_finite_is_refused(weight):
    message = r"^sample_weight: 1 .*negative or not finite, such as .* in row 1\n.*0 or more"
    with pytest.raises(DataError, match=message):
        as_weights([1, weight, 2], 3)


@pytest.mark.parametrize("make", [nullable_of_pandas, of_polars, of_arrow])
def test_a_weight_that_is_missing_is_refused(make):
    with pytest.raises(DataError, match=r"^rows: 1 .*such as nan in row 1\n.*0 or more"):
        as_weights(make([1.0, None, 2.0]), 3, name="rows")


def test_text_is_no_weight():
    with pytest.raises(DataError, match=r"sample_weight: found the text '1'"):
        as_weights(["1", "2"], 2)
