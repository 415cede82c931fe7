"""Rows with inputs and targets, and how they are split."""

from multihot.data.dataset import Dataset, Splits, align, join, unseen_labels
from multihot.data.facts import DataFacts, PartFacts, describe, describe_part
from multihot.data.inputs import Inputs, Signals, Table, Texts
from multihot.data.splitting import check_share, rest_of, split, split_by_fold, split_off

__all__ = [
    "DataFacts",
    "Dataset",
    "Inputs",
    "PartFacts",
    "Signals",
    "Splits",
    "Table",
    "Texts",
    "align",
    "check_share",
    "describe",
    "describe_part",
    "join",
    "rest_of",
    "split",
    "split_by_fold",
    "split_off",
    "unseen_labels",
]
