"""Steps of a training as a person likes to follow them: a live display, or plain lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import TaskID

    from multihot.nn import Learned, Step
    from multihot.rules import Finding


class PlainLines:
    """One line a step, for files and pipes."""

    def found(self, findings: tuple[Finding, ...]) -> None:
        """Say what is wrong before time is spent on it."""
        _warn(findings)

    def begin(self, name: str, n_steps: int) -> None:
        """Say what is trained."""
        _say(f"training {name}, at most {n_steps} steps")

    def step(self, step: Step, *, best: bool) -> None:
        """Say how it went."""
        named = {name.replace("_loss", ""): value for name, value in step.numbers.items()}
        numbers = "  ".join(f"{name} {value:.3f}" for name, value in named.items())
        mark = "  best so far" if best else ""
        _say(f"  {step.what:<10} loss {step.loss:.4f}  {numbers}  {step.seconds:.1f} s{mark}")

    def keep(self, learned: Learned) -> None:
        """Nothing to show."""

    def end(self, learned: Learned) -> None:
        """Say what is kept."""
        ended = "interrupted; " if learned.interrupted else ""
        _say(f"  {ended}kept step {learned.best_step} of {learned.last_step}")


class LiveDisplay:
    """A bar with step, loss, validation F1 and the time left, in 80 columns."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self.progress = Progress(
            TextColumn("[bold]{task.description:<6}"),
            BarColumn(bar_width=10),
            TextColumn("{task.fields[line]}"),
            TimeRemainingColumn(compact=True),
            console=Console(stderr=True),
        )
        self.task: TaskID | None = None

    def found(self, findings: tuple[Finding, ...]) -> None:
        """Say what is wrong before time is spent on it."""
        _warn(findings)

    def begin(self, name: str, n_steps: int) -> None:
        """Open a bar."""
        self.task = self.progress.add_task(name, total=n_steps, line="getting ready")
        self.progress.start()

    def step(self, step: Step, *, best: bool) -> None:
        """Move the bar on."""
        if self.task is not None:
            mark = " [green]best[/]" if best else ""
            self.progress.update(self.task, completed=step.step, line=_line(step) + mark)

    def keep(self, learned: Learned) -> None:
        """Nothing to show."""

    def end(self, learned: Learned) -> None:
        """Close the bar, and leave the best step in sight."""
        if self.task is not None and learned.log:
            line = f"kept {_line(learned.log[learned.best_step - 1])}"
            self.progress.update(self.task, total=learned.last_step, line=line)
        self.progress.stop()


def _line(step: Step) -> str:
    numbers = dict(step.numbers)
    micro, macro = numbers.pop("f1_micro"), numbers.pop("f1_macro")
    numbers.pop("cut")
    numbers.pop("validation_loss")
    others = "".join(f"  {name} [cyan]{value:.3f}[/]" for name, value in numbers.items())
    f1 = f"F1 micro [cyan]{micro:.3f}[/] macro [cyan]{macro:.3f}[/]"
    return f"{step.what}  loss {step.loss:.3f}  {f1}{others}"


def display() -> PlainLines | LiveDisplay:
    """The live one on a terminal."""
    return LiveDisplay() if sys.stderr.isatty() else PlainLines()


def _warn(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        if finding.severity != "note":
            _say(f"{finding.severity} {finding.rule}: {finding.message}")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - talk goes to stderr
