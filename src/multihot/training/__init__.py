"""From splits to a trained model, and the whole job around it."""

from multihot.training.candidates import KINDS, Effort, ModelBuilder
from multihot.training.fitting import Memory, refit, train
from multihot.training.jobs import Job
from multihot.training.working import Done, check_job, judged, train_run, work

__all__ = [
    "KINDS",
    "Done",
    "Effort",
    "Job",
    "Memory",
    "ModelBuilder",
    "check_job",
    "judged",
    "refit",
    "train",
    "train_run",
    "work",
]
