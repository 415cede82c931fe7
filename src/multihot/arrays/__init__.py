"""The one place where callers' arrays are checked and put in one form."""

from multihot.arrays.aligning import check_aligned, check_same_labels
from multihot.arrays.bits import BitRows
from multihot.arrays.blocks import each_block, in_blocks
from multihot.arrays.columns import column_sums, rows_together
from multihot.arrays.headers import (
    Matched,
    all_column_names,
    column_names,
    match_columns,
    named_values,
    names_beside,
    places_of,
)
from multihot.arrays.kinds import Floats, Integers
from multihot.arrays.magnitudes import exponent_of, scaled, shift_of
from multihot.arrays.matching import match_names
from multihot.arrays.row_names import match_rows
from multihot.arrays.scores import Scores, as_dense_scores, as_scores, logits_of
from multihot.arrays.targets import Decisions, as_decisions, as_targets, ones_of
from multihot.arrays.unwrapping import as_matrix
from multihot.arrays.weights import as_weights

__all__ = [
    "BitRows",
    "Decisions",
    "Floats",
    "Integers",
    "Matched",
    "Scores",
    "all_column_names",
    "as_decisions",
    "as_dense_scores",
    "as_matrix",
    "as_scores",
    "as_targets",
    "as_weights",
    "check_aligned",
    "check_same_labels",
    "column_names",
    "column_sums",
    "each_block",
    "exponent_of",
    "in_blocks",
    "logits_of",
    "match_columns",
    "match_names",
    "match_rows",
    "named_values",
    "names_beside",
    "ones_of",
    "places_of",
    "rows_together",
    "scaled",
    "shift_of",
]
