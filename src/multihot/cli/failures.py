"""What is said of a command that could not do its work, and its exit code."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

import click

from multihot import __version__
from multihot.errors import MultihotError

DONE, FOUND, REFUSED, BUG, INTERRUPTED = 0, 1, 2, 70, 130

_MOST_LETTERS = 300


def ended_by(error: BaseException, *, show_traceback: bool) -> int:
    """Say on stderr why the command ended, and give its exit code.

    What a user can mend ends with 2: what multihot refuses, a command line that is none, and what
    the system refuses, such as a full disk or too little memory. All else is a bug of multihot.
    """
    if isinstance(error, BrokenPipeError):  # the reader of our output has seen enough
        sys.stderr.close()
        return DONE
    if show_traceback:
        click.echo("".join(traceback.format_exception(error)).rstrip(), err=True)
    if isinstance(error, KeyboardInterrupt | click.Abort):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        error.show()
    elif isinstance(error, MultihotError):
        click.echo(f"{_kind(error)}: {error.for_command()}", err=True)
    elif isinstance(error, MemoryError):
        click.echo(f"error: {_of_memory(error)}", err=True)
    elif isinstance(error, OSError) and error.errno is not None:
        _forget_output()
        click.echo(f"error: {_of_system(error)}", err=True)
    else:
        click.echo(_of_bug(error), err=True)
        return BUG
    return REFUSED


def _kind(error: MultihotError) -> str:
    return "error" if type(error) is MultihotError else type(error).__name__


def _of_memory(error: MemoryError) -> str:
    told = f" ({_one_line(error)})" if str(error) else ""
    problem = f"the memory of this machine does not suffice{told}"
    return str(MultihotError(problem, remedy="give fewer rows or labels, or free some memory"))


def _of_system(error: OSError) -> str:
    problem = (error.strerror or "it failed").lower()
    remedy = "see to it that the file or folder can be read or written and that the disk has room"
    where = "" if error.filename is None else str(error.filename)
    return str(MultihotError(f"the system says: {problem}", where=where, remedy=remedy))


def _of_bug(error: BaseException) -> str:
    told = f"{type(error).__name__}: {_one_line(error)}".removesuffix(": ")
    return (
        f"multihot {__version__} has a bug: {told} ({_place(error)}). Please report it with this "
        "line and what `multihot --traceback ...` prints for the same command"
    )


def _one_line(error: BaseException) -> str:
    words = " ".join(str(error).split())
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()} ..."


def _place(error: BaseException) -> str:
    """The line of multihot that was last run."""
    frames = traceback.extract_tb(error.__traceback__)
    package = Path(__file__).parents[1]
    ours = [each for each in frames if package in Path(each.filename).parents]
    if not ours:
        return "before its first line"
    file = Path(ours[-1].filename).relative_to(package.parent).as_posix()
    return f"{file}:{ours[-1].lineno}"


def _forget_output() -> None:
    """Throw away what could not be written, so that Python doesn't try once more at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
