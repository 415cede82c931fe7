"""From texts, tables and signals to arrays of numbers, fitted on training rows alone."""

from multihot.features.fitting import Features, Matrix, features_from_state, fit_features
from multihot.features.signals import SignalFeatures
from multihot.features.states import State
from multihot.features.tables import TableFeatures
from multihot.features.texts import LETTERS, WORDS, Grams, TextFeatures

__all__ = [
    "LETTERS",
    "WORDS",
    "Features",
    "Grams",
    "Matrix",
    "SignalFeatures",
    "State",
    "TableFeatures",
    "TextFeatures",
    "features_from_state",
    "fit_features",
]
