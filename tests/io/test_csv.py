"""Delimited text becomes data sets, however it is written; rows know their lines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from multihot.errors import DataError
from multihot.io import (
    CsvForm,
    IndicatorColumns,
    LabelColumn,
    LabelLiteral,
    SignalColumns,
    TableColumns,
    TextColumns,
    read_csv,
)
from multihot.labels import LabelSpace

FILMS = "title,plot,genres\nHigh Noon,a sheriff,western|drama\nBlob,,\nHeat,a heist,crime|drama\n"
GENRES = LabelColumn("genres", separator="|")
TEXT = LabelColumn("l")


def written(folder: Path, content: str | bytes, name: str = "films.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows_of(values: np.ndarray) -> list[list[float | str]]:
    return np.where(np.isnan(values), "gap", values.astype(object)).tolist()


def test_a_file_is_read_with_its_texts_labels_and_lines(tmp_path):
    path = written(tmp_path, FILMS)
    dataset = read_csv(path, text="title", labels=GENRES)
    assert dataset.inputs.texts == ("High Noon", "Blob", "Heat")
    assert dataset.labels.names == ("crime", "drama", "western")
    assert dataset.targets.toarray().tolist() == [[0, 1, 1], [0, 0, 0], [1, 1, 0]]
    assert dataset.lines.tolist() == [2, 3, 4]
    assert dataset.place(2) == f"{path}:4"


def test_several_text_columns_are_joined_in_the_order_they_are_named(tmp_path):
    inputs = TextColumns(("plot", "title"))
    dataset = read_csv(written(tmp_path, FILMS), inputs=inputs, labels=GENRES)
    assert dataset.inputs.texts == ("a sheriff\nHigh Noon", "\nBlob", "a heist\nHeat")


@pytest.mark.parametrize(
    ("name", "mark", "form"),
    [
        ("films.csv", ";", CsvForm(delimiter=";")),
        ("films.tsv", "\t", CsvForm()),
        ("films.TAB", "\t", CsvForm()),
        ("films.txt", "~", CsvForm(delimiter="~")),
    ],
)
def test_the_delimiter_is_named_or_told_by_the_suffix(tmp_path, name, mark, form):
    path = written(tmp_path, FILMS.replace(",", mark), name)
    assert read_csv(path, text="plot", labels=GENRES, form=form).inputs.texts[2] == "a heist"


def test_a_quote_is_a_letter_where_quoting_is_off(tmp_path):
    path = written(tmp_path, 't\tl\n"open\tx\n"a ""b"" c"\ty\n', "a.tsv")
    dataset = read_csv(path, text="t", labels=TEXT, form=CsvForm(quoting=False))
    assert dataset.inputs.texts == ('"open', '"a ""b"" c"')


def test_columns_without_a_header_are_called_by_their_place(tmp_path):
    form = CsvForm(header=False)
    dataset = read_csv(
        written(tmp_path, "\nhello,x\nbye,y\n"), text="1", labels=LabelColumn("2"), form=form
    )
    assert dataset.inputs.texts == ("hello", "bye")
    assert dataset.lines.tolist() == [2, 3]


def test_one_row_without_a_header_is_a_row(tmp_path):
    form = CsvForm(header=False)
    dataset = read_csv(written(tmp_path, "hi,x"), text="1", labels=LabelColumn("2"), form=form)
    assert dataset.inputs.texts == ("hi",)


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path):
    path = written(tmp_path, b"\xef\xbb\xbf" + FILMS.encode())
    assert len(read_csv(path, text="title", labels=GENRES)) == 3


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(tmp_path, line_end):
    path = written(tmp_path, FILMS.replace("\n", line_end))
    dataset = read_csv(path, text="plot", labels=GENRES)
    assert dataset.inputs.texts == ("a sheriff", "", "a heist")
    assert dataset.lines.tolist() == [2, 3, 4]


def test_rows_after_line_breaks_in_quotes_keep_their_lines(tmp_path):
    path = written(
        tmp_path, 't,l\n"one\ntwo\r\nthree\rfour",x\nfive,y\n\n"say ""six""\n,seven",z\nlast,x\n'
    )
    dataset = read_csv(path, text="t", labels=TEXT)
    assert dataset.inputs.texts[0] == "one\ntwo\r\nthree\rfour"
    assert dataset.inputs.texts[2] == 'say "six"\n,seven'
    assert dataset.lines.tolist() == [2, 6, 8, 10]


def test_lines_stay_right_over_many_blocks_of_rows(tmp_path):
    rows = "".join(f'"text {row}\nagain",x\n' for row in range(600))
    dataset = read_csv(written(tmp_path, "t,l\n" + rows), text="t", labels=TEXT)
    assert dataset.lines.tolist() == list(range(2, 1202, 2))


def test_blank_lines_hold_no_row(tmp_path):
    dataset = read_csv(written(tmp_path, "\n\nt,l\n\na,x\n\n\nb,y\n\n"), text="t", labels=TEXT)
    assert dataset.inputs.texts == ("a", "b")
    assert dataset.lines.tolist() == [5, 8]


def test_a_cell_may_be_longer_than_the_csv_module_allows(tmp_path):
    long = "word " * 40_000
    dataset = read_csv(written(tmp_path, f't,l\n"{long}",x\n'), text="t", labels=TEXT)
    assert len(dataset.inputs.texts[0]) == 200_000


def test_other_encodings_are_read_where_they_are_named(tmp_path):
    path = written(tmp_path, "t,l\nGrüße,schön\n".encode("latin-1"))
    dataset = read_csv(path, text="t", labels=TEXT, form=CsvForm(encoding="latin-1"))
    assert dataset.inputs.texts == ("Grüße",)
    assert dataset.labels.names == ("schön",)


def test_utf_16_is_read_where_it_is_named(tmp_path):
    path = written(tmp_path, "t,l\nGrüße,schön\n".encode("utf-16"))
    dataset = read_csv(path, text="t", labels=TEXT, form=CsvForm(encoding="utf-16"))
    assert dataset.inputs.texts == ("Grüße",)


def test_html_becomes_words(tmp_path):
    path = written(tmp_path, "t,l\n<p>Fish &amp; <b>chips</b></p><style>p {}</style>,x\n")
    dataset = read_csv(path, inputs=TextColumns(("t",), html=True), labels=TEXT)
    assert dataset.inputs.texts[0].split() == ["Fish", "&", "chips"]


@pytest.mark.parametrize(
    ("cell", "labels"),
    [
        ('["war", "love"]', ("love", "war")),
        ("['war', 'love']", ("love", "war")),
        ("('war',)", ("war",)),
        ('{"war": 1, "love": 0}', ("war",)),
        ("{'war': True, 'love': False}", ("war",)),
        ('{"/m/07s9rl0": "Drama", "/m/01z4y": "Comedy"}', ("Comedy", "Drama")),
        ("[3, 12.0]", ("3", "12")),
        ('["war", null, "", " love "]', ("love", "war")),
        ('"war"', ("war",)),
    ],
)
def test_labels_may_be_literals(tmp_path, cell, labels):
    quoted = cell.replace('"', '""')
    path = written(tmp_path, f't,l\nmany,"{quoted}"\nnone,[]\nempty,\n')
    dataset = read_csv(path, text="t", labels=LabelLiteral("l"))
    assert dataset.labels.names == labels
    assert dataset.targets.toarray().tolist() == [[1] * len(labels)] + [[0] * len(labels)] * 2


def test_one_column_of_0_and_1_a_label_may_have_gaps(tmp_path):
    path = written(tmp_path, "t,is_a,n,is_b\nx,1,7,\ny,0,8,1.0\nz,NaN,9,0\n")
    dataset = read_csv(path, text="t", labels=IndicatorColumns(("is_*",)))
    assert dataset.labels.names == ("is_a", "is_b")
    assert rows_of(dataset.targets.toarray()) == [[1, "gap"], [0, 1], ["gap", 0]]


def test_a_column_may_really_be_called_like_a_pattern(tmp_path):
    path = written(tmp_path, "t,is_*,is_b\nx,1,0\n")
    dataset = read_csv(path, text="t", labels=IndicatorColumns(("is_*",)))
    assert dataset.labels.names == ("is_*",)


def test_brackets_are_no_pattern(tmp_path):
    path = written(tmp_path, "heat C,l\n3,x\n")
    with pytest.raises(DataError, match=r"no column 'heat \[C\]'"):
        read_csv(path, inputs=TableColumns(("heat [C]",)), labels=TEXT)


def test_cells_may_hold_positions_in_label_names(tmp_path):
    labels = LabelColumn("l", separator=",", names=("war", "drama", "love"))
    dataset = read_csv(written(tmp_path, 't,l\nx,"2,0"\ny,\nz, 1\n'), text="t", labels=labels)
    assert dataset.labels.names == ("war", "drama", "love")
    assert dataset.targets.toarray().tolist() == [[1, 0, 1], [0, 0, 0], [0, 1, 0]]


def test_without_a_separator_a_cell_is_one_label(tmp_path):
    dataset = read_csv(written(tmp_path, "t,l\nx,a|b\ny, c d \n"), text="t", labels=TEXT)
    assert dataset.labels.names == ("a|b", "c d")


def test_labels_that_are_numbers_stand_in_their_order(tmp_path):
    dataset = read_csv(written(tmp_path, "t,l\nx,10\ny,9\n"), text="t", labels=TEXT)
    assert dataset.labels.names == ("9", "10")


def test_numbers_and_categories_may_have_gaps(tmp_path):
    path = written(tmp_path, "a,colour,b,l\n1.5,red,,x\nNA, blue ,-2e3,y\n 7 ,?,nan,x\n")
    inputs = TableColumns(categories=("col*",))
    dataset = read_csv(path, inputs=inputs, labels=TEXT)
    assert dataset.inputs.number_names == ("a", "b")
    assert rows_of(dataset.inputs.numbers) == [[1.5, "gap"], ["gap", -2000], [7, "gap"]]
    assert dataset.inputs.category_names == ("colour",)
    assert dataset.inputs.categories.tolist() == [["red"], ["blue"], [None]]


def test_a_pattern_of_numbers_takes_what_has_no_other_use(tmp_path):
    path = written(tmp_path, "a,l1,g,f,b\n1,0,p,train,2\n3,1,q,test,4\n")
    labels = IndicatorColumns(("l*",))
    dataset = read_csv(path, inputs=TableColumns(), labels=labels, group="g", fold="f")
    assert dataset.inputs.number_names == ("a", "b")
    assert dataset.inputs.numbers.tolist() == [[1, 2], [3, 4]]
    assert dataset.groups == ("p", "q")
    assert dataset.folds == ("train", "test")


def test_the_steps_of_a_signal_stand_in_the_order_of_the_file(tmp_path):
    path = written(tmp_path, "t2,l,t1,t10\n1,x,2,3\n4,y,,6\n")
    dataset = read_csv(path, inputs=SignalColumns(("t*",)), labels=TEXT)
    assert dataset.inputs.names == ("t2", "t1", "t10")
    assert rows_of(dataset.inputs.values) == [[1, 2, 3], [4, "gap", 6]]


def test_targets_come_into_the_given_space(tmp_path):
    space = LabelSpace(("drama", "love", "western", "crime"))
    dataset = read_csv(written(tmp_path, FILMS), text="title", labels=GENRES, space=space)
    assert dataset.labels == space
    assert dataset.targets.toarray().tolist() == [[1, 0, 1, 0], [0, 0, 0, 0], [1, 0, 0, 1]]


@pytest.mark.parametrize("gap", ["", "NA", " null "])
def test_a_gap_among_a_thousand_different_numbers_is_a_gap(tmp_path, gap):
    rows = "".join(f"{number / 7},x\n" for number in range(1000))
    path = written(tmp_path, f"n,l\n{rows}{gap},x\n")
    numbers = read_csv(path, inputs=TableColumns(), labels=TEXT).inputs.numbers[:, 0]
    assert numbers[:1000].tolist() == [number / 7 for number in range(1000)]
    assert np.isnan(numbers[1000])


def test_an_underscore_among_a_thousand_different_numbers_is_refused(tmp_path):
    rows = "".join(f"{number / 7},x\n" for number in range(1000))
    path = written(tmp_path, f"n,l\n{rows}1_0,x\n")
    with pytest.raises(DataError, match=r"films\.csv:1002, column 'n': '1_0' is not a number"):
        read_csv(path, inputs=TableColumns(), labels=TEXT)
