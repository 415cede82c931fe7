"""From a run and a file to predictions."""

from multihot.prediction.formats import Predictions, Style
from multihot.prediction.predicting import (
    in_order_of_training,
    predict_file,
    reading_for_inputs,
    reading_of,
    score_rows,
)

__all__ = [
    "Predictions",
    "Style",
    "in_order_of_training",
    "predict_file",
    "reading_for_inputs",
    "reading_of",
    "score_rows",
]
