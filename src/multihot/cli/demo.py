"""`multihot demo`: the whole path on real data of an installed package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from multihot.cli.columns import FILE

if TYPE_CHECKING:
    from multihot.data import Dataset, Splits
    from multihot.runs import Run


@click.command("demo")
@click.option("--model", default="auto", show_default=True, help="linear, mlp or auto.")
@click.option(
    "-o", "--output", type=FILE, default=Path("runs/demo"), show_default=True, help="Run folder."
)
def command(model: str, output: Path) -> int:
    """Train on 3059 detection rules and their attack tactics, and show what it can do."""
    from multihot.cli.finishing import save, show_findings, show_story
    from multihot.cli.progress import display
    from multihot.runs import load_run, refuse_existing_folder
    from multihot.training import Job, work

    refuse_existing_folder(output, overwrite=True)
    splits = _splits()
    settings: dict[str, Any] = {"data": "sigma-rules", "model": model, "reading": _reading()}
    told = (
        ("Data", f"{sum(len(part) for _, part in splits.parts()):,} Sigma rules, 14 tactics."),
        ("Split", "test: the published fifth; validation: a quarter of the rest, stratified."),
    )
    job = Job(model=model, settings=settings, told=told)
    done = work(splits, job, watchers=(display(),))
    save(done, output, overwrite=True)
    show_story(done.run)
    show_findings(done.run.findings)
    if done.run.evaluation is not None:
        click.echo(done.run.evaluation.table())
    click.echo(f"\nReport: {(output / 'report.html').resolve()}")
    click.echo("\nThree rules it never saw, what it says of them, and (what is true):")
    for line in _three_lines(load_run(output), done.test):
        click.echo(line)
    return 0


def _three_lines(run: Run, test: Dataset) -> Iterator[str]:
    import numpy as np

    first = test.take(np.arange(3))
    true = test.labels.decode(first.targets)
    for row, (predicted, names) in enumerate(zip(run.predict(first.inputs), true, strict=True)):
        title = first.inputs.describe(row).partition(". ")[0]
        said = ", ".join(predicted) or "no label"
        yield f"  {title}: {said} ({', '.join(names)})"


def _splits() -> Splits:
    import numpy as np

    from multihot.data import Splits, split_off
    from multihot.io import read_sigma_rules

    rules = read_sigma_rules()
    order = np.random.default_rng(0).permutation(len(rules))
    fifth = len(rules) // 5
    train, validation = split_off(rules.take(order[fifth:]), share=0.25, seed=0)
    return Splits(train, validation, rules.take(order[:fifth]))


def _reading() -> dict[str, Any]:
    from multihot.io import Reading, TextColumns

    return Reading(inputs=TextColumns(("text",))).to_dict()
