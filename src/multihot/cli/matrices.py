"""The options that name targets, scores and thresholds in files, shared by the commands."""

from __future__ import annotations

import click

from multihot.cli.columns import FILE, Decorator, together


def matrix_options(*, required: bool) -> Decorator:
    """Add --targets, --scores and --thresholds to a command.

    Args:
        required: the command has no use without the first two.
    """
    return together(
        click.option(
            "--targets",
            type=FILE,
            required=required,
            metavar="FILE",
            help="The truth: 1 the row has the label, 0 not, NaN (in .csv: nothing) where nobody "
            "knows.",
        ),
        click.option(
            "--scores",
            type=FILE,
            required=required,
            metavar="FILE",
            help="How sure a model is of each label, 0 to 1; decisions of 0 and 1 are scores, too.",
        ),
        click.option(
            "--thresholds",
            default="0.5",
            show_default=True,
            metavar="NUMBER|FILE",
            help="A label is given where score >= threshold, in the scores' own precision: "
            "one number from 0 to 1, or a file with one for each label: a matrix of one row, or "
            'JSON such as {"war": 0.5, "love": 0.3}; inf: never given.',
        ),
    )


def pair_options(*, required: bool) -> Decorator:
    """Add to a command the options of `matrix_options`, and how the files are read.

    Args:
        required: as of `matrix_options`.
    """
    return together(
        matrix_options(required=required),
        click.option(
            "--labels",
            type=FILE,
            metavar="FILE",
            help="One label name a line, in the order of the columns, where no file names its "
            "columns.",
        ),
        click.option(
            "--header/--no-header",
            default=True,
            help="Without: .csv and .tsv begin with numbers, not with a row of label names.",
        ),
        click.option(
            "--from-logits",
            is_flag=True,
            help="--scores holds logits: 1 / (1 + exp(-logit)) is taken. Never guessed.",
        ),
    )
