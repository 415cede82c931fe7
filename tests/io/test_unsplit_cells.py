"""A column whose cells were not split is refused with the option that splits them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from multihot.errors import DataError
from multihot.io import LabelColumn, LabelLiteral, read_csv, read_jsonl

PLAIN = ["war", "love", "drama", "war|love", "drama|war", "love|drama", "war|love|drama"] * 3


def of_jsonl(folder: Path, cells: list[object]) -> Path:
    path = folder / "films.jsonl"
    lines = [json.dumps({"t": f"film {row}", "l": cell}) for row, cell in enumerate(cells)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def refusal(path: Path, labels: LabelColumn) -> str:
    with pytest.raises(DataError) as caught:
        read_jsonl(path, text="t", labels=labels)
    return str(caught.value).replace(str(path.parent), "")


def test_the_option_and_what_it_gives_are_told(tmp_path):
    told = refusal(of_jsonl(tmp_path, PLAIN), LabelColumn("l"))
    assert re.match(
        r"/films.jsonl:4, column 'l': the cells hold several labels each, such as 'war\|love'\n"
        r"  To fix: .*: 3 labels, 1\.7 per row, instead of 7 labels, 1\.0 per row; or .*",
        told,
    )


def test_a_separator_that_splits_nothing_is_as_none(tmp_path):
    assert "such as 'war|love'" in refusal(of_jsonl(tmp_path, PLAIN), LabelColumn("l", ";"))


def test_a_separator_does_not_make_names_of_a_written_list(tmp_path):
    cells = [str(cell.split("|")) for cell in PLAIN]
    assert "LabelLiteral: 3 labels" in refusal(of_jsonl(tmp_path, cells), LabelColumn("l", ","))


def test_who_insists_has_the_cells_as_they_are_written(tmp_path):
    labels = LabelColumn("l", as_written=True)
    dataset = read_jsonl(of_jsonl(tmp_path, PLAIN), text="t", labels=labels)
    assert len(dataset.labels) == 7
    assert dataset.as_written


@pytest.mark.parametrize(
    "labels", [LabelColumn("l", "|"), LabelLiteral("l"), LabelLiteral("l", key="name")]
)
def test_the_right_option_reads_the_labels(tmp_path, labels):
    cells: list[object] = list(PLAIN)
    if isinstance(labels, LabelLiteral):
        cells = [cell.split("|") for cell in PLAIN]
        if labels.key:
            cells = [[{"id": 3, "name": each} for each in cell] for cell in cells]
        cells[::2] = [str(cell) for cell in cells[::2]]  # written out, beside real ones
    dataset = read_jsonl(of_jsonl(tmp_path, cells), text="t", labels=labels)
    assert dataset.labels.names == ("drama", "love", "war")
    assert dataset.targets.sum() == 36


def test_printed_arrays_are_not_glued(tmp_path):
    path = tmp_path / "films.csv"
    path.write_text("t,l\na,\"['roof' 'power']\"\nb,['roof']\nc,\"['power'\n 'road']\"\n", "utf-8")
    dataset = read_csv(path, text="t", labels=LabelLiteral("l"))
    assert dataset.labels.names == ("power", "road", "roof")
    assert dataset.targets.toarray().tolist() == [[1, 0, 1], [0, 0, 1], [1, 1, 0]]


@pytest.mark.parametrize("other", [None, [], ["war"], 5])
def test_a_cell_of_another_kind_does_not_hide_the_texts(tmp_path, other):
    told = refusal(of_jsonl(tmp_path, [other, *PLAIN]), LabelColumn("l"))
    assert "such as 'war|love'" in told


@pytest.mark.parametrize("labels", [LabelColumn("l"), LabelLiteral("l")])
@pytest.mark.parametrize("marks", [["[0, 1]", "[1, 0]"], ["[1 0 1]", "[0 0 1]"]])
def test_marks_for_each_label_are_no_names(tmp_path, labels, marks):
    path = of_jsonl(tmp_path, ["", *marks])
    with pytest.raises(
        DataError, match=r":2, .* have a 0 or 1 for each of . labels.*\n.*one column"
    ):
        read_jsonl(path, text="t", labels=labels)


def test_columns_of_real_labels_are_read_as_ever(shared_data):
    tags = shared_data / "robotics" / "robotics.csv"
    with pytest.raises(DataError, match=r"such as '.* .*'\n.*231 labels, 2\.4 per row"):
        read_csv(tags, text="title", labels=LabelColumn("tags"))
    assert len(read_csv(tags, text="title", labels=LabelColumn("tags", " ")).labels) == 231
