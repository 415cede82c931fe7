"""Data files to data sets: the one floor that opens them."""

from multihot.io.arff import MekaLabels, MulanLabels, read_arff
from multihot.io.columns import (
    IndicatorColumns,
    LabelColumn,
    LabelLiteral,
    SignalColumns,
    TableColumns,
    TextColumns,
)
from multihot.io.csv import CsvForm, read_csv
from multihot.io.jsonl import read_jsonl
from multihot.io.layout import MissingLabels
from multihot.io.matrices import Matrix, read_matrix, read_row
from multihot.io.named_columns import check_columns
from multihot.io.npz import read_npz
from multihot.io.opening import open_text
from multihot.io.parquet import read_parquet
from multihot.io.reading import Batch, Reading, read, read_batches
from multihot.io.sigma import read_sigma_rules
from multihot.io.svmlight import read_svmlight

__all__ = [
    "Batch",
    "CsvForm",
    "IndicatorColumns",
    "LabelColumn",
    "LabelLiteral",
    "Matrix",
    "MekaLabels",
    "MissingLabels",
    "MulanLabels",
    "Reading",
    "SignalColumns",
    "TableColumns",
    "TextColumns",
    "check_columns",
    "open_text",
    "read",
    "read_arff",
    "read_batches",
    "read_csv",
    "read_jsonl",
    "read_matrix",
    "read_npz",
    "read_parquet",
    "read_row",
    "read_sigma_rules",
    "read_svmlight",
]
