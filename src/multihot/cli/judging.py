"""Judging a run by a labelled file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

from multihot.arrays import Floats
from multihot.data import Dataset, align, unseen_labels
from multihot.errors import DataError, counted
from multihot.evaluation import Evaluation, find_mistakes
from multihot.io import MissingLabels, read
from multihot.labels import written_otherwise
from multihot.prediction import in_order_of_training, reading_for_inputs, reading_of, score_rows
from multihot.report import Story
from multihot.runs import Origin, RowOrigins, Run, load_run

ChosenRows: TypeAlias = Literal["all", "new", "test"]
_CALLED = {"new": "rows that are new to the run", "test": "test rows of the run"}
_WAYS_OUT: dict[Origin, str] = {
    "test": "--rows test judges by the run's own test rows",
    "new": "--rows new judges by the new ones",
}


def judge_file(
    path: Path,
    data: Path,
    *,
    rows: ChosenRows,
    drop_unseen: bool,
    missing_labels: MissingLabels = "error",
) -> tuple[Evaluation, Story, list[str]]:
    """The numbers of a run on a labelled file, what a page tells of them, and notes."""
    run = load_run(path)
    labels = reading_of(run, where=str(path)).labels
    _refuse_choice_without_record(run, rows, str(path))
    reading = replace(reading_for_inputs(run, data), labels=labels)
    if missing_labels != "error":
        reading = replace(reading, missing_labels=missing_labels)
    dataset = read(data, reading)
    n_rows = len(dataset)
    scores = score_rows(run, dataset.inputs, source=str(data))
    origins = _origins(run, dataset)
    if origins is not None and rows != "all":
        dataset, scores = _chosen(dataset, scores, origins, rows)
    strange = unseen_labels(dataset, run.model.labels)
    told = [_of_rows(origins, rows, n_rows)]
    if strange and drop_unseen:
        otherwise = written_otherwise(strange, run.model.labels.names)
        told.append(
            f"left out: {len(strange)} labels unknown to the run: {counted(strange)}"
            + (f"; but {otherwise}" if otherwise else "")
        )
    dataset = align(dataset, run.model.labels, drop_unseen=drop_unseen)
    evaluation = run.evaluate(dataset.targets, scores)
    story = Story(
        title=f"{path.name} on {data.name}",
        steps=(
            ("Run", str(path)),
            ("Data", f"{data}: {n_rows:,} rows."),
            ("Rows", f"{told[0][0].upper()}{told[0][1:]}."),
        ),
        mistakes=find_mistakes(dataset, scores, run.thresholds.decide(scores)),
    )
    return evaluation, story, told


def _refuse_choice_without_record(run: Run, rows: ChosenRows, where: str) -> None:
    if rows != "all" and run.seen_rows is None:
        raise DataError(
            f"keeps no record of its rows, so it is unknown which are {_CALLED[rows]}: an older "
            "multihot made it, or its rows.npz was taken away",
            where=where,
            remedy="leave --rows out to judge by all rows, or train the run again",
        )


def _origins(run: Run, dataset: Dataset) -> RowOrigins | None:
    seen = run.seen_rows
    return None if seen is None else seen.origins(in_order_of_training(dataset.inputs, run))


def _chosen(
    dataset: Dataset, scores: Floats, origins: RowOrigins, rows: Literal["new", "test"]
) -> tuple[Dataset, Floats]:
    chosen = origins.rows(rows)
    if not len(chosen):
        raise DataError(
            f"has no {_CALLED[rows]}: {origins.sentence()}",
            where=dataset.source,
            remedy="give a file that has some, or leave --rows out to judge by all rows",
        )
    return dataset.take(chosen), scores[chosen]


def _of_rows(origins: RowOrigins | None, rows: ChosenRows, n_rows: int) -> str:
    """What the rows are to the run, and what that means for the numbers."""
    if origins is None:
        return (
            f"it is unknown how many of the {n_rows:,} rows the run was trained on: it keeps no "
            "record of its rows; train it again to have one"
        )
    told = origins.sentence()
    if rows != "all":
        return f"{told}: the numbers are those of the {rows} rows alone"
    if not origins.flattering:
        return told
    ways = [way for origin, way in _WAYS_OUT.items() if origins.count(origin)]
    return f"{told}: the numbers of rows it was trained on or chosen by flatter it; " + (
        ", ".join(ways) or "judge it by rows that it has not seen"
    )
