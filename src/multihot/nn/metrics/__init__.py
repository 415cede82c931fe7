"""Keras metrics that count exactly, are averaged as said, and know missing labels."""

from multihot.nn.metrics.agreement import HammingLoss, LabelAccuracy, RowsRight, SubsetAccuracy
from multihot.nn.metrics.areas import ROCAUC, AveragePrecision
from multihot.nn.metrics.at_k import NDCGAtK, PrecisionAtK, RecallAtK
from multihot.nn.metrics.fractions import F1, FBeta, Jaccard, Precision, Recall
from multihot.nn.metrics.ranking import LRAP

__all__ = [
    "AveragePrecision",
    "F1",
    "FBeta",
    "HammingLoss",
    "Jaccard",
    "LRAP",
    "LabelAccuracy",
    "NDCGAtK",
    "Precision",
    "PrecisionAtK",
    "ROCAUC",
    "Recall",
    "RecallAtK",
    "RowsRight",
    "SubsetAccuracy",
]
