"""Targets, scores and thresholds out of files, brought into one order of labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.arrays import Scores, as_scores, as_targets, check_aligned
from multihot.errors import DataError, MultihotError, ShapeError, listed
from multihot.io import Matrix, open_text, read_matrix, read_row
from multihot.io.matrices import SUFFIXES
from multihot.io.opening import format_of
from multihot.labels import LabelSpace
from multihot.thresholds import Thresholds, threshold_values

_WITH_HEADER = (".csv", ".tsv")


@dataclass(frozen=True)
class Files:
    """What a user names.

    Args:
        targets: a matrix of 1, 0 and NaN.
        scores: a matrix of scores, or of logits.
        labels: one name a line, for matrices that have none; or None.
        header: the first row of .csv and .tsv names the labels.
        from_logits: the scores are logits.
    """

    targets: Path
    scores: Path
    labels: Path | None = None
    header: bool = True
    from_logits: bool = False


@dataclass(frozen=True, eq=False)
class Pair:
    """Targets and scores of the same rows and labels.

    Args:
        targets: (n_rows, n_labels), as `as_targets` gives them.
        scores: (n_rows, n_labels), from 0 to 1.
        labels: names of the columns.
        named_by: the file that names them; empty if none does, and they are called 0, 1, ...
        told: what was done to bring them together, a line each.
        logits: (n_rows, n_labels), what the scores were made of; None where the file has scores.
    """

    targets: csr_array
    scores: Scores
    labels: LabelSpace
    named_by: str
    told: list[str]
    logits: NDArray[Any] | csr_array | None = None


def read_all(options: Mapping[str, Any]) -> tuple[Files, Pair, Thresholds]:
    """What the options of a command name: the files, what is in them, and the thresholds.

    Raises:
        DataError: as `read_pair` and `read_thresholds`.
        ShapeError: not the same rows and labels.
    """
    names = ("targets", "scores", "labels", "header", "from_logits")
    files = Files(*(options[name] for name in names))
    paths = (files.targets, files.scores, Path(options["thresholds"]))
    refuse_idle_header(paths, header=files.header)
    pair = read_pair(files)
    return files, pair, read_thresholds(options["thresholds"], pair, header=files.header)


def read_pair(files: Files) -> Pair:
    """Read both files.

    Raises:
        DataError: a file or a cell cannot be read, the label names differ, or values are not
            what they are for.
        ShapeError: not the same rows and labels.
    """
    truth = read_matrix(files.targets, header=files.header)
    given = read_matrix(files.scores, header=files.header)
    given, told = in_one_order(truth, given)
    with naming(
        truth.source,
        remedy="targets are 1, 0, or NaN (in .csv: nothing) where nobody knows; "
        "scores go to --scores",
    ):
        targets = as_targets(truth.values)
    with naming(given.source):
        scores = as_scores(given.values, from_logits=files.from_logits)
    with naming(f"{truth.source} and {given.source}"):
        check_aligned(targets=targets, scores=scores)
    labels, named_by = labels_of(truth, given, files.labels)
    logits = given.values if files.from_logits else None
    return Pair(targets, scores, labels, named_by, told, logits)


def read_thresholds(given: str, pair: Pair, *, header: bool = True) -> Thresholds:
    """One number for all labels, or a file of one number for each.

    Raises:
        DataError: neither a number nor a file that can be read, or of other labels.
        ShapeError: not one number for each label.
    """
    number = _number(given)
    if number is not None:
        return _thresholds(number, "--thresholds", n_labels=len(pair.labels))
    row = _threshold_row(given, header=header)
    if row.names is not None:
        _check_same_names(pair.labels.names, pair.named_by, row.names, row.source)
        row = row.in_order(pair.labels.names)
    return _thresholds(row.values[0], row.source, n_labels=len(pair.labels))


def _number(given: str) -> float | None:
    try:
        return float(given)
    except ValueError:
        return None


def _thresholds(values: object, where: str, *, n_labels: int) -> Thresholds:
    remedy = (
        "write numbers from 0 to 1, also for logits: they are of scores; "
        "inf where a label is never given"
    )
    with naming(where, remedy=remedy):
        checked = threshold_values(values)
    with naming(where):
        return Thresholds.of(checked, n_labels=n_labels)


def refuse_idle_header(paths: Iterable[Path], *, header: bool) -> None:
    """Refuse to be told of the first rows of files of which none has such a row."""
    if not header and not any(format_of(path) in _WITH_HEADER for path in paths):
        raise click.UsageError("--no-header goes with .csv and .tsv files: leave it out")


def _threshold_row(given: str, *, header: bool) -> Matrix:
    suffix = format_of(Path(given)).partition(":")[0]
    if suffix not in (*SUFFIXES, ".json"):
        raise DataError(
            f"{given!r} is neither a number nor a file that can hold them",
            where="--thresholds",
            remedy=f"write a number such as 0.5, or a .json, {', '.join(SUFFIXES)} file",
        )
    return read_row(given, header=header)


def in_one_order(truth: Matrix, given: Matrix) -> tuple[Matrix, list[str]]:
    """The scores with their columns in the order of the targets, and what was done for it."""
    if truth.names is None and given.names is None:
        return given, []
    if truth.names is None or given.names is None:
        plain, named = (truth, given) if truth.names is None else (given, truth)
        return given, [
            f"{plain.source} names no labels: its columns are taken in the order of {named.source}"
        ]
    _check_same_names(truth.names, truth.source, given.names, given.source)
    if given.names == truth.names:
        return given, []
    told = f"the columns of {given.source} were brought into the order of {truth.source}"
    return given.in_order(truth.names), [told]


def _check_same_names(
    one: Sequence[str], one_source: str, two: Sequence[str], two_source: str
) -> None:
    sides = (
        ([name for name in one if name not in set(two)], one_source or "the columns"),
        ([name for name in two if name not in set(one)], two_source),
    )
    told = "; ".join(f"{listed(names)} only in {source}" for names, source in sides if names)
    if told:
        either = (
            "if a .csv begins with a row of numbers, pass --no-header"
            if one_source
            else "--labels FILE names the columns"
        )
        raise DataError(
            f"the label names differ: {told}",
            where=" and ".join(filter(None, (one_source, two_source))),
            remedy=f"name the same labels in both, in any order, and no other columns; {either}",
        )


def labels_of(truth: Matrix, given: Matrix, file: Path | None) -> tuple[LabelSpace, str]:
    """Names of the columns, and the file that has them; numbers where none has."""
    n_labels = truth.values.shape[1]
    named = next((matrix for matrix in (truth, given) if matrix.names is not None), None)
    if file is not None and named is not None:
        raise click.UsageError(f"{named.source} names its labels: leave --labels out")
    if named is not None:
        return LabelSpace(named.names or ()), named.source
    if file is None:
        return LabelSpace(tuple(map(str, range(n_labels)))), ""
    with open_text(file) as lines:
        names = tuple(name for name in (line.strip() for line in lines) if name)
    if len(names) != n_labels:
        raise ShapeError(
            f"{len(names)} label names for {n_labels} columns",
            where=str(file),
            remedy="write one name a line, in the order of the columns",
        )
    with naming(str(file)):
        return LabelSpace(names), str(file)


@contextmanager
def naming(where: str, *, remedy: str = "") -> Iterator[None]:
    """Errors name a file where the library names arguments."""
    try:
        yield
    except MultihotError as error:
        raise error.placed(where, remedy=remedy) from error
