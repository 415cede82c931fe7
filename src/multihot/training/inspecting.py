"""What is wrong with a network, for the rows that it is trained on."""

from __future__ import annotations

from multihot.auditing import judge_model
from multihot.data import Dataset
from multihot.nn import KerasNetwork, Network
from multihot.nn.describing import model_facts
from multihot.rules import Finding


def findings_of(network: Network, train: Dataset) -> tuple[Finding, ...]:
    """What the rules find in head, loss and metrics of a Keras model; none of the linear one."""
    if not isinstance(network, KerasNetwork):
        return ()
    return judge_model(model_facts(network.model), train)
