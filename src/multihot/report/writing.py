"""From an evaluation to a page, and from the page to a file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from multihot.errors import DataError
from multihot.evaluation import Evaluation, rounded_up
from multihot.report import curves, formatting
from multihot.report.finding_groups import finding_groups
from multihot.report.frequencies import CELL, frequencies, staircase
from multihot.report.headlines import shelves
from multihot.report.label_table import COLUMNS, label_rows
from multihot.report.marks import KINDS, marked
from multihot.report.number_tables import number_groups
from multihot.report.story import Story
from multihot.rules.findings import Finding
from multihot.runs import Run, new_file, refuse_what_is_no_file


def write_report(
    path: Path | str,
    evaluation: Evaluation,
    findings: Iterable[Finding] = (),
    *,
    story: Story = Story(),
) -> Path:
    """Write the page to one HTML file that opens from anywhere and asks for nothing else.

    Args:
        path: the file; one that is there is replaced when the new one is whole, and folders on
            the way to it are made.
        evaluation: the numbers; give it intervals with `evaluation.with_intervals(...)`.
        findings: what the audit found.
        story: how the numbers came about.

    Returns:
        The path.

    Raises:
        OutputError: something else than a file is there, or the file could not be written; what
            was there before is untouched.
    """
    path = Path(path)
    refuse_what_is_no_file(path)
    page = render_report(evaluation, findings, story=story)
    with new_file(path) as part:
        # half of a pair of code units can be in a text but not in UTF-8
        part.write_text(page, encoding="utf-8", errors="xmlcharrefreplace", newline="\n")
    return path


def write_run_report(path: Path | str, run: Run, *, title: str) -> Path:
    """Write the page of a run, as `write_report`.

    Raises:
        DataError: the run was never judged by rows with labels.
        OutputError: the file could not be written.
    """
    if run.evaluation is None:
        raise DataError(
            "was never evaluated, so there is nothing to report",
            where=title,
            remedy="judge it by rows with labels: multihot evaluate RUN DATA --report FILE, or, of "
            "a MultiLabelClassifier, write_report(FILE, X, y)",
        )
    story = Story.of_run(run, title=title)
    return write_report(path, run.evaluation, run.findings, story=story)


def render_report(
    evaluation: Evaluation,
    findings: Iterable[Finding] = (),
    *,
    story: Story = Story(),
) -> str:
    """The page as HTML."""
    style, script = _read("page.css"), _read("page.js")
    facts = story.facts
    return _template().render(
        style=Markup(style),  # ours, not the user's
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        evaluation=evaluation,
        story=story,
        shelves=shelves(evaluation),
        panels=curves.panels(story),
        curves=curves,
        finding_groups=finding_groups(findings),
        columns=COLUMNS,
        label_rows=label_rows(evaluation),
        mistakes=tuple(marked(mistake) for mistake in story.mistakes),
        kinds=KINDS,
        number_groups=number_groups(evaluation),
        frequencies=facts and frequencies(facts),
        staircase=facts and staircase(facts),
        cell_size=CELL,
        version=_version(),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": formatting.number,
        "count": formatting.count,
        "percent": formatting.percent,
        "clipped": formatting.clipped,
        "sentence": formatting.sentence,
        "bound": rounded_up,
    }
    return environment.get_template("page.html.j2")


@cache
def _read(name: str) -> str:
    return resources.files("multihot.report").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """What a Content-Security-Policy calls a text by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _version() -> str:
    try:
        return metadata.version("multihot")
    except metadata.PackageNotFoundError:  # run from a checkout
        return ""
