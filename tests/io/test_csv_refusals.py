"""Delimited text that cannot be read is refused, with file, line, column and a way out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

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

ONE = LabelColumn("l")


def written(folder: Path, content: str | bytes, name: str = "films.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path, **arguments: Any) -> str:
    """What is said, without the folder."""
    given = {"text": "t", "labels": ONE} | arguments
    with pytest.raises(DataError) as caught:
        read_csv(path, **given)
    return str(caught.value).replace(str(path.parent), "")


def test_a_missing_file_is_refused_with_the_nearest(tmp_path):
    written(tmp_path, "t,l\n")
    assert re.match(
        r"/film\.csv: no such file\. Did you mean 'films\.csv'\?\n.*check the path",
        refusal(tmp_path / "film.csv"),
    )


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(DataError, match=r"there is no folder .*nowhere\n.*check the path"):
        read_csv(tmp_path / "nowhere" / "films.csv", text="t", labels=ONE)


def test_a_folder_is_refused(tmp_path):
    folder = tmp_path / "films.csv"
    folder.mkdir()
    assert re.match(r"/films\.csv: is a folder\n.*name a file in it", refusal(folder))


def test_a_file_in_a_file_is_refused(tmp_path):
    inside = written(tmp_path, "t,l\n") / "films.csv"
    assert re.match(r"/films\.csv: cannot be read: Not a directory\n.*check", refusal(inside))


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    path = written(tmp_path, "t,l\na,x\n")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert re.match(r"/films\.csv: may not be read\n.*chmod u\+r ", refusal(path))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r": the file is empty\n.*check how it was written"),
        ("\n\n", r": there are no rows\n.*check how it was written"),
        ("t,l\n", r": there are no rows\n.*check how it was written"),
        ("t,l\n\n\n", r": there are no rows\n.*check how it was written"),
        ("t,,l\n", r":1: column 2 of the header has no name\n.*say that the file has no header"),
        ("t,l,t\n", r":1: the header names 't' twice\n.*a name of its own"),
        ("\nt,l,t\n", r":2: the header names 't' twice\n.*a name of its own"),
        ("t,l\na,b\nc\n", r":3: the row has 1 cells, the first row has 2; .*'c'\n.*quote cells"),
        ("t,l\na,b,c\n", r":2: the row has 3 cells, the first row has 2; .*'a'\n.*delimiter"),
        (
            't,l\n"a\nb",x\nc\n"d\n',
            r":4: the row has 1 cells, .*'c'\n.*turn quoting off",
        ),
        (
            't,l\na,x\n"b\nb",y\n"c,z\nd\ne\n',
            r":5: a quote is opened in the row that begins here and never closed\n.*double a quote",
        ),
        ('t,l\n"a"b,x\n', r":2: the row cannot be read: .*expected after.*\n.*turn quoting off"),
        ("t,l\na,\nb,\n", r": no row has any label\n.*which column holds the labels"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path, content, message):
    assert re.match(r"/films\.csv" + message, refusal(written(tmp_path, content)))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": "titel"}, r"no column 'titel'; the header has .*Did you mean 'title'\?\n"),
        ({"labels": LabelColumn("genre")}, r"no column 'genre'; .*Did you mean 'genres'\?\n"),
        ({"labels": IndicatorColumns(("x_*",))}, r"no column 'x_\*'; the header has 'title', "),
        ({"group": "sagas"}, r"no column 'sagas'; .*Did you mean 'saga'\?\n"),
        ({"fold": "prat"}, r"no column 'prat'; .*Did you mean 'part'\?\n"),
    ],
)
def test_a_missing_column_is_refused_with_the_nearest(tmp_path, arguments, message):
    path = written(tmp_path, "title,genres,saga,part\na,x,y,z\n")
    told = refusal(path, **({"text": "title", "labels": LabelColumn("genres")} | arguments))
    assert re.match(r"/films\.csv:1: " + message, told)
    assert told.endswith("To fix: name an existing column")


def test_a_header_that_was_not_split_tells_of_the_delimiter(tmp_path):
    told = refusal(written(tmp_path, "t;l\na;x\n"))
    assert told.startswith("/films.csv:1: no column 'l'; the header has 't;l'")
    assert told.endswith("or pass the delimiter: the header was not split")


def test_a_header_is_not_looked_for_where_there_is_none(tmp_path):
    told = refusal(written(tmp_path, "t,l\na,x\n"), form=CsvForm(header=False))
    assert told.startswith("/films.csv:1: no column 'l'; the header has '1', '2'")


def test_nothing_left_for_the_inputs_is_refused(tmp_path):
    path = written(tmp_path, "a,b\n1,0\n")
    arguments = {"text": None, "inputs": SignalColumns(), "labels": IndicatorColumns(("*",))}
    told = refusal(path, **arguments)
    assert re.match(r"/films\.csv:1: no column is left for the inputs beside '.', '.'\n", told)
    assert told.endswith("name text columns or features")


def test_inputs_are_given_in_one_way(tmp_path):
    path = written(tmp_path, "t,l\na,x\n")
    both = refusal(path, inputs=TextColumns(("t",)))
    assert re.match(r'text, inputs: the inputs are given twice\n.*pass text="column", or', both)
    assert refusal(path, text=None).startswith("text, inputs: no inputs are given\n")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("12,blue,0", r":3, column 'n2': 'blue' is not a number\n.*among the categories"),
        ("1_000,3,0", r":3, column 'n1': '1_000' is not a number\n.*an empty cell is a gap"),
        ("inf,3,0", r":3, column 'n1': an infinite number\n.*write a finite one, or a gap"),
        (",-1e999,0", r":3, column 'n2': an infinite number\n.*write a finite one, or a gap"),
        ("1,2,2", r":3, column 'l': 2 is not 0 or 1\n.*write 1 or 0 .* leave the cell empty"),
        ("1,2,yes", r":3, column 'l': 'yes' is not a number\n.*write 1 or 0 in a label's"),
        ("1,2,-inf", r":3, column 'l': an infinite number\n.*write a finite one, or a gap"),
    ],
)
def test_a_cell_that_is_not_what_its_column_is_for_is_named(tmp_path, row, message):
    path = written(tmp_path, f"n1,n2,l\n0,0,1\n{row}\n")
    inputs, labels = TableColumns(("n*",)), IndicatorColumns(("l",))
    told = refusal(path, text=None, inputs=inputs, labels=labels)
    assert re.match(r"/films\.csv" + message, told)


@pytest.mark.parametrize(
    ("labels", "cell", "message"),
    [
        (LabelLiteral("l"), "[war, love", r"'\[war, love' is neither a JSON nor a Python list"),
        (LabelLiteral("l"), "{[]: 1}", r"'\{\[\]: 1\}' is neither a JSON nor a Python list"),
        (LabelLiteral("l"), "[" * 9999, r"'\[{60}' is neither a JSON nor a Python list"),
        (LabelLiteral("l"), "[['war']]", r"a label is a list: \['war'\]"),
        (LabelLiteral("l"), "[{'war': 1}]", r"a label is a dict: \{'war': 1\}"),
        (LabelLiteral("l"), "b'war'", r"a label is a bytes: b'war'"),
        (LabelColumn("l", names=("a", "b")), "2", r"'2' is no position in the 2 label names"),
        (LabelColumn("l", names=("a", "b")), "-1", r"'-1' is no position in the 2 label names"),
        (LabelColumn("l", names=("a", "b")), "a", r"'a' is no position in the 2 label names"),
        (LabelColumn("l", names=("a", "b")), "9" * 5000, r"'9{5000}' is no position in the 2"),
    ],
)
def test_a_cell_that_holds_no_labels_is_named(tmp_path, labels, cell, message):
    told = refusal(written(tmp_path, f't,l\nu,\nv,"{cell}"\n'), labels=labels)
    assert re.match(r"/films\.csv:3, column 'l': " + message, told)
    assert re.search("To fix: (write the cell as|give each row one flat list|write whole n)", told)


def test_an_empty_separator_is_refused():
    with pytest.raises(DataError, match=r"column 'l': the separator is empty\n.*or none where"):
        LabelColumn("l", separator="")


def test_a_label_outside_the_space_is_refused(tmp_path):
    told = refusal(written(tmp_path, "t,l\na,x\nb,y\n"), space=LabelSpace(("x",)))
    assert re.match(r"/films\.csv: 1 labels were never seen in training: 'y' \(1\)\n", told)


@pytest.mark.parametrize("delimiter", ["", ";;", "\\t", "\n", "\r", '"'])
def test_a_delimiter_is_one_character_that_may_stand_between_cells(tmp_path, delimiter):
    told = refusal(written(tmp_path, "t,l\na,x\n"), form=CsvForm(delimiter=delimiter))
    assert re.match(r"/films\.csv: the delimiter '.*' is not one character .*\n.*such as ;", told)


def test_a_wrong_encoding_is_named_with_its_line(tmp_path):
    path = written(tmp_path, "t,l\na,x\nGrüße,y\n".encode("latin-1"))
    told = refusal(path)
    assert told.startswith("/films.csv:3: byte 0xfc at position 3 of the line is not utf-8\n")
    assert "name the file's encoding (for example latin-1 or cp1252)" in told


def test_text_that_is_not_utf_16_is_refused_without_a_line(tmp_path):
    told = refusal(written(tmp_path, "t,l\na,x\n"), form=CsvForm(encoding="utf-16"))
    assert re.match(r"/films\.csv: is not utf-16\n.*name the file's encoding", told)


@pytest.mark.parametrize("encoding", ["utf-88", "hex"])
def test_an_unknown_encoding_is_refused(tmp_path, encoding):
    told = refusal(written(tmp_path, "t,l\na,x\n"), form=CsvForm(encoding=encoding))
    assert re.match(rf"/films\.csv: unknown encoding '{encoding}'\n.*utf-8 or latin-1", told)


def test_the_first_of_many_alike_cells_is_named(tmp_path):
    path = written(tmp_path, "n,l\n" + "1,0\n2,1\n" * 9 + "b,0\n" * 3 + "a,0\n" * 3)
    told = refusal(path, text=None, inputs=TableColumns(("n",)), labels=IndicatorColumns(("l",)))
    assert told.startswith("/films.csv:20, column 'n': 'b' is not a number\n")
    with_positions = LabelColumn("n", names=("x", "y", "z"))
    told = refusal(path, text="l", labels=with_positions)
    assert told.startswith("/films.csv:20, column 'n': 'b' is no position in the 3 label names\n")
