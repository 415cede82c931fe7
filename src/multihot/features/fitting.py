"""Choosing the features that fit the inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.data import Inputs, Signals, Table, Texts
from multihot.errors import DataError
from multihot.features.signals import SignalFeatures
from multihot.features.states import State
from multihot.features.tables import TableFeatures
from multihot.features.texts import TextFeatures

Features: TypeAlias = TextFeatures | TableFeatures | SignalFeatures
Matrix: TypeAlias = csr_array | NDArray[np.float32]

_KINDS: Mapping[str, Any] = {
    "texts": TextFeatures,
    "table": TableFeatures,
    "signals": SignalFeatures,
}


def features_from_state(state: State) -> Features:
    """The features that a state was made of.

    Raises:
        DataError: another kind than texts, table and signals.
    """
    kind = str(state.facts.get("kind"))
    if kind not in _KINDS:
        raise DataError(f"unknown features {kind!r}", remedy="update multihot, or train again")
    features: Features = _KINDS[kind].from_state(state)
    return features


def fit_features(inputs: Inputs) -> tuple[Features, Matrix]:
    """Features fitted on these inputs, and theirs."""
    match inputs:
        case Texts():
            return TextFeatures.fit_transform(inputs)
        case Table():
            table = TableFeatures.fit(inputs)
            return table, table.transform(inputs)
        case Signals():
            signals = SignalFeatures.fit(inputs)
            return signals, signals.transform(inputs)
