"""ARFF files that cannot be read are refused, with file, line and a way out."""

from __future__ import annotations

import pytest

from arff_files import NUMERIC, SPARSE, listing, written
from multihot.errors import DataError
from multihot.io.arff import MulanLabels, read_arff
from multihot.io.columns import IndicatorColumns
from multihot.labels import LabelSpace

WITH_CATEGORY = "@relation 'r: -C 1'\n@attribute l {0,1}\n@attribute c {bog,meadow}\n@data\n"


def test_rows_with_a_label_outside_the_space_are_refused(tmp_path):
    with pytest.raises(DataError, match=r"never seen in training: 'night' \(2\)"):
        read_arff(written(tmp_path, SPARSE), space=LabelSpace(("day",)))


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("@relation r\n@data\n1\n", r"has no option -C\n.*labels=MulanLabels"),
        ("@relation 'r: -C 3'\n@attribute a {0,1}\n@data\n1\n", r"'-C 3' of 1 attributes\n.*-C 6"),
        ("@relation r\n@attribute a numeric\n", r"no line @data\n.*write @data between"),
        ("@relation r\n@atribute a numeric\n", r":2: '@atribute' .* mean '@attribute'\?\n.*begin"),
        ("@relation r\n1,2\n", r":2: '1,2' in the header.\n.*@relation, @attribute, @data"),
        ("@attribute a {0,1}\n@attribute a real\n", r":2: a second attribute 'a'\n.*rename"),
        ("@attribute\n", r":1: no name in ''\n.*quote a name"),
        ("@attribute 'Pacific Wren numeric\n", r":1: no name in \"'Pacific.*\n.*quote a name"),
        (
            "@attribute Pacific Wren numeric\n",
            r":1: .* type 'wren'.\n.*quote a name .*, or a blank",
        ),
        ("@attribute a nummeric\n", r":1: .*'nummeric'. Did you mean 'numeric'\?\n.*declare it"),
        ("@attribute a\n", r":1: attribute 'a' is of type ''.\n.*declare it numeric or {a,b}"),
        ("@attribute a string\n", r":1: .* type 'string'.*\n.*read the texts with read_csv"),
        ("@attribute a DATE 'yyyy'\n", r":1: .* type 'date'.*\n.*declare it numeric"),
        ("@attribute a relational\n", r":1: .* type 'relational'.*\n.*attributes of their own"),
        (
            "@attribute a {b,c\n",
            r":1: attribute 'a': value 2: a brace is not closed: 'c'\n.*with }",
        ),
        ("@attribute a {b,'c}\n", r":1: attribute 'a': value 2: a quote is not closed.*\n.*quote"),
        ("@attribute a {b,b}\n", r":1: attribute 'a': declares 'a value twice'\n.*rename or drop"),
        ("@attribute a {b,?}\n", r":1: attribute 'a': declares '\?'\n.*stands for a gap"),
        (
            "@attribute a {b} d\n",
            r":1: attribute 'a': after the brace: cannot read 'd'\n.*quote a name",
        ),
    ],
)
def test_a_header_that_cannot_be_read_is_named(tmp_path, header, message):
    with pytest.raises(DataError, match=r"birds\.arff.*" + message):
        read_arff(written(tmp_path, header))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1", r":6: the row has 1 values, the header has 2 attributes\n.*one value for each"),
        (
            "1,2,3",
            r":6: the row has 3 values, the header has 2 attributes\n.*quote a name or value",
        ),
        ("1,abc", r":6: attribute 'x' \(column 2\): 'abc' is not a finite number\n.*\? for a gap"),
        ("1,1_0", r":6: attribute 'x' \(column 2\): '1_0' is not a finite number\n.*\? for a gap"),
        ("1,1e999", r":6: .*: '1e999' is not a finite number\n.*\? for a gap"),
        ("1,", r":6: attribute 'x' \(column 2\): '' is not a finite number\n.*\? for a gap"),
        ("2,3", r":6: attribute 'l' \(column 1\): undeclared value '2'.\n.*use one of '0', '1'"),
        ("1,'2", r":6: value 2: a quote is not closed: \"'2\"\n.*quote a name or value"),
        ("1,2,{5}", r":6: value 3: a weight '\{5\}'\n.*take the weights out"),
        ("1,2}", r":6: value 2: cannot read '2}'\n.*quote a name or value"),
        ("{0 1", r":6: value 1: a brace is not closed: '0 1'\n.*close it with }"),
        ("{0 1,", r":6: value 2: a brace is not closed: ''\n.*close it with }"),
        ("{0 1}, {5}", r":6: after the brace: a weight ', \{5\}'\n.*take the weights out"),
        ("{0}", r":6: value 1: cannot read '0}'\n.*pairs such as {0 1,7 0.5}"),
        ("{0 1,}", r":6: value 2: cannot read '}'\n.*pairs such as {0 1,7 0.5}"),
        ("{0 1 1 2}", r":6: .*'l' \(column 1\): undeclared value '1 1 2'.*\n.*use one of"),
        ("{2 1}", r":6: index 2 is no attribute\n.*count attributes from 0 to 1"),
        ("{1 3,0 1}", r":6: index 0 after 1\n.*rising, each at most once"),
        ("{1 3,1 4}", r":6: index 1 after 1\n.*rising, each at most once"),
        ("{1 x}", r":6: attribute 'x' \(column 2\): 'x' is not a finite number\n.*\? for a gap"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path, row, message):
    with pytest.raises(DataError, match=r"birds\.arff" + message):
        read_arff(written(tmp_path, NUMERIC + f"1,2\n{row}\n"))


@pytest.mark.parametrize("row", ["0,medow", "{1 medow}", "0,'medow'"])
def test_an_undeclared_value_is_refused_with_the_nearest(tmp_path, row):
    with pytest.raises(
        DataError, match=r"'c' \(column 2\): undeclared .* mean 'meadow'\?\n.*'bog'"
    ):
        read_arff(written(tmp_path, WITH_CATEGORY + row + "\n"))


def test_a_file_without_rows_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"no rows after @data\n.*check how it was written"):
        read_arff(written(tmp_path, NUMERIC + "% nothing\n"))


def test_labels_that_are_not_0_and_1_are_refused(tmp_path):
    path = written(tmp_path, NUMERIC.replace("{0,1}", "{no,yes}") + "no,2\n")
    with pytest.raises(
        DataError, match=r"label 'l' has the values 'no', 'yes'\n.*declare it {0,1}"
    ):
        read_arff(path)
    path = written(tmp_path, NUMERIC.replace("{0,1}", "numeric") + "1,2\n0.5,2\n")
    with pytest.raises(DataError, match=r":6: label 'l' is 0.5\n.*write 1 where the row has"):
        read_arff(path)


def test_a_listed_label_that_is_no_attribute_is_refused_with_the_nearest(tmp_path):
    path = written(tmp_path, SPARSE)
    with pytest.raises(DataError, match=r"birds.xml: label 'nigth' .*'night'\?\n.*belongs to"):
        read_arff(path, labels=listing(tmp_path, "day", "nigth"))


def test_a_pattern_that_names_no_attribute_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"no column 'dya'.*'day'\?\n.*name an existing column"):
        read_arff(written(tmp_path, SPARSE), labels=IndicatorColumns(("dya",)))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<labels><label", r"labels.xml: not a plain XML file \(.*line 1.*\)\n.*check the file"),
        ("<labels/>", r"labels.xml: no labels\n.*write each as `<label name="),
        ('<labels><label id="1"/></labels>', r"a label without a name\n.*write each as `<label"),
        (
            '<!DOCTYPE x [<!ENTITY e "boom">]><labels><label name="&e;"/></labels>',
            r"not a plain XML file \(EntitiesForbidden.*\)\n.*check the file",
        ),
    ],
)
def test_a_list_that_is_no_plain_mulan_file_is_refused(tmp_path, content, message):
    labels = MulanLabels(written(tmp_path, content, "labels.xml"))
    with pytest.raises(DataError, match=message):
        read_arff(written(tmp_path, SPARSE), labels=labels)


def test_a_label_that_is_listed_twice_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"occur twice: 'day'\n.*a name of its own"):
        read_arff(written(tmp_path, SPARSE), labels=listing(tmp_path, "day", "day"))
