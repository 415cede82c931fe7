"""Texts as tf-idf weights of their words and of runs of letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from multihot.data import Inputs, Texts
from multihot.errors import DataError
from multihot.features.states import State

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer


@dataclass(frozen=True)
class Grams:
    """Which runs of words or letters are counted.

    Args:
        of: "word", or "char_wb": letters within a word, blanks at its ends.
        shortest: fewest words or letters of a run.
        longest: most.
        fewest_rows: a run counts if it occurs in that many training texts.
        most: keep that many runs, those that occur most.
        share: of the squared length of a text's features, 0 to 1.
    """

    of: str
    shortest: int
    longest: int
    fewest_rows: int = 1
    most: int = 60_000
    share: float = 1.0


# Pairs of words that occur once help: they are many, and each weighs little. Shares, and all
# else here, were chosen by cross-validation on training rows of short technical texts.
WORDS = Grams("word", 1, 2, share=0.7)
LETTERS = Grams("char_wb", 3, 5, fewest_rows=2, share=0.3)


@dataclass(frozen=True, eq=False)
class TextFeatures:
    """tf-idf of texts, fitted on training texts alone.

    Weight of a run in a text: (1 + log(count)) · (1 + log((1 + n_texts) / (1 + texts with it))),
    each kind of run scaled to the square root of its share.

    Source: Salton & Buckley 1988; `sklearn.feature_extraction.text.TfidfVectorizer`.
    """

    grams: tuple[Grams, ...]
    vocabularies: tuple[tuple[str, ...], ...]
    weights: tuple[NDArray[np.float64], ...]

    @classmethod
    def fit(cls, inputs: Texts, grams: Sequence[Grams] = (WORDS, LETTERS)) -> TextFeatures:
        """Learn vocabulary and weights.

        Raises:
            DataError: no run occurs often enough.
        """
        return cls.fit_transform(inputs, grams)[0]

    @classmethod
    def fit_transform(
        cls, inputs: Texts, grams: Sequence[Grams] = (WORDS, LETTERS)
    ) -> tuple[TextFeatures, csr_array]:
        """Learn vocabulary and weights, and give the features of the same texts."""
        vectorizers = [_vectorizer(each, min(each.fewest_rows, len(inputs))) for each in grams]
        try:
            blocks = [vectorizer.fit_transform(inputs.texts) for vectorizer in vectorizers]
        except ValueError as error:
            raise DataError(
                f"no words to learn from: {error}",
                where="texts",
                remedy="check that the text column holds texts, and that there are enough rows",
            ) from error
        fitted = cls(
            tuple(grams),
            tuple(tuple(vectorizer.get_feature_names_out()) for vectorizer in vectorizers),
            tuple(np.asarray(vectorizer.idf_) for vectorizer in vectorizers),
        )
        return fitted, _joined(blocks, grams)

    @property
    def n_features(self) -> int:
        """Columns of what `transform` gives."""
        return sum(len(vocabulary) for vocabulary in self.vocabularies)

    def n_frequent(self, fewest_rows: int, *, n_texts: int) -> int:
        """How many runs of the first kind occur in so many of the n_texts training texts."""
        rarest = np.log((1 + n_texts) / (1 + fewest_rows)) + 1
        return int((self.weights[0] <= rarest + 1e-6).sum())

    def transform(self, inputs: Inputs) -> csr_array:
        """Features of texts, (n_rows, n_features), float32; other runs of words do not count.

        Raises:
            DataError: the inputs are no texts.
        """
        if not isinstance(inputs, Texts):
            raise DataError(
                f"the model was trained on texts, these are {type(inputs).__name__.lower()}",
                remedy="give texts",
            )
        blocks = [vectorizer.transform(inputs.texts) for vectorizer in self._fitted]
        return _joined(blocks, self.grams)

    def to_state(self) -> State:
        """What is needed to make the same features again."""
        facts: Mapping[str, Any] = {
            "kind": "texts",
            "grams": [vars(each) for each in self.grams],
            "vocabularies": [list(vocabulary) for vocabulary in self.vocabularies],
        }
        return State(facts, {f"weights_{i}": weights for i, weights in enumerate(self.weights)})

    @classmethod
    def from_state(cls, state: State) -> TextFeatures:
        """What `to_state` gave."""
        grams = tuple(Grams(**each) for each in state.facts["grams"])
        return cls(
            grams,
            tuple(tuple(vocabulary) for vocabulary in state.facts["vocabularies"]),
            tuple(state.arrays[f"weights_{i}"] for i in range(len(grams))),
        )

    @cached_property
    def _fitted(self) -> list[TfidfVectorizer]:
        fitted = []
        for grams, vocabulary, weights in zip(
            self.grams, self.vocabularies, self.weights, strict=True
        ):
            vectorizer = _vectorizer(grams, 1)
            vectorizer.vocabulary = {run: column for column, run in enumerate(vocabulary)}
            vectorizer.idf_ = weights
            fitted.append(vectorizer)
        return fitted


def _vectorizer(grams: Grams, fewest_rows: int) -> TfidfVectorizer:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(
        analyzer=grams.of,
        ngram_range=(grams.shortest, grams.longest),
        min_df=fewest_rows,
        max_features=grams.most,
        sublinear_tf=True,
        # single letters count too: C, R and 2 are words of titles
        token_pattern=r"(?u)\b\w+\b" if grams.of == "word" else None,
        dtype=np.float32,
    )


def _joined(blocks: Sequence[Any], grams: Sequence[Grams]) -> csr_array:
    scaled = [
        block * np.float32(np.sqrt(each.share)) for block, each in zip(blocks, grams, strict=True)
    ]
    return csr_array(hstack(scaled, format="csr", dtype=np.float32))
