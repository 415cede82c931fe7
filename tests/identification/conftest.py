"""Predictions of the shapes that people ask about."""

import numpy as np
import pytest


@pytest.fixture
def two_wrong_cells_in_nine_of_ten_rows():
    """500 rows, 100 labels, 5 of them true: two cells of a row are wrong, but in every tenth."""
    rng = np.random.default_rng(0)
    targets = np.zeros((500, 100), dtype=int)
    for row in targets:
        row[rng.choice(100, 5, replace=False)] = 1
    scores = np.where(targets, 0.9, 0.1) + rng.uniform(-0.05, 0.05, targets.shape)
    for row in range(500):
        if row % 10:
            cells = rng.choice(100, 2, replace=False)
            scores[row, cells] = 1 - scores[row, cells]
    return targets, scores


@pytest.fixture
def three_of_five_true():
    """1,000 rows, 5 labels, 3 of them true; 55 cells are wrong, and any true one scores highest."""
    rng = np.random.default_rng(1)
    targets = np.array([rng.permutation([1, 1, 1, 0, 0]) for _ in range(1000)])
    scores = np.where(targets, rng.uniform(0.6, 1, (1000, 5)), rng.uniform(0, 0.4, (1000, 5)))
    scores[np.arange(55), 0] = 1 - scores[np.arange(55), 0]
    return targets, scores.astype(np.float32)


@pytest.fixture
def three_of_416_true():
    """200 rows, 416 labels, 3 of them true; no score reaches a half."""
    rng = np.random.default_rng(0)
    targets = np.zeros((200, 416), dtype=int)
    for row in targets:
        row[rng.choice(416, 3, replace=False)] = 1
    return targets, 0.2 * targets + rng.uniform(0, 0.2, targets.shape)


@pytest.fixture
def one_of_ten_true():
    """10,000 rows, one of 10 classes each: 122 rows are given another, 6 rows none at all."""
    rng = np.random.default_rng(0)
    classes = rng.integers(0, 10, 10_000)
    targets = np.eye(10, dtype=int)[classes]
    given = classes.copy()
    given[:122] = (classes[:122] + 1) % 10
    scores = np.where(np.eye(10)[given] > 0, 0.91, 0.01)
    scores[-6:] = np.where(targets[-6:] > 0, 0.46, 0.06)
    return targets, scores


@pytest.fixture
def most_read_answer():
    """Targets and decisions of the field's most-read answer."""
    return [[1, 0, 0], [0, 1, 1], [1, 0, 1]], [[1, 0, 1], [0, 1, 1], [0, 0, 1]]


@pytest.fixture
def uneven():
    """90 rows, 6 labels of which one is rare and one absent, empty rows, and scores of 0.5."""
    rng = np.random.default_rng(1)
    targets = (rng.random((90, 6)) < [0.5, 0.4, 0.3, 0.2, 0.05, 0]).astype(int)
    scores = np.clip(0.35 * targets + 0.65 * rng.random((90, 6)), 0.01, 0.99).astype(np.float32)
    scores[3], targets[4], scores[5, 1] = 0.5, 0, 0.5
    return targets, scores
