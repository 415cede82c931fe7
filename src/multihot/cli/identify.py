"""`multihot identify`: what a number is that some library printed for these predictions."""

from __future__ import annotations

import re
from typing import Any

import click

from multihot.cli.matrices import pair_options


class _NumberFirst(click.Command):
    """Takes a NUMBER below 0 in the first place for a number, not for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and re.match(r"-[.\d]", args[0]):
            args = [*args[1:], "--", args[0]]
        return super().parse_args(ctx, args)


@click.command("identify", cls=_NumberFirst)
@click.argument("number")
@pair_options(required=True)
@click.option(
    "--tolerance",
    type=float,
    metavar="NUMBER",
    help="How far from NUMBER still fits; by default half a unit of its last digit.",
)
@click.option(
    "--batch-size",
    type=int,
    metavar="ROWS",
    help="Rows of a batch, if you know: means of such batches are looked for, no others.",
)
@click.option("--json", "as_json", is_flag=True, help="Print all that was found as JSON.")
def command(number: str, *, as_json: bool, **options: Any) -> int:
    """Say what NUMBER is, that some library printed for these predictions.

    Computes what Keras of each generation, scikit-learn and others call accuracy, F1, AUC and so
    on, and shows those that give the number, whose they are, what they do not mean, and what the
    others are. The FILEs are those of `multihot evaluate`. NUMBER is written as it was printed:
    its last digit says how exact it is.

    \b
    Examples:
      multihot identify 0.98 --targets y.npy --scores s.npy
      multihot identify 99.3% --targets y.csv --scores s.csv --thresholds 0.3
      multihot identify 0.5714 --targets y.npy --scores logits.npy --from-logits --json

    \b
    Exit codes: 0 found, 1 nothing fits, 2 bad usage or bad input, 70 a bug of multihot.
    """
    from multihot.cli.pairing import read_all
    from multihot.identification import identify

    _, pair, thresholds = read_all(options)
    for line in pair.told:
        click.echo(line, err=True)
    found = identify(
        number,
        pair.targets,
        pair.scores if pair.logits is None else pair.logits,
        thresholds,
        tolerance=options["tolerance"],
        labels=pair.labels,
        from_logits=options["from_logits"],
        batch_size=options["batch_size"],
    )
    click.echo(found.to_json() if as_json else found.table())
    return 0 if found.matches else 1
