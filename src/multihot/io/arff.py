"""ARFF files, dense and sparse, with their labels told by MULAN, by MEKA or by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import as_targets
from multihot.data import Dataset, Table, align
from multihot.errors import DataError, did_you_mean, either, listed
from multihot.io.arff_text import Attribute, Rows, content, read_header, read_rows
from multihot.io.columns import IndicatorColumns, matching
from multihot.io.opening import open_bytes, open_text
from multihot.labels import LabelSpace

_MEKA = re.compile(r"(?:^|[\s:'\"])-C\s+(-?\d+)\b")


@dataclass(frozen=True)
class MulanLabels:
    """The labels that a MULAN XML file lists, in its order; a hierarchy becomes a flat list.

    Args:
        path: XML file with a `<label name="...">` for each label.
    """

    path: Path | str


@dataclass(frozen=True)
class MekaLabels:
    """The labels that the relation's name counts: `-C 6` the first six, `-C -6` the last six."""


def read_arff(
    path: Path | str,
    *,
    labels: MulanLabels | MekaLabels | IndicatorColumns = MekaLabels(),
    space: LabelSpace | None = None,
    encoding: str = "utf-8",
) -> Dataset:
    """Read an ARFF file, one example a row.

    Numeric attributes and nominal ones of 0 and 1 become numbers (float64; a `csr_array` where
    the file has sparse rows), other nominal ones categories. `?` is a gap: NaN in numbers,
    None in categories, nobody knows in labels.

    Args:
        path: ARFF file, compressed or not.
        labels: which attributes are labels; their cells are 0 and 1.
        space: label space to bring the targets into; by default, the labels of the file.
        encoding: of the text.

    Raises:
        DataError: a line cannot be read, a label is no attribute or not 0/1, an attribute is
            a string or a date, or rows have labels that are not in `space`.
    """
    path = Path(path)
    with open_text(path, encoding=encoding) as text:
        lines = content(text)
        relation, attributes = read_header(lines, path)
        chosen = _label_columns(labels, relation, attributes, path)
        rows, is_sparse = read_rows(lines, attributes, path)
    matrix = _matrix(rows, attributes)
    dataset = Dataset(
        _table(matrix, attributes, chosen, is_sparse=is_sparse),
        _targets(matrix[:, chosen], [attributes[column].name for column in chosen], rows, path),
        LabelSpace(tuple(attributes[column].name for column in chosen)),
        source=str(path),
        lines=np.array(rows.lines, dtype=np.int64),
    )
    return dataset if space is None else align(dataset, space)


def _matrix(rows: Rows, attributes: Sequence[Attribute]) -> csr_array:
    """All cells as numbers, (n_rows, n_attributes); what a sparse row omits is the first value."""
    shape = (len(rows.lines), len(attributes))
    values, columns = np.array(rows.values), np.array(rows.columns)
    # the values of {1,0} are kept as their places 0 and 1: the number is 1 - place
    flipped = np.array([each.is_number and each.values[:1] == ("1",) for each in attributes])
    values[flipped[columns]] *= -1
    matrix = csr_array((values, columns, np.array(rows.ends)), shape=shape)
    if flipped.any():
        everywhere = np.tile(np.flatnonzero(flipped), shape[0])
        ends = np.arange(shape[0] + 1) * flipped.sum()
        matrix = matrix + csr_array((np.ones(len(everywhere)), everywhere, ends), shape=shape)
    matrix.eliminate_zeros()
    return matrix


def _table(
    matrix: csr_array, attributes: Sequence[Attribute], labels: Sequence[int], *, is_sparse: bool
) -> Table:
    features = sorted(set(range(len(attributes))).difference(labels))
    numbers = [column for column in features if attributes[column].is_number]
    names = [column for column in features if not attributes[column].is_number]
    categories = np.empty((matrix.shape[0], len(names)), dtype=object)
    for place, column in enumerate(names):
        codes = matrix[:, [column]].toarray().ravel()
        known = ~np.isnan(codes)
        categories[known, place] = np.array(attributes[column].values, dtype=object)[
            codes[known].astype(np.int64)
        ]
    return Table(
        matrix[:, numbers] if is_sparse else matrix[:, numbers].toarray(),
        tuple(attributes[column].name for column in numbers),
        categories,
        tuple(attributes[column].name for column in names),
    )


def _targets(values: csr_array, names: Sequence[str], rows: Rows, path: Path) -> csr_array:
    strange = ~((values.data == 1) | np.isnan(values.data))
    if strange.any():
        first = int(np.argmax(strange))
        row = int(np.searchsorted(values.indptr, first, side="right")) - 1
        raise DataError(
            f"label {names[values.indices[first]]!r} is {values.data[first]:g}",
            where=f"{path}:{rows.lines[row]}",
            remedy="write 1 where the row has the label, 0 where not, ? where nobody knows",
        )
    return as_targets(values)


def _label_columns(
    labels: MulanLabels | MekaLabels | IndicatorColumns,
    relation: str,
    attributes: Sequence[Attribute],
    path: Path,
) -> list[int]:
    columns = {attribute.name: column for column, attribute in enumerate(attributes)}
    match labels:
        case MulanLabels():
            names = _mulan_names(Path(labels.path), columns, path)
        case MekaLabels():
            names = _meka_names(relation, tuple(columns), path)
        case _:
            names = matching(labels.names, tuple(columns), where=str(path))
    for name in names:
        attribute = attributes[columns[name]]
        if not attribute.is_number:
            raise DataError(
                f"label {name!r} has the values {listed(attribute.values)}",
                where=str(path),
                remedy="declare it {0,1}, and write 1 where the row has the label",
            )
    return [columns[name] for name in names]


def _meka_names(relation: str, names: tuple[str, ...], path: Path) -> tuple[str, ...]:
    found = _MEKA.search(relation)
    n_labels = int(found[1]) if found else 0
    if not 0 < abs(n_labels) <= len(names):
        problem = f"'-C {n_labels}' of {len(names)} attributes" if found else "has no option -C"
        raise DataError(
            f"the relation {relation[:60]!r} does not tell the labels: {problem}",
            where=str(path),
            remedy=either(
                python='pass labels=MulanLabels("labels.xml") or '
                'labels=IndicatorColumns(("label*",))',
                command='give --labels labels.xml, or --labels "label*"',
            )
            + ", or name the relation as MEKA does: @relation 'name: -C 6'",
        )
    return names[:n_labels] if n_labels > 0 else names[n_labels:]


def _mulan_names(listing: Path, attributes: Iterable[str], path: Path) -> tuple[str, ...]:
    names = names_in_xml(listing)
    known = set(attributes)
    for name in names:
        if name not in known:
            raise DataError(
                f"label {name!r} is no attribute of {path}. {did_you_mean(name, known)}".rstrip(),
                where=str(listing),
                remedy="take the XML file that belongs to the ARFF file, or mend the name",
            )
    return names


def names_in_xml(listing: Path) -> tuple[str, ...]:
    """Label names that a MULAN XML file lists, in its order.

    Raises:
        DataError: not such a file.
    """
    from defusedxml.ElementTree import ParseError, fromstring

    with open_bytes(listing) as file:
        try:
            elements = fromstring(file.read()).iter()
        except (ParseError, LookupError, ValueError) as error:
            raise DataError(
                f"not a plain XML file ({error})", where=str(listing), remedy="check the file"
            ) from error
    names = [each.get("name", "") for each in elements if each.tag.rpartition("}")[2] == "label"]
    if not names or not all(names):
        problem = "a label without a name" if names else "no labels"
        raise DataError(problem, where=str(listing), remedy='write each as `<label name="...">`')
    return tuple(names)
