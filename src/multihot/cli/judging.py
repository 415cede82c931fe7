"""Judging a run by a labelled file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from multihot.data import align, unseen_labels
from multihot.errors import counted
from multihot.evaluation import Evaluation, find_mistakes
from multihot.io import read
from multihot.prediction import reading_for_inputs, reading_of, score_rows
from multihot.report import Story
from multihot.runs import load_run


def judge_file(path: Path, data: Path, *, drop_unseen: bool) -> tuple[Evaluation, Story, list[str]]:
    """The numbers of a run on a labelled file, what a page tells of them, and notes."""
    run = load_run(path)
    reading = reading_of(run)
    dataset = read(data, replace(reading_for_inputs(run), labels=reading.labels))
    strange = unseen_labels(dataset, run.model.labels)
    told = []
    if strange and drop_unseen:
        told.append(f"left out: {len(strange)} labels unknown to the run: {counted(strange)}")
    dataset = align(dataset, run.model.labels, drop_unseen=drop_unseen)
    scores = score_rows(run, dataset.inputs, source=str(data))
    evaluation = run.evaluate(dataset.targets, scores)
    story = Story(
        title=f"{path.name} on {data.name}",
        steps=(("Run", str(path)), ("Data", f"{data}: {len(dataset):,} rows.")),
        mistakes=find_mistakes(dataset, scores, run.thresholds.decide(scores)),
    )
    return evaluation, story, told
