"""Rows of inputs that are the same, of whatever kind the inputs are."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from multihot.data import Dataset, Inputs, Signals, Table, Texts


def input_keys(inputs: Inputs) -> Iterator[bytes]:
    """One key a row; rows have the same key where their inputs are the same.

    >>> first, second, third = input_keys(Texts(("x", "y", "x")))
    >>> first == third, first == second
    (True, False)
    """
    match inputs:
        case Texts():
            yield from (text.encode("utf-8", "surrogatepass") for text in inputs.texts)
        case Signals():
            yield from _of_dense(inputs.values)
        case Table():
            categories = (repr(row.tolist()).encode() for row in inputs.categories)
            for numbers, named in zip(_of_numbers(inputs.numbers), categories, strict=True):
                yield numbers + named


def target_keys(part: Dataset) -> Iterator[bytes]:
    """One key a row; rows have the same key where their targets are the same."""
    yield from _of_sparse(part.targets)


def _of_numbers(numbers: np.ndarray | csr_array) -> Iterator[bytes]:
    return _of_sparse(numbers) if isinstance(numbers, csr_array) else _of_dense(numbers)


def _of_dense(numbers: np.ndarray) -> Iterator[bytes]:
    for row in numbers:
        yield _digest(row)


def _of_sparse(numbers: csr_array) -> Iterator[bytes]:
    for start, stop in pairwise(numbers.indptr.tolist()):
        columns = numbers.indices[start:stop].astype(np.int64)
        yield _digest(numbers.data[start:stop]) + _digest(columns)


def _digest(row: np.ndarray) -> bytes:
    same = row.astype(np.float64) + 0.0  # -0.0 is 0.0, and float32 is compared with float64
    return blake2b(same.tobytes(), digest_size=16).digest()
