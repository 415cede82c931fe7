"""Tables of every library and every type of column become numbers, gaps NaN, or are refused."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from scipy.sparse import csr_array

from multihot.arrays.unwrapping import as_matrix
from multihot.errors import DataError, ShapeError

ROWS = [[0, 1, 1], [1, 0, 1]]
COLUMNS = {"war": [0, 1], "love": [1, 0], "film": [1, 1]}
WITH_GAPS = {"war": [0, 1, None], "love": [1, None, 0]}
NAN = np.nan


@pytest.fixture(scope="module")
def pandas():
    return pytest.importorskip("pandas")


@pytest.fixture(scope="module")
def polars():
    return pytest.importorskip("polars")


@pytest.fixture(scope="module")
def pyarrow():
    return pytest.importorskip("pyarrow")


def is_matrix(matrix, expected, kind):
    assert type(matrix) is np.ndarray
    assert matrix.dtype == kind
    np.testing.assert_array_equal(matrix.astype(float), np.array(expected, dtype=float))


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        ("bool", "bool"),
        ("int8", "int8"),
        ("uint64", "uint64"),
        ("float16", "float32"),
        ("float32", "float32"),
        ("float64", "float64"),
        ("object", "float64"),
        ("category", "int64"),
        ("boolean", "bool"),
        ("Int8", "int8"),
        ("Int64", "int64"),
        ("UInt8", "uint8"),
        ("Float32", "float32"),
        ("Float64", "float64"),
    ],
)
def test_columns_of_pandas_keep_their_kind(pandas, dtype, kind):
    is_matrix(as_matrix(pandas.DataFrame(COLUMNS).astype(dtype), "targets"), ROWS, kind)


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        ("bool[pyarrow]", "bool"),
        ("int64[pyarrow]", "int64"),
        ("float[pyarrow]", "float32"),
        ("double[pyarrow]", "float64"),
    ],
)
def test_columns_of_arrow_in_pandas_keep_their_kind(pandas, pyarrow, dtype, kind):
    is_matrix(as_matrix(pandas.DataFrame(COLUMNS).astype(dtype), "targets"), ROWS, kind)


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        ("object", "float64"),
        ("float32", "float32"),
        ("float64", "float64"),
        ("category", "float64"),
        ("boolean", "float32"),
        ("Int8", "float32"),
        ("Int64", "float64"),
        ("Float32", "float32"),
        ("Float64", "float64"),
        ("Sparse[float32]", "float32"),
    ],
)
def test_gaps_in_pandas_are_nan(pandas, dtype, kind):
    table = pandas.DataFrame(WITH_GAPS, dtype="Int64" if dtype[0].isupper() else None)
    matrix = as_matrix(table.astype("Float64").astype(dtype), "targets")
    is_matrix(matrix, [[0, 1], [1, NAN], [NAN, 0]], kind)


def test_gaps_in_columns_of_arrow_in_pandas_are_nan(pandas, pyarrow):
    table = pandas.DataFrame(WITH_GAPS, dtype="boolean").astype("bool[pyarrow]")
    assert np.isnan(as_matrix(table, "targets")).tolist() == [
        [False, False],
        [False, True],
        [True, False],
    ]


def test_columns_of_different_kinds_in_pandas_meet_in_one_that_holds_all(pandas):
    table = pandas.DataFrame(
        {
            "war": np.array([True, False]),
            "love": np.array([0, 1], dtype=np.int8),
            "film": pandas.array([0.25, None], dtype="Float32"),
            "news": [None, True],
        }
    )
    is_matrix(as_matrix(table, "targets"), [[1, 0, 0.25, NAN], [0, 1, NAN, 1]], "float64")


@pytest.mark.parametrize("kind", ["bool", "int64", "float32", "float64"])
def test_sparse_columns_of_pandas_stay_sparse(pandas, kind):
    zero = np.dtype(kind).type(0)
    table = pandas.DataFrame(COLUMNS).astype(pandas.SparseDtype(kind, zero))
    matrix = as_matrix(table, "targets")
    assert type(matrix) is csr_array
    assert (matrix.dtype, matrix.nnz, matrix.toarray().tolist()) == (kind, 4, ROWS)


def test_sparse_columns_around_one_or_beside_dense_ones_become_dense(pandas):
    around_one = pandas.DataFrame(COLUMNS).astype(pandas.SparseDtype("int64", 1))
    is_matrix(as_matrix(around_one, "targets"), ROWS, "int64")
    beside = pandas.DataFrame(COLUMNS).astype({"war": "Sparse[int]"})
    is_matrix(as_matrix(beside, "targets"), ROWS, "int64")


def test_numpy_in_pandas_is_not_copied(pandas):
    table = pandas.DataFrame(np.zeros((3, 2), dtype=np.float32))
    assert np.shares_memory(as_matrix(table, "scores"), table.to_numpy())


def test_a_table_of_pandas_is_taken_by_place_and_not_by_name(pandas):
    table = pandas.DataFrame([[1, 0.5], [2, 0.25]], columns=["war", "war"], index=[7, 7])
    is_matrix(as_matrix(table.astype({}), "scores"), [[1, 0.5], [2, 0.25]], "float64")


def test_a_table_of_pandas_without_columns_or_rows_has_its_shape(pandas):
    assert as_matrix(pandas.DataFrame(index=[0, 1]), "targets").shape == (2, 0)
    assert as_matrix(pandas.DataFrame(columns=["a", "b"]), "targets").shape == (0, 2)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["war", "love"], "the text 'war'"),
        (["0", "1"], "the text '0'"),
        ([["war"], ["love"]], "a value of type list"),
        ([1j, 2j], "values of type complex128"),
    ],
)
def test_a_column_of_pandas_that_holds_no_numbers_is_named(pandas, cells, told):
    table = pandas.DataFrame({"war": [0, 1], "title": cells})
    with pytest.raises(DataError, match=rf"^targets, column 'title': found {told}.*\n.*numbers"):
        as_matrix(table, "targets")


@pytest.mark.parametrize("n_other", [0, 1])
def test_dates_of_pandas_are_no_numbers(pandas, n_other):
    table = pandas.DataFrame({"seen": pandas.to_datetime(["2020-01-01", "2021-01-01"])})
    for column in range(n_other):
        table[f"other {column}"] = [0.5, 1.0]
    with pytest.raises(DataError, match=r"^targets, column 'seen': found values of type datetime"):
        as_matrix(table, "targets")


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        ("Boolean", "bool"),
        ("Int8", "int8"),
        ("Int64", "int64"),
        ("UInt8", "uint8"),
        ("Float32", "float32"),
        ("Float64", "float64"),
    ],
)
def test_columns_of_polars_keep_their_kind(polars, dtype, kind):
    table = polars.DataFrame(COLUMNS).cast(getattr(polars, dtype))
    is_matrix(as_matrix(table, "targets"), ROWS, kind)


def test_decimals_of_polars_become_float64(polars):
    table = polars.DataFrame({"war": [Decimal("0.25"), None], "love": [Decimal(1), Decimal(0)]})
    is_matrix(as_matrix(table, "targets"), [[0.25, 1], [NAN, 0]], "float64")


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        ("Boolean", "float64"),
        ("Int8", "float32"),
        ("Int64", "float64"),
        ("Float32", "float32"),
        ("Float64", "float64"),
    ],
)
def test_gaps_in_polars_are_nan(polars, dtype, kind):
    table = polars.DataFrame(WITH_GAPS).cast(getattr(polars, dtype))
    is_matrix(as_matrix(table, "targets"), [[0, 1], [1, NAN], [NAN, 0]], kind)


def test_columns_of_different_kinds_in_polars_meet_in_one_that_holds_all(polars):
    table = polars.DataFrame({"war": [True, None], "love": [0, 1], "film": [None, None]})
    is_matrix(as_matrix(table, "targets"), [[1, 0, NAN], [NAN, 1, NAN]], "float64")


@pytest.mark.parametrize(
    ("cells", "told"),
    [(["war", "love"], "the text 'war'"), ([[1], [2, 3]], "a value of type ndarray")],
)
def test_a_column_of_polars_that_holds_no_numbers_is_named(polars, cells, told):
    table = polars.DataFrame({"war": [0, 1], "title": cells})
    with pytest.raises(DataError, match=rf"^targets, column 'title': found {told}.*\n.*numbers"):
        as_matrix(table, "targets")


def test_a_column_of_polars_with_arrays_in_its_cells_is_refused(polars):
    cells = polars.Series("pair", [[1, 2], [3, 4]], dtype=polars.Array(polars.Int64, 2))
    with pytest.raises(DataError, match=r"^targets, column 'pair': found an array in each cell"):
        as_matrix(polars.DataFrame([cells]), "targets")


def test_a_lazy_table_of_polars_is_refused(polars):
    with pytest.raises(DataError, match=r"^targets: not an array of numbers \(.*LazyFrame"):
        as_matrix(polars.DataFrame(COLUMNS).lazy(), "targets")


@pytest.mark.parametrize("form", ["table", "record_batch"])
@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        ("bool_", "bool"),
        ("int8", "int8"),
        ("int64", "int64"),
        ("uint8", "uint8"),
        ("float16", "float32"),
        ("float32", "float32"),
        ("float64", "float64"),
    ],
)
def test_columns_of_arrow_keep_their_kind(pyarrow, form, dtype, kind):
    make, dtype = getattr(pyarrow, form), getattr(pyarrow, dtype)()
    columns = {
        name: pyarrow.array(np.array(cells).astype(kind)).cast(dtype)
        for name, cells in COLUMNS.items()
    }
    is_matrix(as_matrix(make(columns), "targets"), ROWS, kind)


@pytest.mark.parametrize("form", ["table", "record_batch"])
@pytest.mark.parametrize(
    ("dtype", "kind"),
    [("bool_", "float64"), ("int8", "float64"), ("int64", "float64"), ("float32", "float32")],
)
def test_gaps_in_arrow_are_nan(pyarrow, form, dtype, kind):
    dtype = getattr(pyarrow, dtype)()
    columns = {name: pyarrow.array(cells).cast(dtype) for name, cells in WITH_GAPS.items()}
    matrix = as_matrix(getattr(pyarrow, form)(columns), "targets")
    is_matrix(matrix, [[0, 1], [1, NAN], [NAN, 0]], kind)


def test_chunks_dictionaries_decimals_and_columns_of_nothing_in_arrow_are_taken(pyarrow):
    table = pyarrow.table(
        {
            "chunks": pyarrow.chunked_array([[0], [1]]),
            "dictionary": pyarrow.array([7, 7]).dictionary_encode(),
            "decimal": [Decimal("0.25"), None],
            "nothing": pyarrow.nulls(2),
        }
    )
    is_matrix(as_matrix(table, "targets"), [[0, 7, 0.25, NAN], [1, 7, NAN, NAN]], "float64")


@pytest.mark.parametrize(
    ("cells", "told"),
    [(["war", "love"], "the text 'war'"), ([[1], [2]], "a value of type ndarray")],
)
def test_a_column_of_arrow_that_holds_no_numbers_is_named(pyarrow, cells, told):
    with pytest.raises(DataError, match=rf"^targets, column 'title': found {told}.*\n.*numbers"):
        as_matrix(pyarrow.table({"war": [0, 1], "title": cells}), "targets")


def test_one_column_is_no_table(pandas, polars, pyarrow):
    for column in (pandas.Series([0, 1]), polars.Series([0, 1]), pyarrow.array([0, 1])):
        with pytest.raises(ShapeError, match=r"^targets has shape \(2,\)\n.*\(n_rows, n_labels\)"):
            as_matrix(column, "targets")
