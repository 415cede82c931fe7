"""Judging a run by a labelled file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from multihot.data import align, unseen_labels
from multihot.errors import counted
from multihot.evaluation import Evaluation, evaluate, find_mistakes
from multihot.io import Reading, read
from multihot.metrics import LabelFrequencies
from multihot.prediction import reading_for_inputs, score_rows
from multihot.report import Story
from multihot.runs import load_run


def judge_file(path: Path, data: Path, *, drop_unseen: bool) -> tuple[Evaluation, Story, list[str]]:
    """The numbers of a run on a labelled file, what a page tells of them, and notes."""
    run = load_run(path)
    reading = Reading.from_dict(run.settings["reading"])
    dataset = read(data, replace(reading_for_inputs(run), labels=reading.labels))
    strange = unseen_labels(dataset, run.model.labels)
    told = []
    if strange and drop_unseen:
        told.append(f"left out: {len(strange)} labels unknown to the run: {counted(strange)}")
    dataset = align(dataset, run.model.labels, drop_unseen=drop_unseen)
    scores = score_rows(run, dataset.inputs, source=str(data))
    trained = None
    if run.facts is not None:
        train = run.facts.parts[0]
        trained = LabelFrequencies(np.array(train.positives), train.n_rows)
    evaluation = evaluate(
        dataset.targets, scores, run.thresholds, labels=run.model.labels, trained=trained
    )
    story = Story(
        title=f"{path.name} on {data.name}",
        steps=(("Run", str(path)), ("Data", f"{data}: {len(dataset):,} rows.")),
        mistakes=find_mistakes(dataset, scores, run.thresholds.decide(scores)),
    )
    return evaluation, story, told
