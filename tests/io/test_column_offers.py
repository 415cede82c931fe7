"""What a column looks like, and what to type for it."""

from __future__ import annotations

import json

import pytest

from multihot.errors import DataError
from multihot.io import CsvForm, Reading, TableColumns, TextColumns, check_columns
from multihot.io.column_offers import form_in, look_of
from multihot.io.columns import IndicatorColumns, LabelColumn, LabelLiteral

MIXED = """,image,title,step1,step2,is_war,is_love,tags,site,names,id
0,x/a.png,A man rides into the old town,0.1,7,1,0,['war'],north,war|sad,q1
1,x/b.png,Two friends open a small shop,0.4,8,0,1,"['love', 'war']",south,war,q2
2,x/c.png,The rain falls on an empty city,0.9,9,1,1,"['war', 'love']",north,sad|war,q3
3,x/d.png,Nobody comes home that cold night,0.9,9,0,1,['love'],south,sad,q4
"""


def refused(path, reading):
    with pytest.raises(DataError) as caught:
        check_columns(path, reading)
    return caught.value


def test_each_column_of_a_file_is_offered_with_the_option_to_type(tmp_path):
    file = tmp_path / "mixed.csv"
    file.write_text(MIXED, encoding="utf-8")
    assert refused(file, Reading()).for_command().splitlines()[1:] == [
        "  To fix: name what the model is to see and the labels; by the first rows, the columns "
        "may be",
        "    --text title                    texts, such as 'A man rides into the old town'",
        "    --features 'step*'              numbers, such as '0.1'",
        "    --categories site               few values that come again, such as 'north'",
        "    -                               'image': paths of files, which are not opened: put "
        "what is in them into columns of numbers",
        "    --labels tags --literal         written lists, such as \"['war']\"",
        "    --labels names --separator '|'  several names a cell, such as 'war|sad'",
        "    --labels 'is_*'                 2 columns of yes and no, such as '1': labels, if they "
        "are no features",
    ]


def test_columns_that_have_a_use_are_not_offered(tmp_path):
    file = tmp_path / "mixed.csv"
    file.write_text(MIXED, encoding="utf-8")
    error = refused(file, Reading(inputs=TextColumns(("title",)), labels=None, group="site"))
    assert error.problem == "no labels are named"
    assert "title" not in error.remedy
    assert 'labels="is_*"' in error.remedy.replace("'", '"')
    error = refused(file, Reading(labels=IndicatorColumns(("is_*",))))
    assert (error.problem, "is_war" in error.remedy) == ("no inputs are named", False)
    error = refused(file, Reading(inputs=TableColumns(("*",), ("site",))))
    assert "--labels tags" in error.for_command()


def test_lists_of_json_and_single_names_are_labels(tmp_path):
    lines = [{"plot": "a man rides", "genres": ["war"]}, {"plot": "two friends", "genres": []}]
    file = tmp_path / "films.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    assert "--labels genres" in refused(file, Reading()).for_command()
    single = tmp_path / "single.csv"
    single.write_text("plot,genre\na man rides home,war\ntwo old friends,war\n", encoding="utf-8")
    told = refused(single, Reading(inputs=TextColumns(("plot",)))).for_command()
    assert "--labels genre  one name a cell, such as 'war'" in told


def test_parquet_is_looked_at_by_its_first_rows(tmp_path):
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    file = tmp_path / "films.parquet"
    table = arrow.table({"plot": ["a man rides", "two friends"], "genres": [["war"], ["love"]]})
    parquet.write_table(table, file)
    assert "--labels genres" in refused(file, Reading()).for_command()
    named = Reading(inputs=TextColumns(("plott",)), labels=LabelColumn("genres"))
    with pytest.raises(DataError, match="no column 'plott'"):
        check_columns(file, named)
    check_columns(file, Reading(inputs=TextColumns(("plot",)), labels=LabelColumn("genres")))


def test_a_file_of_which_nothing_can_be_said_is_told_with_its_columns(tmp_path):
    file = tmp_path / "ids.csv"
    file.write_text("key,code\nq1,z7\nq2,z8\nq3,z9\n", encoding="utf-8")
    assert refused(file, Reading()).remedy.endswith("the columns are key, code")


def test_a_key_that_only_a_later_line_of_json_has_is_left_to_the_reader(tmp_path):
    file = tmp_path / "films.jsonl"
    later = json.dumps({"plot": "x", "genres": ["war"]})
    file.write_text('{"plot": "x"}\n' * 300 + later, encoding="utf-8")
    check_columns(file, Reading(inputs=TextColumns(("plot",)), labels=LabelLiteral("genres")))


@pytest.mark.parametrize("text", ["", "\n\n", '"never closed', "a\0b,c\n1,2\n"])
def test_a_file_that_is_broken_is_left_to_the_reader_or_refused(tmp_path, text):
    file = tmp_path / "broken.csv"
    file.write_text(text, encoding="utf-8")
    try:
        check_columns(file, Reading(form=CsvForm()))
    except DataError as error:
        assert error.remedy  # noqa: PT017 - nothing need be wrong with the first rows


@pytest.mark.parametrize(
    ("cells", "look"),
    [
        (["", None, "NA"], "empty"),
        ([["war"], []], "list"),
        (["['war']", "[]"], "written list"),
        (["True", "False", ""], "yes and no"),
        (["-1", "0", "1"], "yes and no"),
        (["1", "2.5"], "number"),
        (["a/b.wav", "a/c.wav"], "file"),
        (["war|love", "war", "love|war"], "separated"),
        (["us", "de", "us", "us"], "few"),
        (["Toy Story", "Heat and Dust", "Casino"], "text"),
        (["q1", "q2", "q3"], ""),
    ],
)
def test_what_a_column_looks_like(cells, look):
    assert look_of(cells) == look


def test_a_comma_of_a_sentence_is_no_separator():
    assert form_in(["Well, he came home", "She said, no", "Rain, again, today"]) is None


def test_columns_that_cannot_be_used_as_they_are_say_so(tmp_path):
    file = tmp_path / "bare.csv"
    file.write_text(
        "site,seen,gone,ok\nhttp://x/a.png,2020-01-02,,1\nhttps://x/b,2021-03-04 10:30,,0\n",
        encoding="utf-8",
    )
    assert refused(file, Reading()).for_command().splitlines()[2:] == [
        "    -            'site': addresses, which are not fetched: put what is there into columns "
        "of texts or numbers",
        "    -            'seen': dates: put what may tell of them, such as the year, into columns "
        "of numbers",
        "    -            'gone': empty in the first rows",
        "    --labels ok  1 column of yes and no, such as '1': labels, if it is no feature",
    ]
