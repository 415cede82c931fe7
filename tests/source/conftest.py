"""Short scripts as facts."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from multihot.facts import ModelFacts, Output, ScriptFacts, Use
from multihot.source import read_text, script_facts

IMPORTS = """
import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.layers import *
from tensorflow.keras.models import Model, Sequential, load_model
from sklearn.metrics import *
from sklearn.model_selection import *
from sklearn.preprocessing import *
"""


@pytest.fixture
def facts() -> Callable[[str], ScriptFacts]:
    """What a script that begins with the usual imports says."""
    return lambda text: script_facts(read_text(IMPORTS + dedent(text), "script.py"))


@pytest.fixture
def model(facts: Callable[[str], ScriptFacts]) -> Callable[[str], ModelFacts]:
    """The one model of a script."""

    def only(text: str) -> ModelFacts:
        (found,) = facts(text).models
        return found

    return only


@pytest.fixture
def output(model: Callable[[str], ModelFacts]) -> Callable[[str], Output]:
    """The one output of the one model of a script."""

    def only(text: str) -> Output:
        (found,) = model(text).outputs
        return found

    return only


@pytest.fixture
def use(facts: Callable[[str], ScriptFacts]) -> Callable[..., Use]:
    """The only call of this name in a script."""

    def only(name: str, text: str) -> Use:
        (found,) = [each for each in facts(text).uses if each.name == name]
        return found

    return only
