"""Rows that the model got wrong, to look at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import Floats
from multihot.data import Dataset


@dataclass(frozen=True)
class Guess:
    """One label of a row: its score, whether it was given and is true (None: nobody knows)."""

    label: str
    score: float
    given: bool
    true: bool | None


@dataclass(frozen=True)
class Mistake:
    """One row whose decisions differ from its targets, the labels that matter first.

    Args:
        place: file and line.
        text: the row in words.
        guesses: every label that is given or true, by falling score.
        surprise: how far the scores were from the truth, the log loss of the row.
    """

    place: str
    text: str
    guesses: tuple[Guess, ...]
    surprise: float


def find_mistakes(
    part: Dataset, scores: Floats, decisions: csr_array, *, most: int = 24
) -> tuple[Mistake, ...]:
    """The rows with the most surprising wrong decisions, worst first.

    surprise = -Σ log(score of what is true) over the known labels, scores kept off 0 and 1 by 1e-6.
    """
    targets = part.targets.toarray()
    known = ~np.isnan(targets)
    truth = np.nan_to_num(targets)
    given = decisions.toarray() != 0
    wrong = ((given != (truth == 1)) & known).any(axis=1)
    safe = np.clip(scores, 1e-6, 1 - 1e-6)
    loss = -np.where(truth == 1, np.log(safe), np.log1p(-safe))
    surprise = np.where(wrong, (loss * known).sum(axis=1), -np.inf)
    order = np.argsort(-surprise, kind="stable")[: min(most, int(wrong.sum()))]
    return tuple(
        Mistake(
            part.place(int(row)),
            part.inputs.describe(int(row)),
            _guesses(part.labels.names, scores[row], given[row], targets[row]),
            float(surprise[row]),
        )
        for row in order
    )


def _guesses(
    names: tuple[str, ...], scores: Floats, given: np.ndarray, targets: np.ndarray
) -> tuple[Guess, ...]:
    shown = np.flatnonzero(given | (targets == 1))
    return tuple(
        Guess(
            names[column],
            float(scores[column]),
            bool(given[column]),
            None if np.isnan(targets[column]) else bool(targets[column]),
        )
        for column in shown[np.argsort(-scores[shown], kind="stable")]
    )
