"""A command that could not do its work says why, whose fault it is, and ends with that code."""

from __future__ import annotations

import os
import subprocess
import sys
from errno import ENOSPC
from pathlib import Path

import numpy as np
import pytest

import multihot
from multihot.nn import KerasNetwork, build_mlp, masked_binary_crossentropy
from multihot.nn import metrics as nn_metrics


@pytest.fixture
def failing(run, monkeypatch):
    """`multihot metrics` with an error in its place."""

    def failing(error, *options):
        def fail(*_):
            raise error

        monkeypatch.setattr("multihot.cli.metrics.overview", fail)
        return run("metrics", *options)

    return failing


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KeyError("war"), "KeyError: 'war' (multihot/cli/metrics.py:45)"),
        (AssertionError(), "AssertionError (multihot/cli/metrics.py:45)"),
        (RecursionError("too deep\nby far"), "RecursionError: too deep by far ("),
        (OSError("no number of the system"), "OSError: no number of the system ("),
    ],
)
def test_a_bug_is_one_line_that_says_how_to_report_it(failing, error, told):
    ended = failing(error)
    assert (ended.code, ended.out) == (70, "")
    (line,) = ended.err.splitlines()
    assert line.startswith(f"multihot {multihot.__version__} has a bug: {told}")
    assert "Please report it with this line and what `multihot --traceback ...` prints" in line


def test_a_bug_with_many_words_is_cut(failing):
    ended = failing(ValueError("word " * 500))
    assert len(ended.err) < 600
    assert " word ... (" in ended.err


def test_the_traceback_is_shown_before_and_behind_the_command(run, failing):
    behind = failing(KeyError("war"), "--traceback")
    assert behind.code == 70
    assert behind.err.startswith("Traceback (most recent call last):\n")
    before = run("--traceback", "metrics")
    assert before.err.startswith("Traceback (most recent call last):\n")
    refused = run("--traceback", "explain", "nothing")
    assert refused.code == 2
    assert refused.err.startswith("Traceback (most recent call last):\n")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "the memory of this machine does not suffice\n  To fix: give fewer rows"),
        (MemoryError("Unable to allocate 9 TiB"), "(Unable to allocate 9 TiB)\n  To fix: give"),
        (
            OSError(ENOSPC, "No space left on device", "big.csv"),
            "big.csv: the system says: no space left on device\n  To fix: see to it",
        ),
        (PermissionError(13, "Permission denied"), "permission denied\n  To fix: see to it"),
    ],
)
def test_what_the_system_refuses_is_not_a_bug(failing, error, told):
    ended = failing(error)
    assert ended.code == 2
    assert told in ended.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", [("metrics",), ("--help",)])
def test_a_full_disk_behind_the_output_ends_with_2(command):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "multihot", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 2
    assert "no space left on device\n  To fix: see to it" in ended.stderr
    assert "Exception ignored" not in ended.stderr


def ended_on(backend, folder, *path):
    environment = {**os.environ, "KERAS_BACKEND": backend}
    environment["PYTHONPATH"] = os.pathsep.join([*map(str, path), *sys.path])
    (folder / "model.keras").write_bytes(b"PK\5\6" + bytes(18))  # an archive of nothing
    return subprocess.run(
        [sys.executable, "-m", "multihot", "audit", "model.keras"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_backend_that_does_not_exist_is_refused(tmp_path):
    ended = ended_on("nonsense", tmp_path)
    assert ended.returncode == 2
    assert "Keras cannot be imported on its backend 'nonsense'" in ended.stderr
    assert "To fix: set KERAS_BACKEND to one of 'jax'" in ended.stderr


def test_a_backend_that_cannot_be_imported_is_refused(tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "jax.py").write_text("raise ImportError('no such GPU')")
    ended = ended_on("jax", tmp_path, tmp_path / "broken")
    assert ended.returncode == 2
    assert "on its backend 'jax': no such GPU" in ended.stderr
    assert "To fix: install jax so that `import jax` works, or set KERAS_BACKEND" in ended.stderr


def test_letters_that_a_terminal_lacks_are_written_as_escapes():
    ended = subprocess.run(
        [sys.executable, "-m", "multihot", "explain", "jaccard_micro"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


def test_a_model_with_the_loss_and_metrics_of_multihot_is_audited(run, tmp_path):
    model = build_mlp(4, np.array([0.5, 0.25]), seed=0)
    model.compile("adam", loss=masked_binary_crossentropy, metrics=[nn_metrics.F1(average="macro")])
    KerasNetwork(model).save(tmp_path / "model.keras")
    ended = run("audit", "model.keras")
    assert (ended.code, ended.err) == (0, "nothing found\n")
