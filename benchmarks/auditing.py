"""What an audit costs: of scripts in seconds, and in `model.fit` beside a fit without it."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import multihot as mh

ROUNDS, EPOCHS = 3, 10
N_ROWS, N_VALIDATION, N_FEATURES, N_LABELS, BATCH_SIZE = 8192, 1024, 4096, 416, 256
N_LINES, N_FILES = 2_000, 1_000

HEAD = """\
import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MultiLabelBinarizer
from tensorflow import keras

"""
# as long as a step, and between two of them: most of a script makes no models
PLAIN = """\
def cleaned_{0}(rows, words={0}):
    texts, tags = [], []
    for row in rows:
        text = row["text"].strip().lower()
        if not text or len(text.split()) < words:
            continue
        texts.append(" ".join(text.split()[: words * 100]))
        tags.append([tag for tag in row["tags"].split(";") if tag])
    counts = {{}}
    for tag in (tag for of_row in tags for tag in of_row):
        counts[tag] = counts.get(tag, 0) + 1
    kept = {{tag for tag, count in counts.items() if count > {0}}}
    tags = [[tag for tag in of_row if tag in kept] for of_row in tags]
    lengths = np.array([len(text) for text in texts])
    print("rows", len(texts), "of length", lengths.mean(), lengths.max())
    return texts, tags


"""
STEP = """\
def experiment_{0}(texts, tags):
    binarizer = MultiLabelBinarizer()
    targets = binarizer.fit_transform(tags)
    x_train, x_test, y_train, y_test = train_test_split(texts, targets, random_state={0})
    width = {0} + 16
    inputs = keras.Input((width,))
    hidden = keras.layers.Dense(64, activation="relu")(inputs)
    hidden = keras.layers.Dropout(0.5)(hidden)
    outputs = keras.layers.Dense(len(binarizer.classes_), activation="sigmoid")(hidden)
    model = keras.Model(inputs, outputs)
    model.compile("adam", "binary_crossentropy", metrics=[keras.metrics.AUC(multi_label=True)])
    stop = keras.callbacks.EarlyStopping("val_loss", patience=3)
    model.fit(x_train, y_train, epochs=10, validation_split=0.1, callbacks=[stop])
    scores = model.predict(x_test)
    return f1_score(y_test, scores >= 0.5, average="macro")


"""


def main() -> None:
    mh.audit(targets=[[1, 0], [1, 1]])  # the start-up: rules and NumPy
    with tempfile.TemporaryDirectory() as folder:
        of_scripts(Path(folder))
    of_fits()


def of_scripts(folder: Path) -> None:
    n_models = -(-N_LINES // (6 * PLAIN.count("\n")))
    long = folder / "long.py"
    blocks = [STEP if place % 6 == 0 else PLAIN for place in range(6 * n_models)]
    long.write_text(
        HEAD + "".join(block.format(place) for place, block in enumerate(blocks)), "utf-8"
    )
    n_lines = long.read_text("utf-8").count("\n")
    seconds = [timed(lambda: mh.audit(source=long)) for _ in range(9)]
    median = statistics.median(seconds)
    print(f"a script of {n_lines:,} lines with {n_models} models:", end=" ")
    print(f"median {median:.3f} s, worst {max(seconds):.3f} s")

    many = folder / "many"
    many.mkdir()
    for number in range(N_FILES):
        text = HEAD + "".join(STEP.format(number + step) for step in range(1 + number % 5))
        (many / f"train_{number}.py").write_text(text, "utf-8")
    took = timed(lambda: mh.audit(source=many))
    print(f"{N_FILES:,} files in a folder: {took:.1f} s, {60 * N_FILES / took:,.0f} a minute")
    print("imported with it:", sorted({"keras", "jax", "tensorflow"} & set(sys.modules)))


def of_fits() -> None:
    rng = np.random.default_rng(0)
    features = rng.random((N_ROWS + N_VALIDATION, N_FEATURES), dtype=np.float32)
    targets = (rng.random((N_ROWS + N_VALIDATION, N_LABELS)) < 0.01).astype(np.float32)
    train = features[:N_ROWS], targets[:N_ROWS]
    validation = features[N_ROWS:], targets[N_ROWS:]
    cases = {
        "without": [],
        "with": [mh.nn.AuditCallback(on_finding="warn")],
        "with scores": [mh.nn.AuditCallback(validation_data=validation, on_finding="warn")],
    }
    models = {name: compiled() for name in cases}
    taken: dict[str, list[float]] = {name: [] for name in cases}
    audits: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(ROUNDS + 1):
        for name, callbacks in cases.items():
            taken[name].append(timed(fit(models[name], train, callbacks)))
            audits[name].append(sum(callback.seconds for callback in callbacks))
    print(f"{mh.nn.load_keras().backend.backend()}: {EPOCHS} epochs of {N_ROWS:,} rows,")
    print(f"{N_FEATURES}-2048-512-{N_LABELS}, median of {ROUNDS} fits in turns")
    for name, seconds in taken.items():
        tell(name, seconds, audits[name], taken["without"])


def tell(name: str, seconds: list[float], audit: list[float], base: list[float]) -> None:
    """The first fit compiles and is told by itself."""
    ratio = statistics.median(
        mine / without for mine, without in zip(seconds[1:], base[1:], strict=True)
    )
    share = statistics.median(a / s for a, s in zip(audit[1:], seconds[1:], strict=True))
    print(
        f"{name:<12} {statistics.median(seconds[1:]):6.2f} s x{ratio:.3f}; "
        f"in the audit {share:.2%} of it, {audit[0] / seconds[0]:.2%} of the first fit"
    )


def fit(model: Any, train: tuple[Any, Any], callbacks: list[Any]) -> Callable[[], object]:
    return lambda: model.fit(
        *train, batch_size=BATCH_SIZE, epochs=EPOCHS, verbose=0, callbacks=callbacks
    )


def compiled() -> Any:
    keras = mh.nn.load_keras()
    keras.utils.set_random_seed(0)
    stack = [keras.Input((N_FEATURES,))]
    stack += [keras.layers.Dense(width, activation="relu") for width in (2048, 512)]
    stack += [keras.layers.Dense(N_LABELS, activation="sigmoid")]
    model = keras.Sequential(stack)
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return model


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
