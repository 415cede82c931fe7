"""What a training leaves behind, as a value and as files."""

from multihot.runs.checkpoints import Checkpoints
from multihot.runs.run import Run
from multihot.runs.saving import load_run, save_run
from multihot.runs.writing import new_file, refuse_existing

__all__ = ["Checkpoints", "Run", "load_run", "new_file", "refuse_existing", "save_run"]
