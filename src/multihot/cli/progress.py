"""Steps of a training as a person likes to follow them: a live display, or plain lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import TaskID

    from multihot.nn import Learned, Step


class PlainLines:
    """One line a step, for files and pipes."""

    def begin(self, name: str, n_steps: int) -> None:
        """Say what is trained."""
        _say(f"training {name}, at most {n_steps} steps")

    def step(self, step: Step, *, best: bool) -> None:
        """Say how it went."""
        numbers = "  ".join(f"{name} {value:.3f}" for name, value in step.numbers.items())
        mark = "  best so far" if best else ""
        _say(f"  {step.what:<10} loss {step.loss:.4f}  {numbers}  {step.seconds:.1f} s{mark}")

    def keep(self, learned: Learned) -> None:
        """Nothing to show."""

    def end(self, learned: Learned) -> None:
        """Say what is kept."""
        ended = "interrupted; " if learned.interrupted else ""
        _say(f"  {ended}kept step {learned.best_step} of {learned.last_step}")


class LiveDisplay:
    """A bar with epoch, loss, validation F1 and the time left."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self.console = Console(stderr=True)
        self.progress = Progress(
            TextColumn("[bold]{task.description:<7}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[line]}"),
            TextColumn("[dim]at most"),
            TimeRemainingColumn(compact=True),
            console=self.console,
        )
        self.task: TaskID | None = None

    def begin(self, name: str, n_steps: int) -> None:
        """Open a bar."""
        self.task = self.progress.add_task(name, total=n_steps, line="getting ready")
        self.progress.start()

    def step(self, step: Step, *, best: bool) -> None:
        """Move the bar on."""
        if self.task is None:
            return
        numbers = "  ".join(
            f"{name.replace('_', ' ')} [cyan]{value:.3f}[/]" for name, value in step.numbers.items()
        )
        mark = "  [green]best[/]" if best else ""
        line = f"{step.what}  loss {step.loss:.4f}  {numbers}{mark}"
        self.progress.update(self.task, completed=step.step, line=line)

    def keep(self, learned: Learned) -> None:
        """Nothing to show."""

    def end(self, learned: Learned) -> None:
        """Close the bar, and leave the best step in sight."""
        if self.task is not None and learned.log:
            best = learned.log[learned.best_step - 1]
            numbers = "  ".join(f"{name} {value:.3f}" for name, value in best.numbers.items())
            done = "interrupted, kept" if learned.interrupted else "kept"
            line = f"{done} {best.what}  {numbers}  {learned.seconds:.1f} s"
            self.progress.update(self.task, total=learned.last_step, line=line)
        self.progress.stop()


def display() -> PlainLines | LiveDisplay:
    """The live one on a terminal."""
    return LiveDisplay() if sys.stderr.isatty() else PlainLines()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - talk goes to stderr
