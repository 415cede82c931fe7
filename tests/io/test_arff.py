"""ARFF files become data sets, dense or sparse; every malformed line is named."""

from __future__ import annotations

import arff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from arff_files import NUMERIC, SPARSE, listing, written
from multihot.io.arff import MekaLabels, MulanLabels, read_arff
from multihot.io.columns import IndicatorColumns
from multihot.labels import LabelSpace

DENSE = r"""% made by hand
@RELATION 'birds: -C 2'

@Attribute 'Stellar\'s Jay' {0,1}
@attribute "Pacific Wren" numeric % the small one
@attribute loudness REAL
@attribute hasSegments {1, 0}
@attribute place {'Cold Creek', "bog", meadow}

@DATA
1, 0, -2.5, 1, 'Cold Creek'
% a comment between the rows

0,1,?,0,meadow % and one behind a row
?, ?, 3e2, ?, ?
"""


def rows_of(values: np.ndarray | csr_array) -> list[list[float | str]]:
    dense = values.toarray() if isinstance(values, csr_array) else values
    return np.where(np.isnan(dense), "gap", dense.astype(object)).tolist()


def test_a_dense_file_is_read_with_its_gaps_quotes_and_comments(tmp_path):
    dataset = read_arff(written(tmp_path, DENSE))
    assert dataset.labels.names == ("Stellar's Jay", "Pacific Wren")
    assert rows_of(dataset.targets) == [[1, 0], [0, 1], ["gap", "gap"]]
    assert dataset.inputs.number_names == ("loudness", "hasSegments")
    assert isinstance(dataset.inputs.numbers, np.ndarray)
    assert rows_of(dataset.inputs.numbers) == [[-2.5, 1], ["gap", 0], [300, "gap"]]
    assert dataset.inputs.category_names == ("place",)
    assert dataset.inputs.categories.tolist() == [["Cold Creek"], ["meadow"], [None]]


def test_every_row_knows_its_line(tmp_path):
    dataset = read_arff(written(tmp_path, DENSE))
    assert dataset.lines.tolist() == [11, 14, 15]
    assert dataset.place(1) == f"{tmp_path / 'birds.arff'}:14"


def test_a_value_that_a_sparse_row_omits_is_the_first_declared_one(tmp_path):
    dataset = read_arff(written(tmp_path, SPARSE))
    assert dataset.labels.names == ("day", "night")
    assert rows_of(dataset.targets) == [[0, 1], [1, 0], ["gap", "gap"], [0, 1]]
    assert isinstance(dataset.inputs.numbers, csr_array)
    assert rows_of(dataset.inputs.numbers) == [[0, 1], [4.5, 0], ["gap", "gap"], [0, 1]]
    assert dataset.inputs.numbers.nnz == 5
    assert dataset.inputs.categories.tolist() == [["bog"], ["Cold Creek"], [None], ["bog"]]


def test_rows_in_braces_and_without_may_stand_in_one_file(tmp_path):
    dataset = read_arff(written(tmp_path, NUMERIC + "1,2.5\n{1 7}\n"))
    assert rows_of(dataset.inputs.numbers) == [[2.5], [7]]
    assert rows_of(dataset.targets) == [[1], [0]]


def test_names_may_be_numbers_and_escapes_are_undone(tmp_path):
    content = r"""@relation 'r: -C 1'
@attribute 2005 {0,1}
@attribute 'tab\tor "quote" or \\' numeric
@data
1,'7'
"""
    dataset = read_arff(written(tmp_path, content))
    assert dataset.labels.names == ("2005",)
    assert dataset.inputs.number_names == ('tab\tor "quote" or \\',)
    assert rows_of(dataset.inputs.numbers) == [[7]]


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_every_line_end_and_a_byte_order_mark_are_understood(tmp_path, line_end):
    path = written(tmp_path, "\ufeff" + (NUMERIC + "1,2.5\n0,4\n").replace("\n", line_end))
    assert rows_of(read_arff(path).inputs.numbers) == [[2.5], [4]]


def test_other_encodings_are_read_where_they_are_named(tmp_path):
    path = tmp_path / "latin.arff"
    path.write_bytes(NUMERIC.replace("x numeric", "Größe numeric").encode("latin-1") + b"1,2\n")
    assert read_arff(path, encoding="latin-1").inputs.number_names == ("Größe",)


def test_mulan_labels_stand_in_the_order_of_the_list(tmp_path):
    path = written(tmp_path, SPARSE)
    dataset = read_arff(path, labels=listing(tmp_path, "night", "tame"))
    assert dataset.labels.names == ("night", "tame")
    assert rows_of(dataset.targets) == [[1, 1], [0, 0], ["gap", "gap"], [1, 1]]
    assert dataset.inputs.number_names == ("height", "day")


def test_a_hierarchy_of_mulan_labels_becomes_a_flat_list(tmp_path):
    nested = '<labels><label name="day"><label name="tame"/></label><label name="night"/></labels>'
    labels = MulanLabels(written(tmp_path, nested, "nested.xml"))
    dataset = read_arff(written(tmp_path, SPARSE), labels=labels)
    assert dataset.labels.names == ("day", "tame", "night")


@pytest.mark.parametrize(
    ("relation", "labels"),
    [
        ("'r: -C 1'", ("height",)),
        ("'r: -split-percentage 67 -C -1'", ("night",)),
        ('"r:-C 1 -V"', ("height",)),
        ("r: -C -1", ("night",)),
    ],
)
def test_meka_counts_labels_from_the_front_or_from_the_back(tmp_path, relation, labels):
    path = written(tmp_path, SPARSE.replace("'x: -C -2'", relation).replace("4.5", "1"))
    assert read_arff(path, labels=MekaLabels()).labels.names == labels


def test_labels_may_be_named_by_a_pattern(tmp_path):
    dataset = read_arff(written(tmp_path, SPARSE), labels=IndicatorColumns(("n*ght", "tame")))
    assert dataset.labels.names == ("tame", "night")


def test_targets_come_into_the_given_space(tmp_path):
    space = LabelSpace(("night", "dusk", "day"))
    dataset = read_arff(written(tmp_path, SPARSE), space=space)
    assert dataset.labels == space
    assert rows_of(dataset.targets) == [[1, 0, 0], [0, 0, 1], ["gap", 0, "gap"], [1, 0, 0]]


cells = st.one_of(st.none(), st.floats(-1e6, 1e6))
kinds = st.one_of(st.none(), st.sampled_from(["it's", 'a "b"', "50%", "c, d", "\\e"]))
tables = st.lists(st.tuples(st.sampled_from(["0", "1", None]), cells, kinds), min_size=1)
ATTRIBUTES = [
    ("a label", ["0", "1"]),
    ("number", "REAL"),
    ("kind", ["it's", 'a "b"', "50%", "c, d", "\\e"]),
]


@settings(deadline=None)  # a file is written and read
@given(table=tables)
def test_agrees_with_liac_arff_on_what_it_writes(tmp_path_factory, table):
    content = arff.dumps({"relation": "r: -C 1", "attributes": ATTRIBUTES, "data": table})
    dataset = read_arff(written(tmp_path_factory.mktemp("arff"), content))
    theirs = arff.loads(content)["data"]
    assert rows_of(dataset.targets) == [[_number(label)] for label, _, _ in theirs]
    assert rows_of(dataset.inputs.numbers) == [[_number(value)] for _, value, _ in theirs]
    assert dataset.inputs.categories.tolist() == [[kind] for _, _, kind in theirs]


def _number(cell: object) -> float | str:
    return "gap" if cell is None else float(str(cell))


numbers = st.integers(-3, 3)
dense_rows = st.lists(
    st.tuples(st.sampled_from("01"), st.sampled_from("01"), numbers, st.sampled_from("?abc")),
    min_size=1,
)


@settings(deadline=None)  # a file is written and read
@given(rows=dense_rows)
def test_a_sparse_file_means_what_the_dense_one_says(tmp_path_factory, rows):
    header = (
        "@relation 'r: -C 2'\n@attribute p {0,1}\n@attribute q {1,0}\n"
        "@attribute n numeric\n@attribute k {b,a,c}\n@data\n"
    )
    omitted = ("0", "1", 0, "b")
    dense = "".join(",".join(map(str, row)) + "\n" for row in rows)
    sparse = "".join(
        "{" + ",".join(f"{i} {v}" for i, v in enumerate(row) if v != omitted[i]) + "}\n"
        for row in rows
    )
    folder = tmp_path_factory.mktemp("arff")
    of_dense = read_arff(written(folder, header + dense, "dense.arff"))
    of_sparse = read_arff(written(folder, header + sparse, "sparse.arff"))
    assert rows_of(of_sparse.targets) == rows_of(of_dense.targets)
    assert rows_of(of_sparse.inputs.numbers) == rows_of(of_dense.inputs.numbers)
    assert of_sparse.inputs.categories.tolist() == of_dense.inputs.categories.tolist()


@pytest.mark.parametrize(
    ("name", "n_rows", "n_features", "n_labels", "labels_per_row"),
    [
        ("emotions", (391, 202), 72, 6, 1.87),
        ("scene", (1211, 1196), 294, 6, 1.07),
        ("yeast", (1500, 917), 103, 14, 4.24),
        ("birds", (322, 323), 260, 19, 1.01),
        ("bibtex", (4880, 2515), 1836, 159, 2.40),
    ],
)
def test_real_files_have_the_rows_features_and_labels_they_are_known_for(
    shared_data, name, n_rows, n_features, n_labels, labels_per_row
):
    folder = shared_data / name
    labels = MulanLabels(folder / f"{name}.xml")
    train = read_arff(folder / f"{name}-train.arff", labels=labels)
    test = read_arff(folder / f"{name}-test.arff", labels=labels, space=train.labels)
    table = train.inputs
    assert (len(train), len(test)) == n_rows
    assert len(train.labels) == n_labels
    assert len(table.number_names) + len(table.category_names) == n_features
    mean = (train.targets.sum() + test.targets.sum()) / sum(n_rows)
    assert round(float(mean), 2) == labels_per_row


def test_birds_has_one_category_and_294_rows_without_a_label(shared_data):
    folder = shared_data / "birds"
    labels = MulanLabels(folder / "birds.xml")
    parts = [read_arff(folder / f"birds-{part}.arff", labels=labels) for part in ("train", "test")]
    assert parts[0].inputs.category_names == ("location",)
    assert "Swainson's Thrush" in parts[0].labels.names
    assert sum(int((np.diff(part.targets.indptr) == 0).sum()) for part in parts) == 294


@pytest.mark.parametrize(("name", "form"), [("emotions", arff.DENSE), ("bibtex", arff.LOD)])
def test_agrees_with_liac_arff_on_real_files(shared_data, name, form):
    path = shared_data / name / f"{name}-test.arff"
    dataset = read_arff(path, labels=MulanLabels(path.with_name(f"{name}.xml")))
    with path.open(encoding="utf-8") as file:
        theirs = arff.load(file, return_type=form)
    names = [attribute for attribute, _ in theirs["attributes"]]
    rows = [row if form == arff.LOD else dict(enumerate(row)) for row in theirs["data"]]
    expected = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        expected[at, list(row)] = [float(value) for value in row.values()]
    columns = [names.index(each) for each in dataset.inputs.number_names + dataset.labels.names]
    ours = [csr_array(dataset.inputs.numbers).toarray(), dataset.targets.toarray()]
    assert np.array_equal(np.hstack(ours), expected[:, columns])
