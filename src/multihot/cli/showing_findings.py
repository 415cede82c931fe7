"""Findings as people read them: the place, the line with the piece marked, the way out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from multihot.cli.marking import marked, visible
from multihot.facts import Place
from multihot.rules import Finding

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_WIDEST = 160
_NARROWEST = 24
_UNBOUNDED = 100_000


def show(findings: Iterable[Finding]) -> None:
    """Print them to stdout: coloured and wrapped on a terminal, a paragraph a line elsewhere."""
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _UNBOUNDED
    for finding in findings:
        for line in _lines(finding, console):
            console.print(line, soft_wrap=True)
        console.print()


def _lines(finding: Finding, console: Console) -> Iterator[Text]:
    from rich.text import Text

    style = _STYLES[finding.severity]
    place = str(finding.place)
    head = Text.assemble(
        *((visible(place), "bold") if place else "", "  " if place else ""),
        (finding.severity, style),
        *("  ", (finding.rule, "bold"), "  ", visible(finding.message)),
    )
    yield from _wrapped(head, console, indent=2, first=0)
    yield from _source(finding.place, style, _width(console))
    yield from _wrapped(Text(f"To fix: {visible(finding.advice)}"), console, indent=2)
    for line in finding.code.splitlines():
        yield Text(f"      {visible(line)}", style="green")
    if finding.settles:
        yield from _wrapped(Text(f"possible: {visible(finding.settles)}"), console, indent=2)
    yield Text(f"  multihot explain {finding.rule}", style="dim")


def _source(place: Place, style: str, width: int) -> Iterator[Text]:
    """The line, and below it the piece underlined."""
    from rich.text import Text

    if not place.text.strip():
        return
    gutter = f"  {place.line} | "
    line, before, length = marked(place, room=min(width, _WIDEST) - len(gutter))
    yield Text.assemble((gutter, "dim"), line)
    if length:
        blank = f"{'| ':>{len(gutter)}}"
        yield Text.assemble((blank, "dim"), " " * before, ("^" * length, style))


def _wrapped(text: Text, console: Console, *, indent: int, first: int = 2) -> Iterator[Text]:
    for number, line in enumerate(text.wrap(console, _width(console) - indent)):
        line.rstrip()
        line.pad_left(indent if number else first)
        yield line


def _width(console: Console) -> int:
    return max(console.width, _NARROWEST)
