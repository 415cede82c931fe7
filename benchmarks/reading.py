"""How fast the readers are, against pandas, liac-arff and scikit-learn on the same files.

Ours ends with texts or numbers, sparse targets, the label space and the line of each row. The other
first only reads (pandas: a frame, its texts still in buffers), then, in the column "same job", also
makes the texts a tokenizer takes and sparse targets with scikit-learn's MultiLabelBinarizer.
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
from scipy.sparse import csr_array
from sklearn.datasets import dump_svmlight_file, load_svmlight_file
from sklearn.preprocessing import MultiLabelBinarizer

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
    same_job: Read | None = None


def races(data: Path, scratch: Path) -> list[Race]:
    names = tuple((data / "goemotions" / "labels.txt").read_text("utf-8").split())
    plain = io.CsvForm(quoting=False, header=False)
    tags = io.LabelColumn("tags", separator=" ")
    robotics = data / "robotics" / "robotics.csv"
    positions = io.LabelColumn("2", separator=",", names=names)
    return [
        Race(
            "robotics.csv",
            robotics,
            lambda path: io.read_csv(
                path, inputs=io.TextColumns(("title", "content")), labels=tags
            ),
            "pandas",
            pd.read_csv,
            questions,
        ),
        Race(
            "goemotions train.tsv",
            data / "goemotions" / "train.tsv",
            lambda path: io.read_csv(path, text="1", labels=positions, form=plain),
            "pandas",
            comments,
            lambda path: texts_and_targets(comments(path), [0], 1, ","),
        ),
        Race(
            "tox21.csv",
            data / "tox21" / "tox21.csv",
            lambda path: io.read_csv(
                path, text="smiles", labels=io.IndicatorColumns(("NR-*", "SR-*"))
            ),
            "pandas",
            pd.read_csv,
            molecules,
        ),
        Race(
            "movies.jsonl",
            unpacked(data / "wikipedia-movies" / "movies.jsonl.gz", scratch),
            lambda path: io.read_jsonl(path, text="extract", labels=io.LabelColumn("genres")),
            "pandas",
            films,
            lambda path: texts_and_targets(films(path), ["extract"], "genres", None),
        ),
        *arff_races(data),
        Race(
            "tox21 bits.svm",
            svmlight(data / "tox21" / "tox21_fp1024.npz", scratch),
            lambda path: io.read_svmlight(path, first_index=1),
            "scikit-learn",
            bits,
            lambda path: MultiLabelBinarizer(sparse_output=True).fit_transform(bits(path)[1]),
        ),
    ]


def questions(path: Path) -> Any:
    return texts_and_targets(pd.read_csv(path), ["title", "content"], "tags", " ")


def comments(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, sep="\t", header=None, quoting=csv.QUOTE_NONE)


def films(path: Path) -> pd.DataFrame:
    return pd.read_json(path, lines=True)


def molecules(path: Path) -> Any:
    frame = pd.read_csv(path)
    return frame["smiles"].tolist(), csr_array(frame.iloc[:, 1:].to_numpy(dtype=np.float32))


def bits(path: Path) -> Any:
    return load_svmlight_file(str(path), multilabel=True, zero_based=False)


def texts_and_targets(
    frame: pd.DataFrame, texts: list[Any], labels: Any, separator: str | None
) -> tuple[list[str], Any]:
    columns = [frame[name].tolist() for name in texts]
    cells = frame[labels] if separator is None else frame[labels].astype(str).str.split(separator)
    joined = ["\n".join(row) for row in zip(*columns, strict=True)]
    return joined, MultiLabelBinarizer(sparse_output=True).fit_transform(cells)


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
    readers = [race.ours, race.theirs] + ([race.same_job] if race.same_job else [])
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
    print(" same job   ratio")
    with tempfile.TemporaryDirectory() as scratch:
        for race in races(data, Path(scratch)):
            print(run(race))


if __name__ == "__main__":
    main()
