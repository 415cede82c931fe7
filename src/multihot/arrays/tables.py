"""Tables of pandas, Polars and Arrow become NumPy arrays; what is missing becomes NaN."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.arrays.kinds import as_numbers, refuse


def of_pandas(values: Any, name: str) -> Any:
    """The DataFrame, Series or array of pandas; sparse if all its columns are, around 0."""
    if values.ndim == 1:
        return _of_series(values)
    if values.dtypes.nunique() == 1:  # NumPy's own need no copy
        dtype = values.dtypes.iloc[0]
        if getattr(dtype, "fill_value", None) == 0:
            return values.sparse.to_coo()
        if isinstance(dtype, np.dtype) and dtype.kind in "biuf":
            return values.to_numpy()
    return _stacked(values.items(), len(values), _of_series, name)


def of_polars(values: Any, name: str) -> NDArray[Any]:
    """The DataFrame or Series of Polars."""
    if not hasattr(values, "get_columns"):
        return values.to_numpy()
    columns = [(column.name, column) for column in values.get_columns()]
    return _stacked(columns, len(values), lambda column: column.to_numpy(), name)


def of_arrow(values: Any, name: str) -> NDArray[Any]:
    """The Table, RecordBatch or array of Arrow."""
    if not hasattr(values, "column_names"):
        return np.asarray(values)
    columns = zip(values.column_names, values.columns, strict=True)
    return _stacked(columns, len(values), np.asarray, name)


def _of_series(series: Any) -> NDArray[Any]:
    dtype = series.dtype
    if dtype.kind not in "biuf" or not series.isna().any():
        return series.to_numpy()
    plain = getattr(dtype, "numpy_dtype", getattr(dtype, "subtype", dtype))
    kind = np.result_type(plain, np.float16)  # the smallest that holds them and NaN
    return series.to_numpy(dtype=kind, na_value=np.nan)


def _stacked(
    columns: Iterable[tuple[object, Any]],
    n_rows: int,
    read: Callable[[Any], NDArray[Any]],
    name: str,
) -> NDArray[Any]:
    stacked = []
    for title, column in columns:
        where = f"{name}, column {title!r}"
        numbers = as_numbers(read(column), where)
        if numbers.ndim != 1:
            refuse("an array in each cell", where)
        stacked.append(numbers)
    return np.stack(stacked).T if stacked else np.empty((n_rows, 0))
