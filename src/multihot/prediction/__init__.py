"""From a run and a file to predictions."""

from multihot.prediction.formats import Predictions, Style
from multihot.prediction.predicting import predict_file, reading_for_inputs, reading_of, score_rows

__all__ = ["Predictions", "Style", "predict_file", "reading_for_inputs", "reading_of", "score_rows"]
