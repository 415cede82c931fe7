"""Small tables of targets, decisions, scores and weights, with all that makes metrics go wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array

NAN = float("nan")
TENTHS, QUARTERS, FINE = 11, 5, 256  # how many values scores are of


@dataclass(frozen=True, eq=False)
class Case:
    """Targets, what was decided, how sure a model was, and how much each row counts."""

    targets: NDArray[np.float64]
    decisions: NDArray[np.int64]
    scores: NDArray[np.floating]
    weights: NDArray[np.float64] | None

    @property
    def truth(self) -> NDArray[np.int64]:
        """Targets as scikit-learn takes them; where unknown, 0."""
        return np.nan_to_num(self.targets, nan=0).astype(int)

    @property
    def known(self) -> NDArray[np.bool_]:
        return ~np.isnan(self.targets)

    @property
    def row_weights(self) -> NDArray[np.float64]:
        return np.ones(len(self.targets)) if self.weights is None else self.weights

    def __repr__(self) -> str:
        weights = None if self.weights is None else self.weights.tolist()
        return (
            f"Case(targets={self.targets.tolist()}, decisions={self.decisions.tolist()}, "
            f"scores={self.scores.dtype}{self.scores.tolist()}, weights={weights})"
        )


@st.composite
def cases(draw, *, min_rows=1, max_rows=7, min_labels=1, max_labels=6, unknown=False, weights=True):
    """A table with ties, empty and full rows and labels, of one row or label, weighted or not."""
    n_rows = draw(st.integers(min_rows, max_rows))
    n_labels = draw(st.integers(min_labels, max_labels))
    size = 4 * n_rows * n_labels
    drawn = np.frombuffer(draw(st.binary(min_size=size, max_size=size)), dtype=np.uint8)
    cells = drawn.astype(int).reshape(4, n_rows, n_labels)
    dense = draw(st.sampled_from([40, 128, 220]))
    targets = (cells[0] < dense).astype(float)
    _shape(targets, draw(st.sampled_from(SHAPES)))
    decisions = (cells[1] < draw(st.sampled_from([40, 128, 220]))).astype(int)
    _shape(decisions, draw(st.sampled_from(SHAPES)))
    n_values = draw(st.sampled_from([TENTHS, QUARTERS, FINE]))
    kind = draw(st.sampled_from([np.float32, np.float64]))
    scores = (cells[2] % n_values / (n_values - 1)).astype(kind)
    if unknown:
        targets[cells[3] < draw(st.sampled_from([30, 100]))] = NAN
        if draw(st.booleans()):
            targets[:, 0] = NAN
        if draw(st.booleans()):
            targets[-1] = NAN
    given = draw(weights_of(n_rows)) if weights else None
    return Case(targets, decisions, scores, given)


SHAPES = ("as it is", "as it is", "empty row", "empty label", "full row", "full label", "0", "1")


def _shape(table: NDArray[np.generic], shape: str) -> None:
    if shape in ("0", "1"):
        table[:] = int(shape)
    elif shape != "as it is":
        where = (0,) if shape.endswith("row") else (slice(None), 0)
        table[where] = int(shape.startswith("full"))


def weights_of(n_rows: int, *, dyadic: bool = False):
    """No weights, eighths (which add exactly), or weights that do not; not all 0."""
    eighths = st.binary(min_size=n_rows, max_size=n_rows).map(lambda data: _weights(data, 8))
    tenths = st.binary(min_size=n_rows, max_size=n_rows).map(lambda data: _weights(data, 10))
    return st.one_of(st.none(), eighths) if dyadic else st.one_of(st.none(), eighths, tenths)


def _weights(data: bytes, parts: int) -> NDArray[np.float64]:
    numbers = np.frombuffer(data, dtype=np.uint8) % 32
    return np.append(numbers[:-1], max(1, numbers[-1])) / parts


def adds_exactly(weights: NDArray[np.float64] | None) -> bool:
    """Whether sums of the weights are the same in any order."""
    return weights is None or bool((weights * 8 == np.rint(weights * 8)).all())


def stored(scores: NDArray[np.floating]) -> csr_array:
    """The scores as a sparse array that stores every other of the zeros, too."""
    held = scores != 0
    held.ravel()[::2] = True
    rows, columns = held.nonzero()
    starts = np.concatenate(([0], np.cumsum(held.sum(axis=1))))
    return csr_array((scores[rows, columns], columns, starts), shape=scores.shape)
