"""Targets and scores out of files as they are: what is wrong with them is found, not refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from multihot.arrays import check_aligned
from multihot.cli.pairing import (
    Files,
    Pair,
    in_one_order,
    labels_of,
    naming,
    read_thresholds,
    refuse_idle_header,
)
from multihot.io import read_matrix


@dataclass(frozen=True, eq=False)
class RawArrays:
    """What a user names, unchecked but for its shapes.

    Args:
        targets: (n_rows, n_labels) of any numbers.
        labels: names of the columns.
        scores: (n_rows, n_labels) of any numbers; None where no file has them.
        thresholds: one a label.
        told: what was done to bring them together, a line each.
    """

    targets: Any
    labels: tuple[str, ...]
    scores: Any = None
    thresholds: Any = 0.5
    told: tuple[str, ...] = ()


def read_raw(options: Mapping[str, Any]) -> RawArrays:
    """What the options name.

    Raises:
        DataError: a file or a cell cannot be read, or the label names differ.
        ShapeError: not the same rows and labels.
    """
    alone = options["scores"] is None
    scores = options["targets"] if alone else options["scores"]
    names = None if options["label_names"] is None else Path(options["label_names"])
    files = Files(options["targets"], scores, names, header=options["header"])
    refuse_idle_header(files, options["thresholds"])
    truth = read_matrix(files.targets, header=files.header)
    if alone:
        return RawArrays(truth.values, labels_of(truth, truth, names)[0].names)
    given, told = in_one_order(truth, read_matrix(files.scores, header=files.header))
    with naming(f"{truth.source} and {given.source}"):
        check_aligned(targets=truth.values, scores=given.values)
    labels, named_by = labels_of(truth, given, names)
    pair: Any = Pair(truth.values, given.values, labels, named_by, told)
    thresholds = read_thresholds(options["thresholds"], pair, header=files.header)
    return RawArrays(truth.values, labels.names, given.values, thresholds.values, tuple(told))
