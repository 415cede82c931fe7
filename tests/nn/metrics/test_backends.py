"""The same numbers on every backend of Keras."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

import multihot as mh
from multihot.nn import load_keras

FILES = (
    "test_by_hand.py",
    "test_against_scikit_learn.py",
    "test_exact_counts.py",
    "test_training.py",
)

# numpy 2.4 warns of every tensor of TensorFlow or PyTorch that Keras turns into an array
NOT_OURS = ("-W", "ignore:__array__ implementation:DeprecationWarning")


@pytest.mark.parametrize("backend", ["jax", "tensorflow", "torch"])
def test_the_tests_of_this_folder_pass_on(backend):
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    if backend == load_keras().backend.backend():
        pytest.skip("the other tests of this folder run on it right here")
    here = Path(__file__).parent
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *NOT_OURS]
        + [str(here / name) for name in FILES],
        env={
            **os.environ,
            "KERAS_BACKEND": backend,
            "PYTHONPATH": str(Path(mh.__file__).parents[1]),
            "TF_CPP_MIN_LOG_LEVEL": "3",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-6000:] + told.stderr[-2000:]
