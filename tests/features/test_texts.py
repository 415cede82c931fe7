"""Text features are scikit-learn's, known from training texts alone, and the same after a file."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from multihot.data import Signals, Table, Texts
from multihot.errors import DataError
from multihot.features import LETTERS, WORDS, Grams, State, TextFeatures

TRAIN = Texts(
    (
        "A sheriff rides a horse into town",
        "Two friends open a bakery in town",
        "The horse, the horse and the sheriff!",
        "A baker rides",
    )
)
NEW = Texts(("A baker and a horse", "Zebras!", "", "the THE the horse"))
ONE_WORD = Grams("word", 1, 1)
TOWNS = st.lists(st.text("ab cé", min_size=1, max_size=12), min_size=1, max_size=6).map(
    lambda texts: Texts((*texts, "a b ab ba", "a b ab ba"))
)


def same(first: csr_array, second: csr_array) -> bool:
    """Whether two matrices have the same bytes, in the same order."""
    return all(
        getattr(first, name).tobytes() == getattr(second, name).tobytes()
        for name in ("data", "indices", "indptr")
    )


def through_json(features: TextFeatures) -> TextFeatures:
    state = features.to_state()
    return TextFeatures.from_state(State(json.loads(json.dumps(state.facts)), state.arrays))


def test_by_hand():
    features = TextFeatures.fit(Texts(("b a", "c a")), (ONE_WORD,))
    found = features.transform(Texts(("a b", "c c"))).toarray()
    # idf of a: 1 + log(3/3) = 1, of b and c: 1 + log(3/2) = 1.4055; the length of a row is 1
    assert features.vocabularies == (("a", "b", "c"),)
    assert features.weights[0].tolist() == pytest.approx([1, 1.405465, 1.405465])
    assert found == pytest.approx(np.array([[0.579739, 0.814802, 0], [0, 0, 1]]), abs=1e-6)
    assert found.dtype == np.float32


def test_a_word_that_occurs_thrice_weighs_one_plus_log_three():
    features = TextFeatures.fit(Texts(("a b", "b a")), (ONE_WORD,))
    (row,) = features.transform(Texts(("a a a b",))).toarray()
    assert row[0] / row[1] == pytest.approx(2.0986123)


def test_words_and_letters_are_two_blocks_of_scikit_learn():
    features, of_train = TextFeatures.fit_transform(TRAIN)
    words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b")
    letters = TfidfVectorizer(sublinear_tf=True, ngram_range=(3, 5), analyzer="char_wb", min_df=2)
    blocks = [words.fit_transform(TRAIN.texts), letters.fit_transform(TRAIN.texts)]
    expected = hstack([0.7**0.5 * blocks[0], 0.3**0.5 * blocks[1]]).toarray()
    assert of_train.toarray() == pytest.approx(expected, abs=1e-6)
    unseen = [words.transform(NEW.texts), letters.transform(NEW.texts)]
    expected = hstack([0.7**0.5 * unseen[0], 0.3**0.5 * unseen[1]]).toarray()
    assert features.transform(NEW).toarray() == pytest.approx(expected, abs=1e-6)
    assert features.n_features == expected.shape[1]


def test_the_most_frequent_runs_are_kept():
    features = TextFeatures.fit(TRAIN, (Grams("word", 1, 1, most=3),))
    vectorizer = TfidfVectorizer(max_features=3, token_pattern=r"(?u)\b\w+\b").fit(TRAIN.texts)
    assert features.vocabularies == (tuple(vectorizer.get_feature_names_out()),)
    assert features.vocabularies == (("a", "horse", "the"),)


@settings(max_examples=30, deadline=None)
@given(TOWNS)
def test_the_training_texts_get_the_features_they_were_learned_with(texts):
    features, learned = TextFeatures.fit_transform(texts)
    # not to the last digit: scikit-learn sums the length of a row in another order
    assert features.transform(texts).toarray() == pytest.approx(learned.toarray(), abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(TOWNS, TOWNS)
def test_features_made_again_from_their_state_are_the_same(texts, others):
    features = TextFeatures.fit(texts)
    assert same(through_json(features).transform(others), features.transform(others))


@given(TOWNS)
@settings(max_examples=20, deadline=None)
def test_the_squared_length_of_a_text_is_shared_by_words_and_letters(texts):
    features, learned = TextFeatures.fit_transform(texts)
    n_words = len(features.vocabularies[0])
    of_words = learned[:, :n_words].power(2).sum(axis=1)
    of_letters = learned[:, n_words:].power(2).sum(axis=1)
    assert of_words[-1] == pytest.approx(0.7, abs=1e-5)
    assert of_letters[-1] == pytest.approx(0.3, abs=1e-5)


def test_the_shares_of_words_and_letters_are_the_whole():
    assert (WORDS.share, LETTERS.share, WORDS.share + LETTERS.share) == (0.7, 0.3, 1.0)


def test_words_that_training_never_had_do_not_count():
    features = TextFeatures.fit(TRAIN, (ONE_WORD,))
    known = features.transform(Texts(("horse",)))
    assert same(features.transform(Texts(("zebra horse quagga",))), known)
    assert "zebras" not in features.vocabularies[0]


def test_a_text_without_a_known_word_has_no_feature():
    features = TextFeatures.fit(TRAIN)
    assert features.transform(Texts(("zzz qqq", ""))).nnz == 0


def test_texts_without_words_are_refused():
    with pytest.raises(DataError, match=r"texts: no words to learn from.*\n.*text column holds"):
        TextFeatures.fit(Texts(("!", "?")))


def test_one_text_is_enough_to_learn_from():
    assert TextFeatures.fit(Texts(("a horse",)), (WORDS,)).vocabularies == (
        ("a", "a horse", "horse"),
    )


@pytest.mark.parametrize(
    ("inputs", "name"),
    [(Signals(np.ones((1, 3))), "signals"), (Table.of_numbers(np.ones((1, 3))), "table")],
)
def test_other_inputs_than_texts_are_refused(inputs, name):
    with pytest.raises(DataError, match=rf"trained on texts, these are {name}\n.*give texts"):
        TextFeatures.fit(TRAIN).transform(inputs)


def test_runs_are_counted_by_the_texts_that_they_stand_in():
    texts = Texts(("war film", "love film", "war film", "sea film"))
    features = TextFeatures.fit(texts, (Grams("word", 1, 1),))
    assert [features.n_frequent(rows, n_texts=4) for rows in (1, 2, 3, 4)] == [4, 2, 1, 1]
