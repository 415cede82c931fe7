"""Which models are worth a trial, and how each is made ready to learn."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from numbers import Real
from typing import Any, TypeAlias

from multihot.data import Dataset, Inputs, Signals, Texts
from multihot.errors import DataError, check_whole_number, did_you_mean, listed, option_name
from multihot.features import LETTERS, WORDS, Features, Grams, Matrix, TextFeatures, fit_features
from multihot.nn import (
    TABLE_STRENGTHS,
    TEXT_STRENGTHS,
    KerasLearner,
    Learner,
    LinearLearner,
    build_conv1d,
    build_mlp,
    load_keras,
)

KINDS = ("linear", "mlp", "conv1d")
# a function from (n_features, n_labels) to a Keras model, or such a model
ModelBuilder: TypeAlias = Callable[[int, int], Any]

_DENSE_WORDS = Grams("word", 1, 2, fewest_rows=2, most=20_000)
# Runs of letters help where words are rare, and cost most where texts are many.
_FEW_LETTERS = 5_000_000
_LONGEST_TRIAL_SECONDS = 20
_PRODUCTS_A_SECOND = 5e10
_LIKELY_EPOCHS = 12


@dataclass(frozen=True)
class Effort:
    """How hard a network is trained.

    Args:
        epochs: at most so many.
        batch_size: rows a step of the optimizer.
        patience: epochs without a better one before it ends.
        learning_rate: of Adam, where the model brings no optimizer of its own.
    """

    epochs: int = 60
    batch_size: int = 64
    patience: int = 6
    learning_rate: float = 1e-3

    def __post_init__(self) -> None:
        for name in ("epochs", "batch_size", "patience"):
            check_whole_number(getattr(self, name), name=name)
        rate = self.learning_rate
        if not isinstance(rate, Real) or not 0 < rate < math.inf:
            raise DataError(
                f"is {rate!r}",
                where=option_name("learning_rate"),
                remedy="give a number above 0, such as 0.001",
            )


@dataclass(frozen=True, eq=False)
class Candidate:
    """A model that is ready to learn."""

    kind: str
    features: Features
    learner: Learner


def plausible(inputs: Inputs) -> tuple[str, ...]:
    """Models worth a trial on such inputs, the likeliest first."""
    return ("conv1d", "linear", "mlp") if isinstance(inputs, Signals) else ("linear", "mlp")


def dense_width(features: Features, train: Dataset) -> int:
    """Columns that a network would see of rows that the linear model sees as these features."""
    if not isinstance(features, TextFeatures):
        return features.n_features
    grams = _DENSE_WORDS
    return min(features.n_frequent(grams.fewest_rows, n_texts=len(train)), grams.most)


def too_slow(kind: str, train: Dataset, n_features: int) -> str:
    """Why a trial of the model would take too long; empty if it would not."""
    if kind == "linear":
        return ""
    products = 6 * 512 * len(train) * n_features * _LIKELY_EPOCHS
    seconds = products / _PRODUCTS_A_SECOND
    if seconds < _LONGEST_TRIAL_SECONDS:
        return ""
    return (
        f"left out: {len(train):,} rows of {n_features:,} features would take some {seconds:,.0f} s"
    )


def prepare(kind: str | ModelBuilder, train: Dataset, *, effort: Effort, seed: int) -> Candidate:
    """Fit the features that the model likes on the training rows, and make its learner.

    Raises:
        DataError: an unknown model, or one that these inputs are not for.
    """
    _refuse_misfit(kind, train.inputs)
    if kind == "linear":
        features, matrix = _rich_features(train.inputs)
        strengths = TEXT_STRENGTHS if isinstance(train.inputs, Texts) else TABLE_STRENGTHS
        return Candidate(kind, features, LinearLearner(matrix, train.targets, strengths=strengths))
    features, matrix = _plain_features(train.inputs)
    model = _build(kind, train, matrix, seed)
    name = kind if isinstance(kind, str) else _name_of(kind)
    learner = KerasLearner(
        model,
        matrix,
        train.targets,
        epochs=effort.epochs,
        seed=seed,
        batch_size=effort.batch_size,
        patience=effort.patience,
        learning_rate=effort.learning_rate,
    )
    return Candidate(name, features, learner)


def _rich_features(inputs: Inputs) -> tuple[Features, Matrix]:
    if isinstance(inputs, Texts):
        n_letters = sum(map(len, inputs.texts))
        grams = (WORDS, LETTERS) if n_letters < _FEW_LETTERS else (WORDS,)
        return TextFeatures.fit_transform(inputs, grams)
    return fit_features(inputs)


def _plain_features(inputs: Inputs) -> tuple[Features, Matrix]:
    if isinstance(inputs, Texts):
        return TextFeatures.fit_transform(inputs, (_DENSE_WORDS,))
    return fit_features(inputs)


def _build(kind: str | ModelBuilder, train: Dataset, matrix: Matrix, seed: int) -> Any:
    n_features, n_labels = matrix.shape[1], len(train.labels)
    if not isinstance(kind, str):
        made = _copied(kind) if _is_keras_model(kind) else _made(kind, n_features, n_labels)
        return _checked(made, n_labels)
    build = {"mlp": build_mlp, "conv1d": build_conv1d}[kind]
    return build(n_features, train.label_shares(), seed=seed)


def _made(kind: ModelBuilder, n_features: int, n_labels: int) -> Any:
    try:
        signature(kind).bind(n_features, n_labels)
    except TypeError as error:
        raise DataError(
            f"{_name_of(kind)} cannot be called with (n_features, n_labels): {error}",
            where=option_name("model"),
            remedy="name a function of these two numbers that gives a Keras model",
        ) from error
    except ValueError:  # of some written in C nobody knows
        pass
    return kind(n_features, n_labels)


def check_kind(kind: str | ModelBuilder) -> None:
    """Refuse a word that is no model, and what cannot make one.

    Raises:
        DataError: it is such a word or thing.
    """
    names = (*KINDS, "auto")
    if isinstance(kind, str) and kind not in names:
        raise DataError(
            f"unknown model {kind!r}. {did_you_mean(kind, names)}".rstrip(),
            where=option_name("model"),
            remedy=f"use one of {listed(names)}, or package.module:function",
        )
    if not isinstance(kind, str) and not callable(kind):
        raise DataError(
            f"{kind!r} is no model",
            where=option_name("model"),
            remedy=f"use one of {listed(names)}, a Keras model, or a function that makes one",
        )


def _refuse_misfit(kind: str | ModelBuilder, inputs: Inputs) -> None:
    check_kind(kind)
    if kind == "conv1d" and not isinstance(inputs, Signals):
        raise DataError(
            f"conv1d is for signals, these are {type(inputs).__name__.lower()}",
            where=option_name("model"),
            remedy="read the columns as a signal, or choose linear or mlp",
        )


def _name_of(kind: Any) -> str:
    return str(getattr(kind, "__name__", getattr(kind, "name", "custom")))


def _is_keras_model(kind: object) -> bool:
    return hasattr(kind, "fit") and hasattr(kind, "get_compile_config")


def _copied(model: Any) -> Any:
    """The same model untrained: the user's own is left as it is, and can be fitted again."""
    copy = load_keras().models.clone_model(model)
    if model.compiled:
        copy.compile_from_config(model.get_compile_config())
    return copy


def _checked(model: Any, n_labels: int) -> Any:
    shape = getattr(model, "output_shape", None)
    if shape is not None and tuple(shape) != (None, n_labels):
        raise DataError(
            f"the model gives {shape}, the targets need (None, {n_labels})",
            where=option_name("model"),
            remedy="end it in `Dense(n_labels, activation='sigmoid')`",
        )
    if not hasattr(model, "fit"):
        raise DataError(
            f"the function gave {type(model).__name__}, not a Keras model",
            where=option_name("model"),
            remedy="return a keras.Model from function(n_features, n_labels)",
        )
    return model
