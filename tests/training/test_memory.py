"""Sparse features are never dense as a whole."""

import tracemalloc

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse import random as random_sparse

from multihot import Dataset, Effort, LabelSpace, Splits, Table, train

N_ROWS, N_COLUMNS, N_LABELS = 50_000, 4096, 5
DENSE_BYTES = N_ROWS * N_COLUMNS * 4


def rows(n_rows, seed):
    rng = np.random.default_rng(seed)
    numbers = csr_array(random_sparse(n_rows, N_COLUMNS, density=0.005, format="csr", rng=rng))
    targets = csr_array((rng.random((n_rows, N_LABELS)) < 0.2).astype(np.float32))
    labels = LabelSpace(tuple("abcde"))
    return Dataset(Table.of_numbers(numbers.astype(np.float32)), targets, labels)


@pytest.mark.parametrize("kind", ["linear", "mlp"])
def test_many_sparse_rows_take_a_fraction_of_what_they_would_dense(kind):
    splits = Splits(rows(N_ROWS, 0), rows(1000, 1), rows(1000, 2))
    tracemalloc.start()
    try:
        model = train(splits, kind, effort=Effort(epochs=1, batch_size=256))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert model.kind == kind
    assert peak < DENSE_BYTES / 3
