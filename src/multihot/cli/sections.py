"""Help of a command with several forms: a line of usage each, and whose option is whose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import click


class SectionedCommand(click.Command):
    """Shows the forms of a command and its options in sections; the first takes the rest.

    Args:
        forms: what stands behind the command's name, for each form.
        sections: names of options by the title of their section.
    """

    forms: ClassVar[Sequence[str]]
    sections: ClassVar[Mapping[str, Sequence[str]]]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """A line for each form."""
        for number, form in enumerate(self.forms):
            formatter.write_usage(ctx.command_path, form, prefix=None if number == 0 else " " * 7)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """A section for each title."""
        found: dict[str, list[tuple[str, str]]] = {title: [] for title in self.sections}
        rest = next(iter(self.sections))
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx)
            if record is not None and isinstance(option, click.Option):
                titles = (title for title, names in self.sections.items() if option.name in names)
                found[next(titles, rest)].append(record)
        for title, records in found.items():
            with formatter.section(title):
                formatter.write_dl(records)
