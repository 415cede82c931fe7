"""Targets and what was predicted out of files as they are: what is wrong is found, not refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from multihot.arrays import check_aligned
from multihot.cli.pairing import (
    Pair,
    in_one_order,
    labels_of,
    naming,
    read_thresholds,
    refuse_idle_header,
)
from multihot.io import Matrix, read_matrix

_BESIDE = ("scores", "decisions")


@dataclass(frozen=True, eq=False)
class RawArrays:
    """What a user names, unchecked but for its shapes.

    Args:
        targets: (n_rows, n_labels) of any numbers.
        labels: names of the columns.
        scores: (n_rows, n_labels) of any numbers; None where no file has them.
        thresholds: one a label.
        decisions: (n_rows, n_labels) of any numbers; None where no file has them.
        told: what was done to bring them together, a line each.
    """

    targets: Any
    labels: tuple[str, ...]
    scores: Any = None
    thresholds: Any = 0.5
    decisions: Any = None
    told: tuple[str, ...] = ()


def read_raw(options: Mapping[str, Any]) -> RawArrays:
    """What the options name.

    Raises:
        DataError: a file or a cell cannot be read, or the label names differ.
        ShapeError: not the same rows and labels.
    """
    header = options["header"]
    paths = [options[name] for name in ("targets", *_BESIDE) if options[name] is not None]
    refuse_idle_header((*paths, Path(options["thresholds"])), header=header)
    truth = read_matrix(options["targets"], header=header)
    names = None if options["label_names"] is None else Path(options["label_names"])
    named, given, told = truth, {}, list[str]()
    for name in _BESIDE:
        if options[name] is not None:
            matrix = read_matrix(options[name], header=header)
            given[name], done = _beside(truth, named, matrix, name)
            named = named if named.names is not None else matrix
            told += done
    labels, named_by = labels_of(truth, named, names)
    thresholds: Any = 0.5
    if "scores" in given:
        pair: Any = Pair(truth.values, given["scores"], labels, named_by, told)
        thresholds = read_thresholds(options["thresholds"], pair, header=header).values
    return RawArrays(truth.values, labels.names, thresholds=thresholds, told=tuple(told), **given)


def _beside(truth: Matrix, named: Matrix, given: Matrix, name: str) -> tuple[Any, list[str]]:
    """The values with their columns in the order of those that are named, and what was done."""
    ordered, told = in_one_order(named, given)
    with naming(f"{truth.source} and {given.source}"):
        check_aligned(targets=truth.values, **{name: ordered.values})
    return ordered.values, told
