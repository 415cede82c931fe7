"""What a training leaves behind, as a value and as files."""

from multihot.runs.checkpoints import Checkpoints
from multihot.runs.row_origins import Origin, RowOrigins
from multihot.runs.run import Run
from multihot.runs.saving import load_run, save_run
from multihot.runs.seen_rows import SeenRows
from multihot.runs.writing import (
    new_file,
    refuse_existing,
    refuse_existing_folder,
    refuse_what_is_no_file,
)

__all__ = [
    "Checkpoints",
    "Origin",
    "RowOrigins",
    "Run",
    "SeenRows",
    "load_run",
    "new_file",
    "refuse_existing",
    "refuse_existing_folder",
    "refuse_what_is_no_file",
    "save_run",
]
