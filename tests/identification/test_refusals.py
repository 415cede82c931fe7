"""What cannot be identified, and what to do."""

import numpy as np
import pytest

import multihot as mh

TARGETS, SCORES = [[1, 0], [0, 1]], [[0.9, 0.2], [0.4, 0.7]]


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("high", TARGETS, SCORES), "write it as it was printed"),
        ((0.5, TARGETS, [[2.0, -1.0], [0.4, 3.0]]), "logits: pass from_logits=True"),
        ((0.5, [[2, 0], [0, 1]], SCORES), "turn scores into decisions first"),
        ((0.5, TARGETS, SCORES[:1]), "rows are examples, columns are labels"),
        ((0.5, TARGETS, SCORES, [0.1, 0.2, 0.3]), "one for each label"),
        ((0.5, np.zeros((0, 2)), np.zeros((0, 2))), "pass one row and one label or more"),
        ((0.5, np.zeros((2, 0)), np.zeros((2, 0))), "pass one row and one label or more"),
    ],
)
def test_what_cannot_be_identified_is_refused_with_the_way_out(arguments, remedy):
    with pytest.raises(mh.MultihotError, match=remedy):
        mh.identify(*arguments)


def test_a_batch_of_no_rows_is_refused():
    with pytest.raises(
        mh.DataError, match="batch_size: is 0\n  To fix: give a whole number from 1"
    ):
        mh.identify(0.5, TARGETS, SCORES, batch_size=0)


def test_names_that_are_not_as_many_as_columns_are_refused():
    with pytest.raises(mh.ShapeError, match="give each column one name"):
        mh.identify(0.5, TARGETS, SCORES, labels=["war"])
