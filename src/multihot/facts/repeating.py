"""Rows of inputs that are the same, of whatever kind the inputs are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import Floats
from multihot.data import Dataset, Inputs, Signals, Table, Texts

_CELLS_AT_ONCE = 1 << 18
_BYTES_OF_CELL = 16
_LAST_BIT = 1 << 29  # of float32, among the bits of float64


def input_keys(inputs: Inputs) -> Iterator[bytes]:
    """One key a row; rows have the same key where their inputs are the same.

    Texts are the same whatever ends their lines and however an accent is composed. Dense and
    sparse numbers are alike, and so are 0.0, -0.0 and what is not stored; numbers are
    the same where float32 would keep them as one.

    >>> first, second, third = input_keys(Texts(("x", "y", "x")))
    >>> first == third, first == second
    (True, False)
    """
    match inputs:
        case Texts():
            yield from (_plain(text).encode("utf-8", "surrogatepass") for text in inputs.texts)
        case Signals():
            yield from _of_numbers(inputs.values)
        case Table():
            for numbers, named in zip(_of_numbers(inputs.numbers), inputs.categories, strict=True):
                plain = [None if each is None else str(each) for each in named]
                yield numbers + repr(plain).encode()


def target_keys(part: Dataset) -> Iterator[bytes]:
    """One key a row; rows have the same key where their targets are the same."""
    yield from _of_numbers(part.targets)


def _plain(text: str) -> str:
    """The text with the line ends and the letters that most programs write."""
    if text.isascii():
        return text.replace("\r\n", "\n") if "\r" in text else text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def _of_numbers(numbers: NDArray[Any] | csr_array) -> Iterator[bytes]:
    n_rows, n_columns = numbers.shape
    n_cells = numbers.nnz // max(n_rows, 1) if isinstance(numbers, csr_array) else n_columns
    rows_at_once = max(_CELLS_AT_ONCE // max(n_cells, 1), 1)
    for start in range(0, n_rows, rows_at_once):
        # copied, so that what is sorted and left out there stays as it is in the caller's array
        yield from _digests(csr_array(numbers[start : start + rows_at_once], copy=True))


def _digests(block: csr_array) -> Iterator[bytes]:
    block.sum_duplicates()
    block.eliminate_zeros()
    cells = np.empty((block.nnz, 2), dtype="<i8")
    cells[:, 0] = block.indices
    cells[:, 1] = _rounded(block.data).view(np.int64)
    content = memoryview(cells.tobytes())
    for start, stop in pairwise((block.indptr.astype(np.int64) * _BYTES_OF_CELL).tolist()):
        yield blake2b(content[start:stop], digest_size=16).digest()


def _rounded(values: NDArray[Any]) -> Floats:
    """To the digits of float32 in the range of float64, since a file of either is the same data."""
    wide = values.astype(np.float64)
    bits = wide.view(np.int64)
    # half of what is cut off is added, a tie goes to the even one
    bits = bits + (_LAST_BIT // 2 - 1) + (bits // _LAST_BIT & 1)
    rounded = (bits & -_LAST_BIT).view(np.float64)
    return np.where(np.isnan(wide), np.nan, rounded)  # one NaN of the many
