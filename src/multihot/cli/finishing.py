"""Writing what a training leaves behind, and showing it."""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np

from multihot.prediction import Predictions, Style
from multihot.prediction.formats import open_output
from multihot.report import write_run_report
from multihot.rules import Finding
from multihot.runs import Run, save_run
from multihot.training import Done


def save(done: Done, path: Path, *, overwrite: bool) -> None:
    """The run folder with the test part's predictions and the page."""
    run, test = done.run, done.test

    def also(folder: Path) -> None:
        write_run_report(folder / "report.html", run, title=path.name)
        file = folder / "predictions.jsonl"
        space = run.model.labels
        with open_output(file, ".jsonl", space, Style()) as write:
            lines = np.arange(1, len(test) + 1) if test.lines is None else test.lines
            decisions = run.thresholds.decide(done.test_scores)
            write(Predictions(lines, space.decode(decisions), done.test_scores))

    save_run(run, path, overwrite=overwrite, also=also)


def show_story(run: Run) -> None:
    """What was done, on stderr."""
    width = max((len(heading) for heading, _ in run.story), default=0)
    for heading, sentence in run.story:
        click.echo(f"{heading:>{width}}  {sentence}", err=True)


def show_findings(findings: tuple[Finding, ...], *, err: bool = True) -> None:
    """Findings, a line each and the way out."""
    for finding in findings:
        click.echo(f"{finding.severity} {finding.rule}: {finding.message}", err=err)
        click.echo(f"     {finding.advice}", err=err)
