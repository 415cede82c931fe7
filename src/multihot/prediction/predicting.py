"""Predicting a file, batch by batch, into another file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from multihot.arrays import Floats
from multihot.data import Inputs, Signals, Table
from multihot.errors import DataError, ShapeError, either
from multihot.features import SignalFeatures, TableFeatures
from multihot.io import LabelColumn, Reading, SignalColumns, TableColumns, read_batches
from multihot.io.columns import InputColumns
from multihot.io.opening import format_of
from multihot.prediction.formats import Predictions, Style, check_output, open_output
from multihot.runs import Run, new_file, refuse_existing, refuse_what_is_no_file


def predict_file(
    run: Run,
    data: Path,
    output: Path,
    *,
    style: Style = Style(),
    rows_at_once: int = 4096,
    overwrite: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Write label names and scores of every row of a file; how many rows there were.

    The file is read, scored and written so many rows at a time, and the result does not depend
    on how many. The output is whole or absent.

    Args:
        run: what `multihot train` left.
        data: file with the inputs that the run was trained on; labels in it are not read.
        output: `.csv`, `.tsv`, `.jsonl` or `.parquet`.
        style: which scores, and how they are written.
        rows_at_once: rows in memory at once.
        overwrite: whether a file that is there is replaced.
        progress: called with the rows done so far.

    Raises:
        DataError: what is wrong with the file, with its place.
        ShapeError: the file does not have the columns of training.
        OutputError: the output exists, or cannot be written.
    """
    refuse_what_is_no_file(output)
    refuse_existing(output, overwrite=overwrite)
    space = run.model.labels
    check_output(output, space, style)
    reading = reading_for_inputs(run, data)
    n_rows = 0
    with (
        new_file(output) as beside,
        open_output(beside, output.suffix.lower(), space, style) as write,
    ):
        for batch in read_batches(data, reading, rows_at_once=rows_at_once):
            scores = score_rows(run, batch.inputs, source=str(data))
            labels = space.decode(run.thresholds.decide(scores))
            write(Predictions(batch.lines, labels, scores))
            n_rows += len(labels)
            progress(n_rows)
    return n_rows


def reading_of(run: Run, *, where: str = "run") -> Reading:
    """How files are read for the run.

    Args:
        run: what was trained.
        where: what an error calls it, the folder.

    Raises:
        DataError: it was made in Python, and does not tell.
    """
    if "reading" not in run.settings:
        raise DataError(
            "was made in Python, so it does not tell how a file is read for it",
            where=where,
            remedy=either(
                python="read the file and give its rows to `mh.load_run(RUN).predict(rows)`",
                command="go on with it in Python, or train one with `multihot train`, which keeps "
                "how files are read",
            ),
        )
    reading = Reading.from_dict(run.settings["reading"])
    if isinstance(reading.labels, LabelColumn):  # the run knows its labels, and names strange ones
        return replace(reading, labels=replace(reading.labels, as_written=True))
    return reading


def reading_for_inputs(run: Run, data: Path) -> Reading:
    """How the run's inputs are read from a file that may lack its labels."""
    reading = reading_of(run)
    if isinstance(run.model.features, TableFeatures):
        reading = replace(reading, n_features=len(run.model.features.number_names))
    if (reading.format or format_of(data)) == ".npz":  # one array has all columns, and no names
        return reading
    return replace(reading, inputs=_named_inputs(run, reading.inputs))


def _named_inputs(run: Run, inputs: InputColumns | None) -> InputColumns | None:
    """The columns by their names in training: `*` would take other ones in another file."""
    features = run.model.features
    if isinstance(inputs, TableColumns) and isinstance(features, TableFeatures):
        return TableColumns(features.number_names, features.category_names)
    if isinstance(inputs, SignalColumns) and isinstance(features, SignalFeatures):
        return SignalColumns(features.names)
    return inputs


def score_rows(run: Run, inputs: Inputs, *, source: str) -> Floats:
    """Scores of a file's rows, (n_rows, n_labels); its columns may stand in another order.

    Raises:
        ShapeError: the file does not have the columns of training.
    """
    try:
        return run.model.score(in_order_of_training(inputs, run))
    except ShapeError as error:
        raise error.placed(source) from error


def in_order_of_training(inputs: Inputs, run: Run) -> Inputs:
    """The columns in the order of training, since another file may order them freely.

    Where they are not the same columns, the model says what it was trained on.
    """
    match inputs, run.model.features:
        case Signals(values, names), SignalFeatures(names=trained):
            order = _places(names, trained)
            return inputs if order is None else Signals(values[:, order], trained)
        case Table(numbers, names, categories, kinds), TableFeatures() as features:
            order = _places(names, features.number_names)
            kind_order = _places(kinds, features.category_names)
            if order is None or kind_order is None:
                return inputs
            return Table(
                numbers[:, order],
                features.number_names,
                categories[:, kind_order],
                features.category_names,
            )
    return inputs


def _places(names: tuple[str, ...], trained: tuple[str, ...]) -> list[int] | None:
    if len(names) != len(trained) or set(names) != set(trained):
        return None
    where = {name: place for place, name in enumerate(names)}
    return [where[name] for name in trained]
