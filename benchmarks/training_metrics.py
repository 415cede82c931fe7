"""What metrics cost in training: an epoch without, with six of ours, with six of Keras's own."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from multihot.nn import load_keras
from multihot.nn import metrics as ours

keras = load_keras()
ROUNDS = 7
N_ROWS, N_FEATURES, N_LABELS, BATCH_SIZE = 8192, 4096, 416, 256


def none() -> list[Any]:
    return []


def six_of_ours() -> list[Any]:
    return [
        ours.F1(),
        ours.F1(average="micro"),
        ours.Precision(),
        ours.Recall(),
        ours.SubsetAccuracy(),
        ours.PrecisionAtK(5),
    ]


def six_of_keras() -> list[Any]:
    theirs = keras.metrics
    return [
        theirs.F1Score(average="macro", threshold=0.5),
        theirs.Precision(),
        theirs.Recall(),
        theirs.BinaryAccuracy(),
        theirs.AUC(multi_label=True, num_labels=N_LABELS),
        theirs.TopKCategoricalAccuracy(),
    ]


def ranking_of_ours() -> list[Any]:
    return [ours.ROCAUC(), ours.AveragePrecision(), ours.NDCGAtK(5), ours.LRAP()]


CASES: dict[str, Callable[[], list[Any]]] = {
    "no metrics": none,
    "six of ours": six_of_ours,
    "six of Keras's": six_of_keras,
    "our ROCAUC, AveragePrecision, NDCGAtK(5), LRAP": ranking_of_ours,
}


def main() -> None:
    rng = np.random.default_rng(0)
    features = rng.random((N_ROWS, N_FEATURES), dtype=np.float32)
    targets = (rng.random((N_ROWS, N_LABELS)) < 0.01).astype(np.float32)
    models = {name: compiled(metrics()) for name, metrics in CASES.items()}
    for model in models.values():
        timed(model, features, targets)  # compiles
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in models}
    for _ in range(ROUNDS):
        for name, model in models.items():
            taken[name].append(timed(model, features, targets))
    print(f"{keras.backend.backend()}: an epoch of {N_ROWS} rows, median of {ROUNDS}, beside none")
    base = taken["no metrics"]
    for name, runs in taken.items():
        print(f"{name:<48} {compared(runs, base, 0)} wall, {compared(runs, base, 1)} of the CPUs")
    lowest = min(wall for wall, _ in base) / (N_ROWS // BATCH_SIZE)
    print(f"a batch without metrics {1000 * lowest:.1f} ms at the least; the metrics alone:")
    for name, metrics in CASES.items():
        if metrics():
            seconds = alone(metrics(), targets[:BATCH_SIZE])
            print(f"{name:<48} {1000 * seconds:6.2f} ms, {seconds / lowest:.1%} of it")


def compared(runs: list[tuple[float, float]], base: list[tuple[float, float]], clock: int) -> str:
    seconds = statistics.median(run[clock] for run in runs)
    pairs = zip(runs, base, strict=True)
    ratio = statistics.median(run[clock] / without[clock] for run, without in pairs)
    return f"{seconds:6.3f} s x{ratio:.3f}"


def compiled(metrics: list[Any]) -> Any:
    keras.utils.set_random_seed(0)
    layers = [keras.Input((N_FEATURES,))]
    layers += [keras.layers.Dense(width, activation="relu") for width in (2048, 512)]
    layers += [keras.layers.Dense(N_LABELS, activation="sigmoid")]
    model = keras.Sequential(layers)
    model.compile("adam", "binary_crossentropy", metrics=metrics)
    return model


def timed(model: Any, features: Any, targets: Any) -> tuple[float, float]:
    """Seconds on the wall, and of all the CPUs together: steadier where others work too."""
    started = time.perf_counter(), time.process_time()
    model.fit(features, targets, batch_size=BATCH_SIZE, epochs=1, verbose=0)
    return time.perf_counter() - started[0], time.process_time() - started[1]


def alone(metrics: list[Any], targets: Any) -> float:
    """Lowest seconds of one compiled update and result of all of them together, on JAX."""
    import jax

    scores = np.random.default_rng(1).random(targets.shape, dtype=np.float32)
    for metric in metrics:
        metric.update_state(targets, scores)  # makes the variables

    def step(states: Any, targets: Any, scores: Any) -> tuple[Any, Any]:
        pairs = list(zip(metrics, states, strict=True))
        states = [metric.stateless_update_state(held, targets, scores) for metric, held in pairs]
        return states, [m.stateless_result(h) for m, h in zip(metrics, states, strict=True)]

    states: Any = [[variable.value for variable in metric.variables] for metric in metrics]
    compiled_step = jax.jit(step, donate_argnums=0)
    seconds = []
    for _ in range(100):
        started = time.perf_counter()
        states, numbers = compiled_step(states, targets, scores)
        jax.block_until_ready((states, numbers))
        seconds.append(time.perf_counter() - started)
    return min(seconds)


if __name__ == "__main__":
    main()
