"""What comes out of a search doesn't depend on whether its end was proven in time."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from multihot.data import split_repair
from multihot.data.stratification import stratify


@pytest.mark.parametrize("groups", [None, tuple("aabbccddeeffgghhiijjkkll")])
def test_a_split_is_the_same_whether_or_not_it_is_proven_that_none_is_better(monkeypatch, groups):
    monkeypatch.setattr(split_repair, "_MANY_TURNS", (50,))
    targets = csr_array((np.random.default_rng(0).random((24, 20)) < 0.1).astype(float))

    def parts() -> list[list[int]]:
        rng = np.random.default_rng(0)
        found = stratify(targets, shares=(0.08, 0.46, 0.46), rng=rng, groups=groups)
        return [rows.tolist() for rows in found]

    proven = parts()
    asked = []
    monkeypatch.setattr(split_repair, "is_impossible", lambda *_: bool(asked.append(1)))
    assert parts() == proven
    assert asked
