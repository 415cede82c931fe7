"""From one file, or several, to the three parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import click
import numpy as np

from multihot.data import (
    Dataset,
    Splits,
    Table,
    align,
    check_share,
    rest_of,
    split,
    split_by_fold,
    split_off,
    unseen_labels,
)
from multihot.errors import DataError, check_seed, check_whole_number, counted, listed
from multihot.io import LabelColumn, Reading, check_columns, read
from multihot.labels import LabelSpace, written_otherwise


@dataclass(frozen=True)
class Division:
    """How the three parts come about.

    Args:
        validation: file of the validation part, or None.
        test: file of the test part, or None.
        validation_share: share of the rows to choose on, where no file has them.
        test_share: share of the rows to judge by, where no file has them.
        seed: of the split.
        unseen: what to do with labels that the train file never has.
        fewest_rows: labels with fewer rows are left out.
    """

    validation: Path | None
    test: Path | None
    validation_share: float
    test_share: float
    seed: int
    unseen: Literal["error", "keep", "drop"]
    fewest_rows: int


def check_files(data: Path, reading: Reading, division: Division) -> None:
    """Refuse what cannot go well, before a file is read whole.

    Raises:
        UsageError: options that exclude each other.
        DataError: shares that leave nothing, a file that cannot be opened, or a column that is
            not named or not there.
    """
    check_whole_number(division.fewest_rows, name="fewest_rows", least=1)
    check_seed(division.seed)
    if reading.fold is not None and (division.validation or division.test):
        raise click.UsageError("--fold names the parts: leave --validation and --test out")
    _check_shares(reading, division)
    for file in (data, division.validation, division.test):
        if file is not None:
            check_columns(file, reading)


def _check_shares(reading: Reading, division: Division) -> None:
    """Of those shares that no file and no column stand in for."""
    files = (division.validation, division.test)
    if reading.fold is None and files == (None, None):
        rest_of(division.validation_share, division.test_share)
    elif reading.fold is None:
        for file, share in zip(
            files, (division.validation_share, division.test_share), strict=True
        ):
            if file is None:
                check_share(share)


def read_parts(
    data: Path, reading: Reading, division: Division
) -> tuple[Splits, tuple[tuple[str, str], ...]]:
    """The parts, and what was done to get them, (heading, sentence)."""
    whole = read(data, reading)
    told = [("Data", _told(whole))]
    if division.fewest_rows > 1:
        whole, sentence = _without_rare(whole, division.fewest_rows)
        told.append(("Left out", sentence))
    if reading.fold is not None:
        return split_by_fold(whole, column=reading.fold), (
            *told,
            ("Split", f"by the column {reading.fold!r}"),
        )
    if division.validation is None and division.test is None:
        how = f"by share, stratified by label, seed {division.seed}"
        how += f", groups of {reading.group!r} kept together" if reading.group else ""
        splits = split(
            whole,
            seed=division.seed,
            validation=division.validation_share,
            test=division.test_share,
        )
        return splits, (*told, ("Split", f"{how}."))
    splits, sentences = _from_files(whole, reading, division)
    return splits, (*told, *sentences)


def _from_files(
    whole: Dataset, reading: Reading, division: Division
) -> tuple[Splits, list[tuple[str, str]]]:
    told = []
    if isinstance(whole.inputs, Table):
        reading = replace(reading, n_features=len(whole.inputs.number_names))
    if isinstance(reading.labels, LabelColumn):  # the labels are known, and tell strange ones
        reading = replace(reading, labels=replace(reading.labels, as_written=True))
    given: dict[str, Dataset] = {}
    for name, file in (("validation", division.validation), ("test", division.test)):
        if file is not None:
            given[name] = read(file, reading)
            told.append((f"{name} file".capitalize(), _told(given[name])))
    labels, sentences = _labels(whole, given, division.unseen)
    told += [("Labels", sentence) for sentence in sentences]
    parts = {
        name: align(part, labels, drop_unseen=division.unseen == "drop")
        for name, part in given.items()
    }
    train = align(whole, labels)
    for name, share in (
        ("test", division.test_share),
        ("validation", division.validation_share),
    ):
        if name not in parts:
            train, parts[name] = split_off(train, share=share, seed=division.seed)
            told.append(
                ("Split", f"{share:.0%} of the train file became {name}, stratified by label.")
            )
    return Splits(train, parts["validation"], parts["test"]), told


def _labels(train: Dataset, given: dict[str, Dataset], unseen: str) -> tuple[LabelSpace, list[str]]:
    names = list(train.labels.names)
    sentences = []
    for part_name, part in given.items():
        strange = unseen_labels(part, train.labels)
        if not strange:
            continue
        told = counted(strange)
        what = f"{len(strange)} labels of {part_name} were never seen in training: {told}"
        otherwise = written_otherwise(strange, train.labels.names)
        if unseen == "error":
            raise DataError(
                what,
                where=part.source,
                remedy=otherwise
                or "choose: --unseen keep counts them as missed, --unseen drop leaves them out",
            )
        kept = "kept, and count as missed" if unseen == "keep" else "left out"
        sentences.append(f"{what}; they are {kept}{otherwise and '; but '}{otherwise}.")
        if unseen == "keep":
            names += [name for name in strange if name not in names]
    return LabelSpace(tuple(names)), sentences


def _without_rare(dataset: Dataset, fewest: int) -> tuple[Dataset, str]:
    counts = dataset.positives_per_label()
    kept = np.flatnonzero(counts >= fewest)
    if not len(kept):
        raise DataError(
            f"no label has {fewest} rows",
            where=dataset.source,
            remedy="choose a lower --fewest-rows",
        )
    rare = [dataset.labels.names[column] for column in np.flatnonzero(counts < fewest)]
    labels = LabelSpace(tuple(dataset.labels.names[column] for column in kept))
    narrow = align(dataset, labels, drop_unseen=True)
    lost = (np.diff(dataset.targets.indptr) > 0) & (np.diff(narrow.targets.indptr) == 0)
    sentence = (
        f"{len(rare)} labels with fewer than {fewest} rows"
        + (f" ({listed(rare)})" if rare else "")
        + f", and {int(lost.sum()):,} rows that had no other label."
    )
    return narrow.take(np.flatnonzero(~lost)), sentence


def _told(dataset: Dataset) -> str:
    n_labels = dataset.positives_per_label().sum()
    return (
        f"{dataset.source}: {len(dataset):,} rows, {len(dataset.labels)} labels, "
        f"{n_labels / len(dataset):.2f} labels a row."
    )
