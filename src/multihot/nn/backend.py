"""Importing Keras late, and on JAX unless the user chose otherwise."""

from __future__ import annotations

import os
import sys
from types import ModuleType

from multihot.errors import MultihotError, listed

BACKENDS = ("jax", "tensorflow", "torch")


def load_keras() -> ModuleType:
    """Keras, on the backend that KERAS_BACKEND names, JAX by default.

    JAX is the fastest of Keras's backends on a CPU and the lightest to install.

    Raises:
        MultihotError: Keras or its backend cannot be imported.
    """
    if "keras" not in sys.modules:
        # an empty one is none, and Keras would take TensorFlow
        os.environ["KERAS_BACKEND"] = os.environ.get("KERAS_BACKEND") or "jax"
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    try:
        import keras
    except Exception as error:  # each backend fails in its own way
        raise _not_imported(error) from error
    return keras


def _not_imported(error: Exception) -> MultihotError:
    backend = os.environ.get("KERAS_BACKEND", "jax")
    reason = " ".join(str(error).split()) or type(error).__name__
    known = backend in BACKENDS
    choice = f"set KERAS_BACKEND to one of {listed(BACKENDS)} that is installed"
    return MultihotError(
        f"Keras cannot be imported on its backend {backend!r}: {reason}",
        where="KERAS_BACKEND",
        remedy=f"install {backend} so that `import {backend}` works, or {choice}"
        if known
        else choice,
    )
