"""The one floor that knows Keras: networks, losses, learning, scores."""

from importlib import import_module
from typing import Any

from multihot.nn.backend import load_keras
from multihot.nn.epochs import KerasLearner
from multihot.nn.learning import Learned, Learner, Step, Watcher, learn
from multihot.nn.linear import TABLE_STRENGTHS, TEXT_STRENGTHS, LinearLearner
from multihot.nn.losses import masked_binary_crossentropy
from multihot.nn.model_file import load_model
from multihot.nn.networks import build_conv1d, build_mlp
from multihot.nn.scoring import KerasNetwork, LinearNetwork, Network
from multihot.nn.trained import TrainedModel, Trial

__all__ = [
    "TABLE_STRENGTHS",
    "TEXT_STRENGTHS",
    "KerasLearner",
    "KerasNetwork",
    "Learned",
    "Learner",
    "LinearLearner",
    "LinearNetwork",
    "Network",
    "Step",
    "TrainedModel",
    "Trial",
    "Watcher",
    "build_conv1d",
    "build_mlp",
    "learn",
    "load_keras",
    "load_model",
    "masked_binary_crossentropy",
]


def __getattr__(name: str) -> Any:
    # these import Keras, so only when asked for: mh.nn.metrics.F1, mh.nn.AuditCallback
    if name == "metrics":
        return import_module("multihot.nn.metrics")
    if name == "AuditCallback":
        return import_module("multihot.nn.auditing").AuditCallback
    raise AttributeError(f"module 'multihot.nn' has no attribute {name!r}")
