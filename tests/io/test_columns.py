"""Patterns name columns in the order of the header, and a wrong one is refused."""

from __future__ import annotations

import pytest

from multihot.errors import DataError
from multihot.io import IndicatorColumns, LabelColumn, SignalColumns, TableColumns, TextColumns
from multihot.io.columns import matching, named_by
from multihot.io.layout import Layout, assign

HEADER = ("id", "Class2", "x[1]", "Class10", "y")


@pytest.mark.parametrize(
    ("patterns", "names"),
    [
        (("y", "id"), ("id", "y")),
        (("Class*",), ("Class2", "Class10")),
        (("Class?",), ("Class2",)),
        (("*", "id"), HEADER),
        (("x[1]",), ("x[1]",)),
        (("x[[]1]",), ()),
        (("class*",), ()),
    ],
)
def test_columns_stand_in_the_order_of_the_header(patterns, names):
    found = {name for pattern in patterns for name in named_by(pattern, HEADER)}
    assert found == set(names)
    if names:
        assert matching(patterns, HEADER, where="a.csv:1") == names


def test_a_pattern_without_a_column_is_refused_with_the_nearest():
    with pytest.raises(DataError, match=r"^a\.csv:1: no column 'Klass2'; .*'Class2'\?\n.*existing"):
        matching(("id", "Klass2"), HEADER, where="a.csv:1")


@pytest.mark.parametrize(
    ("inputs", "numbers", "categories"),
    [
        (TableColumns(), ("x[1]",), ()),
        (TableColumns(("*",), ("x*",)), (), ("x[1]",)),
        (SignalColumns(), ("x[1]",), ()),
        (TextColumns(("id", "y")), ("id", "y"), ()),
    ],
)
def test_inputs_of_a_pattern_are_what_has_no_other_use(inputs, numbers, categories):
    layout = Layout(inputs, IndicatorColumns(("Class*",)), group="id", fold="y")
    roles = assign(layout, HEADER, where="a.csv:1")
    assert roles.inputs == numbers
    assert roles.categories == categories
    assert roles.labels == ("Class2", "Class10")


@pytest.mark.parametrize("header", [HEADER, ("x[1]",), ("y", "x[1]")])
@pytest.mark.parametrize("labels", [IndicatorColumns(("Class*",)), LabelColumn("Class2"), None])
def test_without_labels_the_inputs_are_the_same(header, labels):
    layout = Layout(TableColumns(("x*", "*")), labels, group="id", fold="y")
    roles = assign(layout.without_labels(), header, where="a.csv:1")
    left_over = {"Class2", "Class10"} & set(header) if labels is None else set()
    if isinstance(labels, LabelColumn):
        left_over = {"Class10"} & set(header)
    assert set(roles.inputs) == {"x[1]"} | left_over
    assert roles.labels == ()
    assert (roles.group, roles.fold) == (None, None)


@pytest.mark.parametrize("inputs", [TableColumns(("x*",), ("y",)), TextColumns(("id",))])
@pytest.mark.parametrize("labels", [IndicatorColumns(("Class*",)), LabelColumn("Class2"), None])
@pytest.mark.parametrize(("group", "fold"), [("id", "Class10"), (None, None)])
def test_what_is_assigned_is_what_is_needed(inputs, labels, group, fold):
    layout = Layout(inputs, labels, group, fold)
    roles = assign(layout, HEADER, where="a.csv:1")
    assert {name for name in HEADER if layout.needs(name)} == set(roles.columns())
