"""Predictions as CSV, JSON lines and Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from multihot.arrays import Floats, Integers
from multihot.errors import DataError, MissingExtra, did_you_mean
from multihot.labels import LabelSpace

SUFFIXES = (".csv", ".tsv", ".jsonl", ".parquet")
_ROW_GROUP = 4096  # of Parquet, whatever the rows at once, so that the bytes are the same
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, eq=False)
class Predictions:
    """Some rows' predictions.

    Args:
        lines: (n_rows,) line or record of the input file.
        labels: label names that each row is given.
        scores: (n_rows, n_labels).
    """

    lines: Integers
    labels: Sequence[tuple[str, ...]]
    scores: Floats


@dataclass(frozen=True)
class Style:
    """How predictions are written.

    Args:
        separator: between two labels of a cell of CSV.
        all_scores: the scores of all labels, not only of those given.
        escape: put ' before cells of CSV that a spreadsheet would take for a formula.
    """

    separator: str = "|"
    all_scores: bool = False
    escape: bool = True


Write = Callable[[Predictions], None]


def check_output(path: Path, space: LabelSpace, style: Style) -> None:
    """Refuse an output that could not be read back, before anything is computed.

    Raises:
        DataError: an unknown suffix, or a label that contains the separator.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise DataError(
            f"unknown format {suffix!r}. {did_you_mean(suffix, SUFFIXES)}".rstrip(),
            where=str(path),
            remedy=f"name the file with one of {', '.join(SUFFIXES)}",
        )
    taken = [name for name in ("line", "labels") if name in space.columns]
    if taken and suffix in (".csv", ".tsv") and style.all_scores:
        raise DataError(
            f"the label {taken[0]!r} is called like a column of its own",
            where=str(path),
            remedy="write .jsonl or .parquet",
        )
    clash = [name for name in space.names if style.separator in name]
    if clash and suffix in (".csv", ".tsv") and not style.all_scores:
        raise DataError(
            f"the label {clash[0]!r} contains the separator {style.separator!r}",
            where=str(path),
            remedy="choose another separator, or write .jsonl",
        )


@contextmanager
def open_output(file: Path, suffix: str, space: LabelSpace, style: Style) -> Iterator[Write]:
    """A function that appends predictions to the file."""
    opener = {".jsonl": _jsonl, ".parquet": _parquet}.get(suffix, _csv)
    with opener(file, suffix, space, style) as write:
        yield write


@contextmanager
def _csv(file: Path, suffix: str, space: LabelSpace, style: Style) -> Iterator[Write]:
    with file.open("w", encoding="utf-8", newline="") as handle:
        table = csv.writer(handle, delimiter="\t" if suffix == ".tsv" else ",")
        extra = [_inert(name, style) for name in space.names] if style.all_scores else ["scores"]
        table.writerow(["line", "labels", *extra])

        def write(rows: Predictions) -> None:
            for line, labels, scores in zip(rows.lines, rows.labels, rows.scores, strict=True):
                if style.all_scores:
                    cells = [_told(score) for score in scores]
                else:
                    given = (scores[space.columns[name]] for name in labels)
                    cells = [style.separator.join(_told(score) for score in given)]
                table.writerow([line, _inert(style.separator.join(labels), style), *cells])

        yield write


@contextmanager
def _jsonl(file: Path, _: str, space: LabelSpace, style: Style) -> Iterator[Write]:
    with file.open("w", encoding="utf-8") as handle:

        def write(rows: Predictions) -> None:
            for record in _records(rows, space, style):
                handle.write(json.dumps(record, ensure_ascii=False) + "\n")

        yield write


@contextmanager
def _parquet(file: Path, _: str, space: LabelSpace, style: Style) -> Iterator[Write]:
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("writing Parquet", library="pyarrow", extra="arrow") from error
    schema = _schema(arrow, space, style)
    waiting: list[Mapping[str, Any]] = []
    with parquet.ParquetWriter(file, schema) as table:

        def flush(fewest: int) -> None:
            while len(waiting) >= fewest:
                table.write_table(arrow.Table.from_pylist(waiting[:_ROW_GROUP], schema=schema))
                del waiting[:_ROW_GROUP]

        def write(rows: Predictions) -> None:
            for record in _records(rows, space, style):
                told = record["scores"] if style.all_scores else list(record["scores"].items())
                waiting.append({**record, "scores": told})
            flush(_ROW_GROUP)

        yield write
        flush(1)


def _schema(arrow: Any, space: LabelSpace, style: Style) -> Any:
    scores = (
        arrow.struct([(name, arrow.float64()) for name in space.names])
        if style.all_scores
        else arrow.map_(arrow.string(), arrow.float64())
    )
    return arrow.schema(
        [("line", arrow.int64()), ("labels", arrow.list_(arrow.string())), ("scores", scores)]
    )


def _records(rows: Predictions, space: LabelSpace, style: Style) -> Iterator[Mapping[str, Any]]:
    for line, labels, scores in zip(rows.lines, rows.labels, rows.scores, strict=True):
        names = space.names if style.all_scores else labels
        told = {name: round(float(scores[space.columns[name]]), 6) for name in names}
        yield {"line": int(line), "labels": list(labels), "scores": told}


def _told(score: float) -> str:
    return f"{score:.6f}"


def _inert(cell: str, style: Style) -> str:
    return f"'{cell}" if style.escape and cell.startswith(_FORMULA) else cell
