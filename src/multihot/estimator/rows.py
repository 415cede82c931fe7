"""What a scikit-learn user hands over, as rows of inputs."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csr_array, issparse
from sklearn.utils.validation import assert_all_finite, validate_data

from multihot.arrays.kinds import is_missing
from multihot.data import Inputs, Signals, Table, Texts
from multihot.errors import DataError
from multihot.estimator.frames import table_with_categories


def as_inputs(estimator: Any, X: Any, *, signals: bool, reset: bool) -> Inputs:
    """Rows as inputs: texts where they are texts, else what scikit-learn takes for numbers.

    Args:
        estimator: keeps the number and names of the columns where `reset`, is asked for them else.
        X: a sequence of texts; (n_rows, n_columns) of numbers, dense or sparse, NaN where one is
            missing; a table of pandas or Polars, whose columns of texts are categories; or
            `Texts`, `Table`, `Signals`.
        signals: whether the numbers of a row are the steps of a signal.
        reset: whether these are the rows that are fitted.

    Raises:
        DataError: a row among texts that is none; names that are no numbers.
        ValueError: what scikit-learn finds wrong with numbers, or another number of columns.
    """
    if isinstance(X, Texts | Table | Signals):
        return X
    texts = _texts(X)
    if texts is not None:
        return Texts(texts)
    table = table_with_categories(X)
    if table is not None:
        validate_data(estimator, X, reset=reset, skip_check_array=True)
        assert_all_finite(table.numbers, allow_nan=True, input_name="X")
        return table
    numbers = validate_data(
        estimator,
        X,
        reset=reset,
        accept_sparse="csr",
        ensure_all_finite="allow-nan",
        dtype=(np.float64, np.float32),
    )
    if signals:
        return Signals(numbers.toarray() if issparse(numbers) else numbers)
    values = csr_array(numbers) if issparse(numbers) else numbers
    return Table.of_numbers(values, getattr(estimator, "feature_names_in_", ()))


def _texts(X: Any) -> tuple[str, ...] | None:
    """Rows that are one text each; None if the first that is there is none."""
    if not (isinstance(X, list | tuple) or len(getattr(X, "shape", ())) == 1):
        return None
    rows = list(X)
    if not isinstance(next((row for row in rows if not is_missing(row)), None), str):
        return None
    for place, row in enumerate(rows):
        if not isinstance(row, str):
            raise DataError(
                f"row {place} is {row!r}, where the others are texts",
                where="X",
                remedy="give each row a text, an empty one where there is none",
            )
    return tuple(map(str, rows))
