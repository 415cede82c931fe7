"""Importing Keras late, and on JAX unless the user chose otherwise."""

from __future__ import annotations

import os
import sys
from types import ModuleType


def load_keras() -> ModuleType:
    """Keras, on the backend that KERAS_BACKEND names, JAX by default.

    JAX is the fastest of Keras's backends on a CPU and the lightest to install.
    """
    if "keras" not in sys.modules:
        os.environ.setdefault("KERAS_BACKEND", "jax")
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    import keras

    return keras
