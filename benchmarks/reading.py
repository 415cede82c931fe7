"""How fast the readers are, against pandas, liac-arff and scikit-learn on the same files.

Ours ends with texts, targets and the line of each row; pandas ends with a frame, and in the
column "as texts" with the columns as lists of Python texts, which is what a tokenizer needs.
Medians of five runs in one process, in turn.

    python benchmarks/reading.py [FOLDER OF THE DATA SETS]
"""

from __future__ import annotations

import csv
import gzip
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import arff
import numpy as np
import pandas as pd
from sklearn.datasets import dump_svmlight_file, load_svmlight_file

from multihot import io

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
N_RUNS = 5
Read = Callable[[Path], Any]


@dataclass(frozen=True)
class Race:
    """One file and those who read it."""

    name: str
    path: Path
    ours: Read
    other: str
    theirs: Read
    as_texts: Read | None = None


def races(data: Path, scratch: Path) -> list[Race]:
    names = tuple((data / "goemotions" / "labels.txt").read_text("utf-8").split())
    plain = io.CsvForm(quoting=False, header=False)
    tags = io.LabelColumn("tags", separator=" ")
    robotics = data / "robotics" / "robotics.csv"
    positions = io.LabelColumn("2", separator=",", names=names)
    return [
        csv_race(
            "robotics.csv",
            robotics,
            lambda path: io.read_csv(
                path, inputs=io.TextColumns(("title", "content")), labels=tags
            ),
        ),
        csv_race(
            "goemotions train.tsv",
            data / "goemotions" / "train.tsv",
            lambda path: io.read_csv(path, text="1", labels=positions, form=plain),
            sep="\t",
            header=None,
            quoting=csv.QUOTE_NONE,
        ),
        csv_race(
            "tox21.csv",
            data / "tox21" / "tox21.csv",
            lambda path: io.read_csv(
                path, text="smiles", labels=io.IndicatorColumns(("NR-*", "SR-*"))
            ),
        ),
        Race(
            "movies.jsonl",
            unpacked(data / "wikipedia-movies" / "movies.jsonl.gz", scratch),
            lambda path: io.read_jsonl(path, text="extract", labels=io.LabelColumn("genres")),
            "pandas",
            lambda path: pd.read_json(path, lines=True),
            lambda path: lists_of(pd.read_json(path, lines=True)),
        ),
        *arff_races(data),
        Race(
            "tox21 bits.svm",
            svmlight(data / "tox21" / "tox21_fp1024.npz", scratch),
            lambda path: io.read_svmlight(path, first_index=1),
            "scikit-learn",
            lambda path: load_svmlight_file(str(path), multilabel=True, zero_based=False),
        ),
    ]


def csv_race(name: str, path: Path, ours: Read, **how: Any) -> Race:
    return Race(
        name,
        path,
        ours,
        "pandas",
        lambda path: pd.read_csv(path, **how),
        lambda path: lists_of(pd.read_csv(path, **how)),
    )


def arff_races(data: Path) -> list[Race]:
    return [
        Race(
            f"{name}-train.arff",
            data / name / f"{name}-train.arff",
            lambda path, name=name: io.read_arff(
                path, labels=io.MulanLabels(path.with_name(f"{name}.xml"))
            ),
            "liac-arff",
            lambda path, form=form: liac(path, form),
        )
        for name, form in (("yeast", arff.DENSE), ("bibtex", arff.LOD))
    ]


def liac(path: Path, form: int) -> Any:
    with path.open(encoding="utf-8") as file:
        return arff.load(file, return_type=form)


def lists_of(frame: pd.DataFrame) -> list[list[Any]]:
    return [column.tolist() for _, column in frame.items()]


def unpacked(path: Path, scratch: Path) -> Path:
    plain = scratch / path.stem
    with gzip.open(path) as packed, plain.open("wb") as file:
        shutil.copyfileobj(packed, file)
    return plain


def svmlight(path: Path, scratch: Path) -> Path:
    with np.load(path) as stored:
        bits = next(stored[name] for name in stored.files if stored[name].dtype == np.uint8)
    features = np.unpackbits(bits, axis=1).astype(np.float64)
    targets = (features[:, :12] > 0).astype(int)
    plain = scratch / "tox21.svm"
    dump_svmlight_file(features, targets, str(plain), multilabel=True, zero_based=False)
    return plain


def seconds(read: Read, path: Path) -> float:
    start = time.perf_counter()
    read(path)
    return time.perf_counter() - start


def run(race: Race) -> str:
    readers = [race.ours, race.theirs] + ([race.as_texts] if race.as_texts else [])
    times: list[list[float]] = [[] for _ in readers]
    for _ in range(N_RUNS):
        for taken, read in zip(times, readers, strict=True):
            taken.append(seconds(read, race.path))
    megabytes = race.path.stat().st_size / 1e6
    ours, *others = (megabytes / statistics.median(taken) for taken in times)
    told = f"{race.name:22}{megabytes:7.1f}{ours:9.1f}  {race.other:13}"
    return told + "".join(f"{speed:9.1f}{ours / speed:8.2f}" for speed in others)


def main() -> None:
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else BESIDE
    if not data.is_dir():
        sys.exit(f"no data sets at {data}: name their folder")
    print("file                       MB ours MB/s  other             MB/s   ratio", end="")
    print(" as texts   ratio")
    with tempfile.TemporaryDirectory() as scratch:
        for race in races(data, Path(scratch)):
            print(run(race))


if __name__ == "__main__":
    main()
