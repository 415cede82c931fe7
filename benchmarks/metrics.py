"""Every number of an evaluation: seconds of multihot, scikit-learn, torchmetrics and Keras.

    python benchmarks/metrics.py                 all tables; some ten minutes, most of them peers'
    python benchmarks/metrics.py 100000x416      one of them
    python benchmarks/metrics.py sparse          a million labels, sparse targets and scores

All work on the same arrays in one process. multihot goes first, so its first call is a first call:
nothing is compiled, nothing is warm. Of the peers, the first calls count as well.
"""

from __future__ import annotations

import os
import resource
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

import multihot as mh
from multihot import metrics
from multihot.arrays import as_scores, as_targets
from multihot.evaluation.deciding import decision_metrics
from multihot.metrics.at_k import at_k
from multihot.metrics.ranking import coverage_error_of, ranking_loss_of

os.environ.setdefault("KERAS_BACKEND", "jax")

SIZES = {
    "100000x416": (100_000, 416, 3),
    "20000x1000": (20_000, 1000, 5),
    "1000000x20": (1_000_000, 20, 2),
}
CUT = 0.5

PROC = Path("/proc/self/status")


def main() -> None:
    wanted = sys.argv[1:] or [*SIZES, "sparse"]
    for name in wanted:
        if name == "sparse":
            sparse()
        else:
            dense(name)


def dense(name: str) -> None:
    targets, scores = table(*SIZES[name])
    n_rows, n_labels = targets.shape
    inputs = (targets.nbytes + scores.nbytes) / 1e6
    print(f"\n{n_rows:,} rows x {n_labels:,} labels, {targets.sum() / n_rows:.2f} true a row,")
    print(f"targets {targets.dtype}, scores {scores.dtype}: {inputs:.0f} MB\n")

    before = forget_peak()
    ours, first = timed(lambda: mh.evaluate(targets, scores, CUT))
    grown = peak() - before
    again = min(timed(lambda: mh.evaluate(targets, scores, CUT))[1] for _ in range(3))
    print(f"multihot, {len(ours)} numbers and {len(ours.per_label)} of each label")
    print(f"  first call {first:8.2f} s, then {again:.2f} s")
    print(f"  peak memory {inputs + grown:.0f} MB: {1 + grown / inputs:.2f} times the inputs")
    alone = min(timed(lambda: the_same(targets, scores))[1] for _ in range(3))
    print(f"  the 18 of scikit-learn alone, no calibration {alone:.2f} s")
    counting(targets, scores)
    for peer, calls in peers(targets, scores).items():
        seconds = compare(peer, calls, ours, first)
        if peer == "scikit-learn":
            print(f"  and {seconds / alone:.0f} times what the same 18 alone take here\n")


def the_same(targets: np.ndarray, scores: np.ndarray) -> dict[str, float]:
    """The numbers that scikit-learn is asked for below, of the same pieces that evaluate is of."""
    truth, checked = as_targets(targets), as_scores(scores)
    outcomes = metrics.Outcomes(truth, metrics.decide(checked, np.full(truth.shape[1], CUT)))
    found = dict(decision_metrics(outcomes))
    rows = metrics.rank("rows", outcomes.positives, outcomes.unknown, checked, None)
    for name, values in {
        "lrap": metrics.lrap_of(rows),
        "coverage_error": coverage_error_of(rows),
        "ranking_loss": ranking_loss_of(rows),
        "ndcg_at_5": np.nan_to_num(at_k(rows, 5)["ndcg"]),
    }.items():
        found[name] = float(values.mean())
    kept = metrics.KeptScores((truth,), (checked,), (None,))
    of_label, of_all = kept.per_label(), kept.together()
    for name, area in of_label.items():
        found[f"{name}_macro"] = float(np.nanmean(area.values))
        found[f"{name}_micro"] = float(of_all[name].values[0])
    return found


def counting(targets: np.ndarray, scores: np.ndarray) -> None:
    def read() -> None:
        targets.max()
        scores.max()

    def count() -> None:
        metrics.LabelCounts.of(targets, metrics.decide(as_scores(scores), cuts))

    cuts = np.full(targets.shape[1], CUT)
    reading = min(timed(read)[1] for _ in range(5))
    seconds = min(timed(count)[1] for _ in range(5))
    print(f"  counts of each label {seconds * 1000:.0f} ms, reading the arrays once")
    print(f"  {reading * 1000:.0f} ms: {seconds / reading:.1f} times\n")


def compare(
    peer: str, calls: Mapping[str, Callable[[], float]], ours: mh.Evaluation, first: float
) -> float:
    total, worst = 0.0, ("", 0.0)
    for name, call in calls.items():
        value, seconds = timed(call)
        total += seconds
        gap = abs(float(value) - ours[name])
        if gap > worst[1]:
            worst = (name, gap)
        print(f"  {peer:<14}{name:<26}{seconds:8.2f} s   {float(value):.9f}   {gap:.1e}")
    print(
        f"  {peer}: {len(calls)} metrics {total:.1f} s, {total / first:.0f} times multihot's first "
        f"call for all {len(ours)}; greatest difference {worst[1]:.1e} {worst[0]}\n"
    )
    return total


def peers(targets: np.ndarray, scores: np.ndarray) -> dict[str, dict[str, Callable[[], float]]]:
    found = {"scikit-learn": of_scikit_learn(targets, scores)}
    for name, of_peer in (("torchmetrics", of_torchmetrics), ("Keras", of_keras)):
        try:
            found[name] = of_peer(targets, scores)
        except ImportError as missing:
            print(f"  {name} is left out: {missing}\n")
    return found


def of_scikit_learn(targets: np.ndarray, scores: np.ndarray) -> dict[str, Callable[[], float]]:
    from sklearn import metrics as sk

    decisions = (scores >= CUT).astype(np.uint8)
    calls: dict[str, Callable[[], float]] = {
        "subset_accuracy": lambda: sk.accuracy_score(targets, decisions),
        "hamming_loss": lambda: sk.hamming_loss(targets, decisions),
    }
    for measure, average in (
        ("precision", "macro"),
        ("recall", "macro"),
        ("f1", "micro"),
        ("f1", "macro"),
        ("f1", "weighted"),
        ("f1", "samples"),
        ("jaccard", "macro"),
        ("jaccard", "samples"),
    ):
        function = getattr(sk, f"{measure}_score")
        calls[f"{measure}_{average}"] = lambda function=function, average=average: function(
            targets, decisions, average=average, zero_division=0
        )
    calls |= {
        "lrap": lambda: sk.label_ranking_average_precision_score(targets, scores),
        "coverage_error": lambda: sk.coverage_error(targets, scores),
        "ranking_loss": lambda: sk.label_ranking_loss(targets, scores),
        "ndcg_at_5": lambda: sk.ndcg_score(targets, scores, k=5),
        "roc_auc_micro": lambda: sk.roc_auc_score(targets, scores, average="micro"),
        "roc_auc_macro": lambda: sk.roc_auc_score(targets, scores, average="macro"),
        "average_precision_micro": lambda: sk.average_precision_score(
            targets, scores, average="micro"
        ),
        "average_precision_macro": lambda: sk.average_precision_score(
            targets, scores, average="macro"
        ),
    }
    return calls


def of_torchmetrics(targets: np.ndarray, scores: np.ndarray) -> dict[str, Callable[[], float]]:
    import torch
    from torchmetrics.functional import classification as tm

    truth, given = torch.from_numpy(targets.astype(np.int64)), torch.from_numpy(scores)
    n = targets.shape[1]
    return {
        "subset_accuracy": lambda: tm.multilabel_exact_match(given, truth, num_labels=n),
        "hamming_loss": lambda: tm.multilabel_hamming_distance(
            given, truth, num_labels=n, average="micro"
        ),
        "precision_macro": lambda: tm.multilabel_precision(given, truth, num_labels=n),
        "recall_macro": lambda: tm.multilabel_recall(given, truth, num_labels=n),
        "f1_micro": lambda: tm.multilabel_f1_score(given, truth, num_labels=n, average="micro"),
        "f1_macro": lambda: tm.multilabel_f1_score(given, truth, num_labels=n, average="macro"),
        "f1_weighted": lambda: tm.multilabel_f1_score(
            given, truth, num_labels=n, average="weighted"
        ),
        "jaccard_macro": lambda: tm.multilabel_jaccard_index(given, truth, num_labels=n),
        "lrap": lambda: tm.multilabel_ranking_average_precision(given, truth, num_labels=n),
        "coverage_error": lambda: tm.multilabel_coverage_error(given, truth, num_labels=n),
        "ranking_loss": lambda: tm.multilabel_ranking_loss(given, truth, num_labels=n),
        "roc_auc_macro": lambda: tm.multilabel_auroc(given, truth, num_labels=n),
        "average_precision_macro": lambda: tm.multilabel_average_precision(
            given, truth, num_labels=n
        ),
    }


def of_keras(targets: np.ndarray, scores: np.ndarray) -> dict[str, Callable[[], float]]:
    import keras

    n = targets.shape[1]

    def stream(metric: keras.metrics.Metric) -> Callable[[], float]:
        def run() -> float:
            for start in range(0, len(targets), 4096):
                rows = slice(start, start + 4096)
                metric.update_state(targets[rows].astype(np.float32), scores[rows])
            return float(metric.result())

        return run

    return {
        "label_accuracy": stream(keras.metrics.BinaryAccuracy()),
        "argmax_accuracy": stream(keras.metrics.CategoricalAccuracy()),
        "precision_micro": stream(keras.metrics.Precision()),
        "recall_micro": stream(keras.metrics.Recall()),
        "f1_micro": stream(keras.metrics.F1Score(average="micro", threshold=CUT)),
        "f1_macro": stream(keras.metrics.F1Score(average="macro", threshold=CUT)),
        "f1_weighted": stream(keras.metrics.F1Score(average="weighted", threshold=CUT)),
        "roc_auc_micro": stream(keras.metrics.AUC()),
        "roc_auc_macro": stream(keras.metrics.AUC(multi_label=True, num_labels=n)),
        "log_loss": stream(keras.metrics.BinaryCrossentropy()),
    }


def sparse() -> None:
    n_rows, n_labels = 100_000, 1_000_000
    rng = np.random.default_rng(0)
    scores = sparse_table(rng, n_rows, n_labels, 100)
    near = scores.indices[scores.indptr[:-1, None] + rng.integers(0, 90, (n_rows, 3))]
    columns = np.concatenate((near, rng.integers(0, n_labels, (n_rows, 2))), axis=1)
    targets = csr_array(
        (np.ones(columns.size), columns.ravel(), np.arange(0, columns.size + 1, 5)),
        shape=(n_rows, n_labels),
    )
    targets.sum_duplicates()
    targets.data[:] = 1
    print(f"\n{n_rows:,} rows x {n_labels:,} labels, {targets.nnz:,} true, {scores.nnz:,} scored\n")
    ours, seconds = timed(lambda: mh.evaluate(targets, scores, CUT))
    print(f"multihot, {len(ours)} numbers {seconds:.1f} s; the process took {peak() / 1000:.2f} GB")


def sparse_table(rng: np.random.Generator, n_rows: int, n_labels: int, k: int) -> csr_array:
    columns = rng.integers(0, n_labels, (n_rows, k))
    table = csr_array(
        (rng.random(columns.size), columns.ravel(), np.arange(0, columns.size + 1, k)),
        shape=(n_rows, n_labels),
    )
    table.sum_duplicates()
    table.data = np.minimum(table.data, 1).astype(np.float32)
    return table


def table(n_rows: int, n_labels: int, n_true: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels of falling frequency, and scores that know something of them; seed 0."""
    rng = np.random.default_rng(0)
    frequency = 1 / (1 + np.arange(n_labels) / 20)
    chances = np.cumsum(frequency / frequency.sum())
    targets = np.zeros((n_rows, n_labels), dtype=np.uint8)
    for _ in range(n_true):
        targets[np.arange(n_rows), np.searchsorted(chances, rng.random(n_rows))] = 1
    logits = rng.normal(size=(n_rows, n_labels)).astype(np.float32) * 1.5 - 4
    logits += 3.5 * targets
    return targets, (1 / (1 + np.exp(-logits))).astype(np.float32)


def timed(call: Callable[[], object]) -> tuple[object, float]:
    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = call()
    return result, time.perf_counter() - start


def peak() -> float:
    """Most memory that the process has held since `forget_peak`, in MB."""
    if not PROC.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    (line,) = (line for line in PROC.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1000


def forget_peak() -> float:
    """Begin again to watch for the most memory; what is held now, in MB."""
    if PROC.exists():
        Path("/proc/self/clear_refs").write_text("5")
    return peak()


if __name__ == "__main__":
    main()
