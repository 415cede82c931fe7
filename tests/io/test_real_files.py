"""Real files have the rows and labels that they are known for."""

from __future__ import annotations

import csv
import gzip
import json

import numpy as np
import pandas as pd
import pytest

from multihot.data import describe_part
from multihot.io import (
    CsvForm,
    IndicatorColumns,
    LabelColumn,
    Reading,
    TextColumns,
    read_batches,
    read_csv,
    read_jsonl,
)

GOEMOTIONS = CsvForm(quoting=False, header=False)


def goemotions_labels(shared_data) -> LabelColumn:
    names = (shared_data / "goemotions" / "labels.txt").read_text("utf-8").split()
    return LabelColumn("2", separator=",", names=tuple(names))


@pytest.mark.parametrize(
    ("name", "n_rows", "n_labels_given"),
    [("train", 43410, 51103), ("dev", 5426, 6380), ("test", 5427, 6329)],
)
def test_goemotions_has_positions_in_28_names(shared_data, name, n_rows, n_labels_given):
    path = shared_data / "goemotions" / f"{name}.tsv"
    dataset = read_csv(path, text="1", labels=goemotions_labels(shared_data), form=GOEMOTIONS)
    assert len(dataset) == n_rows
    assert len(dataset.labels) == 28
    assert dataset.labels.names[27] == "neutral"
    assert dataset.targets.nnz == n_labels_given
    assert dataset.lines[[0, -1]].tolist() == [1, n_rows]


def test_goemotions_is_what_pandas_reads(shared_data):
    path = shared_data / "goemotions" / "dev.tsv"
    ours = read_csv(path, text="1", labels=goemotions_labels(shared_data), form=GOEMOTIONS)
    theirs = pd.read_csv(
        path, sep="\t", header=None, quoting=csv.QUOTE_NONE, keep_default_na=False, dtype=str
    )
    assert ours.inputs.texts == tuple(theirs[0])
    positions = [",".join(map(str, row.nonzero()[0])) for row in ours.targets.toarray()]
    given = [",".join(map(str, sorted(map(int, cell.split(","))))) for cell in theirs[1]]
    assert positions == given


def test_robotics_has_html_and_tags_between_blanks(shared_data):
    path = shared_data / "robotics" / "robotics.csv"
    inputs = TextColumns(("title", "content"), html=True)
    dataset = read_csv(path, inputs=inputs, labels=LabelColumn("tags", separator=" "))
    facts = describe_part("all", dataset)
    assert (facts.n_rows, len(dataset.labels)) == (2771, 231)
    assert round(facts.cardinality, 2) == 2.35
    assert sum(count >= 10 for count in facts.positives) == 123
    assert not any("<p>" in text for text in dataset.inputs.texts)
    assert dataset.inputs.texts[0].startswith("What is the right approach to write the spin")


def test_rows_of_robotics_begin_at_their_lines(shared_data):
    path = shared_data / "robotics" / "robotics.csv"
    labels = LabelColumn("tags", separator=" ")
    dataset = read_csv(path, inputs=TextColumns(("title",)), labels=labels)
    lines = path.read_bytes().split(b"\n")
    begins = [lines[line - 1].decode() for line in dataset.lines]
    titles = [title.replace('"', '""') for title in dataset.inputs.texts]
    assert all(f'","{title}","' in line for title, line in zip(titles, begins, strict=True))


def test_robotics_is_what_pandas_reads(shared_data):
    path = shared_data / "robotics" / "robotics.csv"
    labels = LabelColumn("tags", separator=" ")
    ours = read_csv(path, inputs=TextColumns(("title", "content")), labels=labels)
    theirs = pd.read_csv(path, keep_default_na=False)
    assert ours.inputs.texts == tuple(theirs["title"] + "\n" + theirs["content"])


def test_wikipedia_movies_has_lists_of_genres(shared_data):
    path = shared_data / "wikipedia-movies" / "movies.jsonl.gz"
    dataset = read_jsonl(path, text="extract", labels=LabelColumn("genres"))
    facts = describe_part("all", dataset)
    assert (facts.n_rows, len(dataset.labels)) == (34266, 41)
    assert round(facts.cardinality, 2) == 1.83
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    assert dataset.inputs.texts == tuple(record["extract"] for record in records)
    names = [sorted(record["genres"]) for record in records]
    assert [sorted(each) for each in dataset.labels.decode(dataset.targets)] == names


def test_wikipedia_movies_is_the_same_in_batches(shared_data):
    path = shared_data / "wikipedia-movies" / "movies.jsonl.gz"
    reading = Reading(TextColumns(("title",)), LabelColumn("genres"))
    sizes = [len(batch.inputs) for batch in read_batches(path, reading, rows_at_once=10_000)]
    assert sizes == [10_000, 10_000, 10_000, 4266]


def test_tox21_has_12_labels_a_sixth_of_them_unknown(shared_data):
    path = shared_data / "tox21" / "tox21.csv"
    labels = IndicatorColumns(("NR-*", "SR-*"))
    dataset = read_csv(path, text="smiles", labels=labels)
    facts = describe_part("all", dataset)
    assert (facts.n_rows, len(dataset.labels)) == (7831, 12)
    assert round(facts.cardinality, 2) == 0.75
    assert round(facts.unknown_share, 2) == 0.17
    theirs = pd.read_csv(path)
    assert dataset.inputs.texts == tuple(theirs["smiles"])
    targets = theirs[list(dataset.labels.names)].to_numpy(np.float32)
    assert np.array_equal(dataset.targets.toarray(), targets, equal_nan=True)
