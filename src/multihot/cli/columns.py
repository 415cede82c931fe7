"""The options that say which columns are what, shared by the commands that read a data file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

if TYPE_CHECKING:
    from multihot.io import Reading

NAMES = (
    "labels",
    "separator",
    "literal",
    "literal_key",
    "labels_as_written",
    "missing_labels",
    "label_names",
    "text",
    "html",
    "features",
    "categories",
    "signal",
    "group",
    "fold",
    "delimiter",
    "quoting",
    "header",
    "encoding",
    "format",
    "first_index",
    "packed_bits",
)
FILE = click.Path(path_type=Path)

Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]


def together(*options: Decorator) -> Decorator:
    """Several options as one; the help lists them in this order."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return add


def column_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command."""
    return together(*_OPTIONS)(function)


missing_labels_option = click.option(
    "--missing-labels",
    type=click.Choice(["error", "none"]),
    default="error",
    show_default=True,
    help="Rows of JSON lines without the key of the labels: refuse, or no label.",
)

_OPTIONS = (
    click.option(
        "--labels",
        multiple=True,
        metavar="COL",
        help="Column of labels; several, or a pattern such as 'Class*', are columns of 0 and 1. "
        "For ARFF: the .xml list of MULAN; nothing if MEKA's -C stands in the file.",
    ),
    click.option("--separator", metavar="TEXT", help="What stands between two labels of a cell."),
    click.option(
        "--literal",
        is_flag=True,
        help="Cells of labels are lists or dicts written out, as JSON, Python or NumPy write them, "
        "or tags: <a><b>.",
    ),
    click.option(
        "--literal-key",
        metavar="KEY",
        help='Key under which dicts, as in [{"id": 1, "name": "x"}], have their label.',
    ),
    click.option(
        "--labels-as-written",
        is_flag=True,
        help="Each cell is one label, even if the column looks as if cells held several.",
    ),
    missing_labels_option,
    click.option(
        "--label-names",
        metavar="FILE",
        help="File with one label a line; cells hold positions in it, from 0. "
        "For .npz: the array of names.",
    ),
    click.option(
        "--text", multiple=True, metavar="COL", help="Column of text; several are joined."
    ),
    click.option("--html", is_flag=True, help="The text is HTML: drop its tags."),
    click.option(
        "--features",
        multiple=True,
        metavar="COL",
        help="Columns of numbers, or a pattern: '*' is all that have no other use.",
    ),
    click.option(
        "--categories", multiple=True, metavar="COL", help="Columns of names, or a pattern."
    ),
    click.option(
        "--signal", multiple=True, metavar="COL", help="Columns that are the steps of a signal."
    ),
    click.option("--group", metavar="COL", help="Rows of one group stay in one part."),
    click.option("--fold", metavar="COL", help="Column that says train, validation or test."),
    click.option("--delimiter", metavar="CHAR", help="Between cells; default: comma, tab in .tsv."),
    click.option("--quoting/--no-quoting", default=True, help="Cells may stand in quotes."),
    click.option("--header/--no-header", default=True, help="Without: columns are 1, 2, 3, ..."),
    click.option("--encoding", default="utf-8", show_default=True, help="Of text files."),
    click.option(
        "--format",
        type=click.Choice(["csv", "tsv", "jsonl", "parquet", "arff", "svmlight", "npz"]),
        help="Of the file, where its suffix does not tell it.",
    ),
    click.option(
        "--first-index",
        type=click.Choice(["0", "1"]),
        default="1",
        show_default=True,
        help="Number of the first column of svmlight files without a header.",
    ),
    click.option("--packed-bits", is_flag=True, help="The features of .npz are bits in bytes."),
)


def reading_of(options: Mapping[str, Any]) -> Reading:
    """How files are read, by the options."""
    from multihot.io import CsvForm, Reading

    delimiter = options["delimiter"]
    return Reading(
        inputs=_inputs(options),
        labels=_labels(options),
        group=options["group"],
        fold=options["fold"],
        form=CsvForm(
            delimiter="\t" if delimiter in ("\\t", "tab") else delimiter,
            quoting=options["quoting"],
            header=options["header"],
            encoding=options["encoding"],
        ),
        format=f".{options['format']}" if options["format"] else None,
        first_index=1 if options["first_index"] == "1" else 0,
        label_names=options["label_names"] if _is_array_name(options) else None,
        packed_bits=options["packed_bits"],
        missing_labels=_missing_labels(options),
    )


def _inputs(options: Mapping[str, Any]) -> Any:
    from multihot.io import SignalColumns, TableColumns, TextColumns

    table = bool(options["features"] or options["categories"])
    if bool(options["text"]) + table + bool(options["signal"]) > 1:
        raise click.UsageError("give one of --text, --features/--categories, --signal")
    if options["text"]:
        return TextColumns(tuple(options["text"]), html=options["html"])
    if options["signal"]:
        return SignalColumns(tuple(options["signal"]))
    return TableColumns(options["features"], options["categories"]) if table else None


def _labels(options: Mapping[str, Any]) -> Any:
    from multihot.io import IndicatorColumns, LabelColumn, LabelLiteral, MulanLabels

    names = tuple(options["labels"])
    single = len(names) == 1 and not set(names[0]) & set("*?")
    literal = options["literal"] or options["literal_key"] is not None
    _refuse_idle_forms(options, single=single, literal=literal)
    if not names:
        return None
    if single and names[0].lower().endswith(".xml"):
        return MulanLabels(Path(names[0]))
    if literal:
        return LabelLiteral(names[0], key=options["literal_key"] or "")
    if not single:
        return IndicatorColumns(names)
    return LabelColumn(
        names[0],
        separator=_unescaped(options["separator"]),
        names=() if _is_array_name(options) else _label_names(options["label_names"]),
        as_written=options["labels_as_written"],
    )


def _refuse_idle_forms(options: Mapping[str, Any], *, single: bool, literal: bool) -> None:
    """Refuse what tells of the cells of one column where there is none, or in two ways."""
    if options["separator"] is not None and (not single or literal):
        raise click.UsageError("--separator goes with one column of --labels, without --literal")
    if literal and not single:
        raise click.UsageError("--literal goes with one column of --labels")
    if options["labels_as_written"] and (not single or literal):
        raise click.UsageError(
            "--labels-as-written goes with one column of --labels, without --literal"
        )


def _missing_labels(options: Mapping[str, Any]) -> Any:
    data, given = options.get("data"), options["missing_labels"]
    if given != "error" and data is not None:
        from multihot.io.opening import format_of
        from multihot.io.reading import JSON_LINES

        named = f".{options['format']}" if options["format"] else format_of(Path(data))
        if named not in JSON_LINES:
            raise click.UsageError(
                "--missing-labels goes with JSON lines: an empty cell of another file is no label"
            )
    return given


def _is_array_name(options: Mapping[str, Any]) -> bool:
    data = options.get("data")
    return data is not None and Path(data).suffix.lower() == ".npz"


def _label_names(file: str | None) -> tuple[str, ...]:
    if file is None:
        return ()
    from multihot.io import open_text

    with open_text(Path(file)) as lines:
        return tuple(name for name in (line.strip() for line in lines) if name)


def _unescaped(separator: str | None) -> str | None:
    return {"\\t": "\t", "\\n": "\n"}.get(separator or "", separator)
