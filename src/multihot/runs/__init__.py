"""What a training leaves behind, as a value and as files."""

from multihot.runs.checkpoints import Checkpoints
from multihot.runs.run import Run
from multihot.runs.saving import load_run, save_run
from multihot.runs.writing import new_file, refuse_existing, refuse_existing_folder

__all__ = [
    "Checkpoints",
    "Run",
    "load_run",
    "new_file",
    "refuse_existing",
    "refuse_existing_folder",
    "save_run",
]
