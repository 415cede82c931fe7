"""`multihot train` may be killed or interrupted at any time; --resume ends as if it never was."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from multihot.runs import load_run

TRAIN = (
    *(sys.executable, "-m", "multihot", "train", "birds.csv", "--model", "mlp", "--no-refit"),
    *("--features", "n*", "--labels", "y*", "--epochs", "80", "--patience", "80"),
)
SECONDS_AT_MOST = 120


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a small file, and the run of a training that nobody disturbed."""
    folder = tmp_path_factory.mktemp("killing")
    rng = np.random.default_rng(0)
    numbers = rng.normal(size=(120, 4))
    labels = (numbers[:, :2] + rng.normal(size=(120, 2)) > [0, 0.5]).astype(int)
    rows = [",".join(map(str, [*n, *y])) for n, y in zip(numbers, labels, strict=True)]
    text = "\n".join(["n1,n2,n3,n4,y1,y2", *rows, ""])
    (folder / "birds.csv").write_text(text, encoding="utf-8")
    assert started(folder, "undisturbed").wait(SECONDS_AT_MOST) == 0
    return folder


def started(folder: Path, run: str, *options: str) -> subprocess.Popen:
    command = (*TRAIN, "-o", run, *options)
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet)


def stopped_after_a_step(folder: Path, run: str, number: signal.Signals) -> int:
    """Exit code of a training that gets the signal when its first checkpoint is there."""
    process = started(folder, run)
    give_up = time.monotonic() + SECONDS_AT_MOST
    while not (folder / f".{run}.training" / "mlp.npz").exists():
        assert process.poll() is None
        assert time.monotonic() < give_up
        time.sleep(0.005)
    process.send_signal(number)
    return process.wait(SECONDS_AT_MOST)


def weights(run: Path) -> list[bytes]:
    model = load_run(run).model.network.model
    return [np.asarray(weight.value).tobytes() for weight in model.weights]


def numbers(run: Path) -> tuple:
    loaded = load_run(run)
    log = [(step.step, step.loss, step.numbers) for step in loaded.model.log]
    return log, loaded.thresholds.values.tolist(), dict(loaded.evaluation)


def test_a_killed_training_is_resumed_to_the_same_weights(folder):
    assert stopped_after_a_step(folder, "killed", signal.SIGKILL) == -signal.SIGKILL
    assert not (folder / "killed").exists()
    assert started(folder, "killed", "--resume").wait(SECONDS_AT_MOST) == 0
    assert weights(folder / "killed") == weights(folder / "undisturbed")
    assert numbers(folder / "killed") == numbers(folder / "undisturbed")
    assert not (folder / ".killed.training").exists()


def test_an_interrupted_training_leaves_a_whole_run_and_can_go_on(folder):
    assert stopped_after_a_step(folder, "interrupted", signal.SIGINT) == 130
    run = load_run(folder / "interrupted")
    assert run.model.interrupted
    assert 1 <= len(run.model.log) < 80
    assert "Interrupted" in dict(run.story)
    assert "</html>" in (folder / "interrupted" / "report.html").read_text("utf-8")
    assert started(folder, "interrupted", "--resume").wait(SECONDS_AT_MOST) == 0
    assert not load_run(folder / "interrupted").model.interrupted
    assert weights(folder / "interrupted") == weights(folder / "undisturbed")
    assert numbers(folder / "interrupted") == numbers(folder / "undisturbed")
