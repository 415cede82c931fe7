"""`MultiLabelClassifier` beside scikit-learn's classifiers, each as it comes: F1 and seconds.

    python benchmarks/estimator.py [FOLDER]

FOLDER holds the data sets with a test part of their own; docs/data-sets.md says where they are
from. All fit on the train part and predict the test part; columns are standardised for theirs.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import issparse
from sklearn.ensemble import RandomForestClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import multihot as mh

SETS = ("emotions", "scene", "yeast", "birds", "bibtex")


def main() -> None:
    here = Path(__file__).resolve()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else here.parents[2] / "shared" / "data"
    if not folder.is_dir():
        print(f"the data sets are not at {folder}: name their folder")
        return
    warnings.simplefilter("ignore", ConvergenceWarning)
    print("| set | classifier | f1_micro | f1_macro | s |", "|---" * 5 + "|", sep="\n")
    for name in SETS:
        train, test = (part(folder / name, name, which) for which in ("train", "test"))
        for told, classifier in classifiers(sparse=issparse(train[0])).items():
            print(f"| {name} | {told} | {measured(classifier, train, test)} |", flush=True)


def part(folder: Path, name: str, which: str) -> tuple[Any, Any]:
    labels = mh.MulanLabels(folder / f"{name}.xml")
    dataset = mh.read_arff(folder / f"{name}-{which}.arff", labels=labels)
    columns = np.argsort(dataset.labels.names)  # the same in both parts
    numbers = dataset.inputs.numbers
    if issparse(numbers):  # a forest refuses wider indices
        numbers.indices, numbers.indptr = (
            each.astype(np.int32) for each in (numbers.indices, numbers.indptr)
        )
    return numbers, dataset.targets.toarray()[:, columns].astype(int)


def classifiers(*, sparse: bool) -> Mapping[str, Any]:
    scaled = StandardScaler(with_mean=not sparse)
    logistic = OneVsRestClassifier(LogisticRegression(max_iter=1000))
    return {
        "MultiLabelClassifier()": mh.MultiLabelClassifier(),
        "OneVsRestClassifier(LogisticRegression())": make_pipeline(scaled, logistic),
        "MLPClassifier()": make_pipeline(scaled, MLPClassifier(random_state=0)),
        "RandomForestClassifier()": RandomForestClassifier(random_state=0, n_jobs=-1),
    }


def measured(classifier: Any, train: tuple[Any, Any], test: tuple[Any, Any]) -> str:
    started = time.perf_counter()
    decisions = classifier.fit(*train).predict(test[0])
    seconds = time.perf_counter() - started
    micro, macro = (
        f1_score(test[1], decisions, average=average, zero_division=0)
        for average in ("micro", "macro")
    )
    return f"{micro:.3f} | {macro:.3f} | {seconds:.1f}"


if __name__ == "__main__":
    main()
