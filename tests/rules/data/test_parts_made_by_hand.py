"""Parts whose targets no reader has checked, and labels that a lookup has added."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

import multihot as mh
from multihot.data import Dataset, Splits, Texts
from multihot.labels import LabelSpace

# five rows of each label, and rows with both
RIGHT = np.array([[1, 1]] * 2 + [[1, 0]] * 3 + [[0, 1]] * 3)
WITH_UNKNOWN = np.column_stack([np.zeros(8), RIGHT])
ONE_UNKNOWN = np.array([[1, 0, 0]])


def part(name: str, targets: np.ndarray) -> Dataset:
    texts = Texts(tuple(f"{name} {row}" for row in range(len(targets))))
    names = ("[UNK]", "love", "war")[-targets.shape[1] :]
    return Dataset(texts, csr_array(targets.astype("float32")), LabelSpace(names))


def splits(train: np.ndarray, test: np.ndarray) -> Splits:
    return Splits(part("train", train), part("validation", train), part("test", test))


def found(of: Splits) -> list[tuple[str, str, str, str]]:
    return [
        (finding.rule, finding.severity, finding.subject, finding.message)
        for finding in mh.audit(splits=of)
    ]


def test_other_codes_for_yes_and_no_are_found_in_each_part_and_nothing_is_called_constant():
    assert found(splits(RIGHT * 255, RIGHT * 255)) == [
        (
            "targets-not-binary",
            "error",
            name,
            f"10 of 16 cells of {name} are neither 0 nor 1, such as 255",
        )
        for name in ("train", "validation", "test")
    ]
    rules = {rule for rule, *_ in found(splits(RIGHT * 2 - 1, RIGHT * 2 - 1))}
    assert rules == {"targets-not-binary"}


def test_minus_1_beside_0_and_1_is_a_mark_of_what_is_unknown():
    marked = np.vstack([RIGHT, [[-1, 1]]])
    assert found(splits(marked, RIGHT)) == [
        (
            "missing-labels",
            "warning",
            name,
            f"1 of 18 cells (5.6%) of {name} are -1; a plain Keras loss takes them for targets "
            "below 0",
        )
        for name in ("train", "validation")
    ]


def test_a_column_for_unknown_labels_is_a_note_and_its_code_leaves_it_out():
    of = splits(WITH_UNKNOWN, WITH_UNKNOWN)
    (finding,) = mh.audit(splits=of)
    assert (finding.rule, finding.severity) == ("oov-label-column", "note")
    assert finding.message == "column 0 of targets is '[UNK]', on none of 24 rows"
    names = {"mh": mh, "train": of.train, "validation": of.validation, "test": of.test}
    exec(finding.code, names)
    assert mh.audit(splits=Splits(names["train"], names["validation"], names["test"])) == ()
    assert names["test"].targets.toarray().tolist() == RIGHT.tolist()


def test_a_column_that_a_test_row_has_is_no_column_too_many():
    of = splits(WITH_UNKNOWN, np.vstack([WITH_UNKNOWN, ONE_UNKNOWN]))
    assert "oov-label-column" not in {rule for rule, *_ in found(of)}
