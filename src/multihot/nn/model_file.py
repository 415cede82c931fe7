"""A `.keras` file as a model, in safe mode: nothing that the file brings along is run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from multihot.nn.backend import load_keras
from multihot.nn.losses import masked_binary_crossentropy


def load_model(file: Path, *, compiled: bool) -> Any:
    """The model of a `.keras` file that plain Keras or multihot wrote.

    Args:
        file: the file.
        compiled: whether its optimizer, loss and metrics are loaded, too; multihot's own among
            them are known.
    """
    if compiled:
        from multihot.nn import metrics  # noqa: F401 - registers its classes with Keras
    return load_keras().saving.load_model(
        file,
        custom_objects={masked_binary_crossentropy.__name__: masked_binary_crossentropy},
        compile=compiled,
        safe_mode=True,
    )
