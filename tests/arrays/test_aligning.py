"""Shapes that fit pass, others are refused."""

from __future__ import annotations

import numpy as np
import pytest

from multihot.arrays.aligning import check_aligned, check_same_labels, check_two_dimensional
from multihot.errors import ShapeError


def test_arrays_of_one_shape_pass():
    check_aligned(targets=np.zeros((2, 3)), scores=np.ones((2, 3)))


def test_arrays_of_different_shapes_are_refused():
    with pytest.raises(ShapeError, match=r"targets \(1, 2\), scores \(2, 1\)\n.*rows are examples"):
        check_aligned(targets=np.zeros((1, 2)), scores=np.zeros((2, 1)))


def test_two_dimensions_pass():
    check_two_dimensional((2, 3), "targets")


@pytest.mark.parametrize("shape", [(), (2,), (2, 3, 4)])
def test_other_than_two_dimensions_are_refused(shape):
    with pytest.raises(ShapeError, match=r"^targets has shape .*\n.*\(n_rows, n_labels\)"):
        check_two_dimensional(shape, "targets")


def test_the_same_labels_pass():
    check_same_labels("LabelCounts", 3, 3)


def test_another_number_of_labels_than_before_is_refused():
    with pytest.raises(ShapeError, match=r"^f1_macro: 2 labels now, 3 before\n.*begin anew"):
        check_same_labels("f1_macro", 3, 2)
