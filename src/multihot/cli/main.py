"""The command `multihot`: finds the command asked for, and turns errors into exit codes."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "demo": "the whole path on real data of an installed package",
    "train": "from a data file to a trained model, its decisions and its numbers",
    "evaluate": "every number, for a run and a labelled file or for two files of arrays",
    "identify": "what a number is that some library printed for these predictions",
    "predict": "label names and scores for every row of a file",
    "audit": "find the traps in scripts, notebooks, models, arrays and data",
    "report": "write the page of a run again",
    "metrics": "every metric: what it takes, what it can be applied to, its range",
    "explain": "what a metric or a rule is, and who else computes it",
}


class _Commands(click.Group):
    """Imports a command when it is asked for, so that --help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's name
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"multihot.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from multihot.errors import did_you_mean

            ctx.fail(f"no command {name!r}. {did_you_mean(name, COMMANDS)}".rstrip())
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="multihot")
@click.option(
    "--traceback",
    is_flag=True,
    expose_value=False,
    help="Show where in the code an error comes from; also behind the command.",
)
def command() -> None:
    """Multi-label classification on Keras 3: a row can carry any number of labels.

    \b
    Exit codes: 0 done, 1 something was found, 2 bad usage or bad input, 70 a bug of multihot,
    130 interrupted.
    """


def main() -> None:
    """Run the command line; how it ended is the exit code."""
    arguments, show_traceback = _without_traceback(sys.argv[1:])
    _write_whatever_the_terminal_knows()
    try:
        code = command.main(arguments, prog_name="multihot", standalone_mode=False)
        sys.stdout.flush()  # here, where a full disk can still be told
    except (Exception, KeyboardInterrupt) as error:
        from multihot.cli.failures import ended_by

        code = ended_by(error, show_traceback=show_traceback)
    sys.exit(code if isinstance(code, int) else 0)


def _without_traceback(arguments: list[str]) -> tuple[list[str], bool]:
    """The arguments without --traceback, which may stand before the command or behind it."""
    rest = [each for each in arguments if each != "--traceback"]
    return rest, len(rest) < len(arguments)


def _write_whatever_the_terminal_knows() -> None:
    """Write letters that the terminal's encoding lacks as escapes, rather than end there."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    main()
