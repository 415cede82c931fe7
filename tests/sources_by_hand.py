"""Arrays, splits, scores and decisions with a trap in them, each beside the same without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from multihot.data import Dataset, Splits, Texts
from multihot.labels import LabelSpace

NAN = float("nan")


@dataclass(frozen=True, eq=False)
class Pair:
    """What `multihot.audit` is given, with the trap and without.

    Args:
        flagged: has the trap.
        clean: has not.
        severity: of the finding, where it is not the rule's.
        beside: other rules that are right to warn of the flagged one.
    """

    flagged: dict[str, Any]
    clean: dict[str, Any]
    severity: str = ""
    beside: tuple[str, ...] = ()


NAMES, SWAPPED = ("love", "war"), ("war", "love")
LETTERS, WORDS = ("w", "a", "r", ",", "l", "o"), ("war", "art", "rain", "sea", "love", "oak")
LOVE, WAR, BOTH, NONE = [1, 0], [0, 1], [1, 1], [0, 0]
ROWS = [BOTH] * 5 + [LOVE] * 5 + [WAR] * 5
EXCLUSIVE = [LOVE] * 8 + [WAR] * 8
CLASSES = [0, 1, 2] * 5
CIRCLE = [[1, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0], [0, 0, 1, 1, 0, 0]] * 5
CIRCLE += [[0, 0, 0, 1, 1, 0], [0, 0, 0, 0, 1, 1], [1, 0, 0, 0, 0, 1]] * 5


def given(targets: Any, labels: Any = None) -> dict[str, Any]:
    return {"targets": targets, "labels": labels}


def scored(scores: Any, targets: Any) -> dict[str, Any]:
    return {"targets": targets, "scores": scores}


def decided(decisions: Any, targets: Any) -> dict[str, Any]:
    return {"targets": targets, "decisions": decisions}


def after(column: Any, rows: Any = ROWS) -> list[list[Any]]:
    """The rows with one more label before the others."""
    return [[cell, *row] for cell, row in zip(column, rows, strict=True)]


def part(rows: Any, names: tuple[str, ...], texts: str) -> Dataset:
    inputs = Texts(tuple(f"{texts} {row}" for row in range(len(rows))))
    return Dataset(inputs, csr_array(np.array(rows, dtype="float32")), LabelSpace(names), texts)


def parts(
    train: Any = ROWS, *, test: Any = None, names: Any = NAMES, texts: str = "test"
) -> dict[str, Any]:
    """Three parts; test repeats the texts of train where its `texts` are called so."""
    made = part(train, names, "train"), part(train, names, "validation")
    return {"splits": Splits(*made, part(train if test is None else test, names, texts))}


def table(rows: Any, columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(np.asarray(rows), columns=list(columns))


rng = np.random.default_rng(0)
SEVERAL = (rng.random((200, 4)) < 0.4).astype(int)
SEVERAL[SEVERAL.sum(axis=1) == 0, 0] = 1
SURE = 0.9 * SEVERAL + 0.1 * rng.random(SEVERAL.shape)
FIRST_THREE = np.array([1, 1, 1, 0])
ONE_A_ROW = np.eye(4, dtype=int)[SURE.argmax(axis=1)]

RARE = (rng.random((200, 20)) < 0.04).astype(int)
RARE[np.arange(100), np.arange(100) % 20] = 1  # five rows of each label at least
RARE_SURE = 0.9 * RARE + 0.1 * rng.random(RARE.shape)
OTHER_ROWS = np.roll(np.arange(200), 7)
ONE_WRONG = RARE.copy()
ONE_WRONG[np.arange(200), np.arange(200) % 20] ^= 1
ONE_WRONG_SCORES = 0.9 * ONE_WRONG + 0.1 * rng.random(RARE.shape)

SHARES = rng.random((2_000, 2))
AS_OFTEN = (rng.random(SHARES.shape) < SHARES).astype(int)
SELDOM = ((rng.random(SHARES.shape) < 0.03) & (SHARES > 0.6)).astype(int)

OBJECTS = np.array(ROWS, dtype=object)

CELLS = ("drama", "love", "war", "war|love", "drama|war", "love|drama")
PEOPLE = ("drama", "love", "war", "Smith, John", "Jones, Mary", "Smith, Mary")
EACH_ALONE = np.eye(6, dtype=int).repeat(5, axis=0)
IDENTIFIERS = np.eye(40, dtype=int)
COMPOSED, DECOMPOSED = ("caf\u00e9", "war"), ("caf\u00e9", "cafe\u0301")

PAIRS: dict[tuple[str, str], Pair] = {
    # data: arrays of targets, and splits
    ("sigmoid-on-onehot", "targets"): Pair(given(EXCLUSIVE), given(ROWS), "note"),
    ("single-label-rows", "targets"): Pair(given(CLASSES), given(ROWS)),
    ("single-label-rows", "splits"): Pair(parts(EXCLUSIVE), parts()),
    ("label-absent-from-split", "splits"): Pair(parts(test=[LOVE] * 8), parts()),
    ("binarizer-strings", "targets"): Pair(given(CIRCLE, LETTERS), given(CIRCLE, WORDS)),
    ("binarizer-strings", "splits"): Pair(parts(CIRCLE, names=LETTERS), parts(CIRCLE, names=WORDS)),
    ("unseen-labels", "targets"): Pair(
        given([["love"], ["war", "peace"], ["love", "war"]] * 5, NAMES),
        given([["love"], ["war", "peace"], ["love", "war"]] * 5, (*NAMES, "peace")),
    ),
    ("oov-label-column", "targets"): Pair(
        given(after([0] * 15), ("[UNK]", *NAMES)), given(ROWS, NAMES)
    ),
    ("oov-label-column", "splits"): Pair(parts(after([0] * 15), names=("[UNK]", *NAMES)), parts()),
    ("label-order-mismatch", "targets"): Pair(
        given(table(ROWS, SWAPPED), NAMES), given(table(ROWS, NAMES), NAMES)
    ),
    ("label-order-mismatch", "scores"): Pair(
        scored(table(SURE, tuple("abcd"))[list("abdc")], table(SEVERAL, tuple("abcd"))),
        scored(table(SURE, tuple("abcd")), table(SEVERAL, tuple("abcd"))),
        "warning",
    ),
    ("label-order-mismatch", "decisions"): Pair(
        decided(table(SEVERAL, tuple("abcd"))[list("abdc")], table(SEVERAL, tuple("abcd"))),
        decided(table(SEVERAL, tuple("abcd")), table(SEVERAL, tuple("abcd"))),
        "warning",
    ),
    ("duplicates-across-splits", "splits"): Pair(parts(texts="train"), parts()),
    ("all-zero-rows", "targets"): Pair(given([*ROWS, NONE]), given(ROWS)),
    ("all-zero-rows", "splits"): Pair(parts([*ROWS, NONE]), parts()),
    ("constant-label", "targets"): Pair(given(after([1] * 15)), given(ROWS)),
    ("constant-label", "splits"): Pair(parts(after([1] * 15), names=("all", *NAMES)), parts()),
    ("duplicate-label", "targets"): Pair(
        given(after([1] * 10 + [0] * 5)), given(after([1] * 9 + [0] * 6))
    ),
    ("duplicate-label", "splits"): Pair(
        parts(after([1] * 10 + [0] * 5), names=("adore", *NAMES)),
        parts(after([1] * 9 + [0] * 6), names=("adore", *NAMES)),
    ),
    ("label-cell-unsplit", "targets"): Pair(
        given(EACH_ALONE, CELLS), given(EACH_ALONE, PEOPLE), beside=("sigmoid-on-onehot",)
    ),
    ("label-cell-unsplit", "splits"): Pair(
        parts(EACH_ALONE, names=CELLS), parts(EACH_ALONE, names=PEOPLE)
    ),
    ("labels-misread", "targets"): Pair(
        given(IDENTIFIERS), given(IDENTIFIERS.repeat(5, axis=0)), beside=("rare-label",)
    ),
    ("labels-misread", "splits"): Pair(
        parts(np.pad(ROWS, ((0, 0), (0, 35))), names=tuple(map(str, range(37)))),
        parts(),
        beside=("constant-label",),
    ),
    ("label-variants", "targets"): Pair(given(ROWS, DECOMPOSED), given(ROWS, COMPOSED)),
    ("label-variants", "splits"): Pair(parts(names=DECOMPOSED), parts(names=COMPOSED)),
    ("rare-label", "targets"): Pair(
        given(after([1] * 2 + [0] * 13)), given(after([1] * 6 + [0] * 9))
    ),
    ("rare-label", "splits"): Pair(parts(test=[LOVE] * 8 + [WAR] * 2), parts()),
    ("target-dtype", "targets"): Pair(given(OBJECTS), given(OBJECTS.astype("float32"))),
    ("targets-not-binary", "targets"): Pair(given(np.array(ROWS) * 2 - 1), given(ROWS)),
    ("targets-not-binary", "splits"): Pair(parts(np.array(ROWS) * 255), parts()),
    ("missing-labels", "targets"): Pair(given([*ROWS, [NAN, 1]]), given(ROWS)),
    ("missing-labels", "splits"): Pair(parts([*ROWS, [NAN, 1]]), parts(), "note"),
    # predictions: scores, and decisions
    ("softmax-multihot", "scores"): Pair(
        scored(SURE / SURE.sum(axis=1, keepdims=True), SEVERAL), scored(SURE, SEVERAL)
    ),
    ("logits-as-probabilities", "scores"): Pair(
        scored(10 * SURE - 5, SEVERAL), scored(SURE, SEVERAL)
    ),
    ("binary-accuracy-baseline", "scores"): Pair(
        scored(RARE_SURE[OTHER_ROWS], RARE), scored(RARE_SURE, RARE)
    ),
    ("binary-accuracy-baseline", "decisions"): Pair(
        decided(RARE[OTHER_ROWS], RARE), decided(RARE, RARE)
    ),
    ("subset-vs-label-accuracy", "scores"): Pair(
        scored(ONE_WRONG_SCORES, RARE), scored(RARE_SURE, RARE)
    ),
    ("subset-vs-label-accuracy", "decisions"): Pair(decided(ONE_WRONG, RARE), decided(RARE, RARE)),
    ("argmax-decode", "decisions"): Pair(decided(ONE_A_ROW, SEVERAL), decided(SEVERAL, SEVERAL)),
    ("auc-empty-label", "scores"): Pair(
        scored(SURE, SEVERAL * FIRST_THREE), scored(SURE, SEVERAL), beside=("constant-label",)
    ),
    ("auc-quantised", "scores"): Pair(
        scored(SHARES / 50, SELDOM),
        scored(SHARES, AS_OFTEN),
        beside=("binary-accuracy-baseline", "label-never-predicted"),
    ),
    ("auc-on-binarised", "scores"): Pair(scored(SEVERAL, SEVERAL), scored(SURE, SEVERAL)),
    ("unthresholded-scores", "decisions"): Pair(decided(SURE, SEVERAL), decided(SEVERAL, SEVERAL)),
    ("label-never-predicted", "scores"): Pair(
        scored(np.where(FIRST_THREE, SURE, SURE / 2), SEVERAL), scored(SURE, SEVERAL)
    ),
    ("label-never-predicted", "decisions"): Pair(
        decided(SEVERAL * FIRST_THREE, SEVERAL), decided(SEVERAL, SEVERAL)
    ),
    ("miscalibrated-label", "scores"): Pair(scored(SHARES**2, AS_OFTEN), scored(SHARES, AS_OFTEN)),
}
