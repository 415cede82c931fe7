"""The classifier is the whole job: same split, same model, same thresholds, same numbers."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import multihot as mh
from multihot.arrays import as_targets
from multihot.estimator import classifying
from multihot.nn import load_keras
from multihot.training import Job, train_run

RNG = np.random.default_rng(0)
X = RNG.normal(size=(300, 5))
Y = (X[:, :3] + RNG.normal(scale=0.5, size=(300, 3)) > [0.0, 0.5, 1.2]).astype(int)
TRAIN, TEST = slice(0, 200), slice(200, 300)


def fitted(**how):
    return mh.MultiLabelClassifier("linear", **how).fit(X[TRAIN], Y[TRAIN])


def exclusive(n_features, n_labels):
    keras = load_keras()
    head = keras.layers.Dense(n_labels, activation="softmax")
    return keras.Sequential([keras.Input((n_features,)), head])


def test_it_is_the_whole_job_on_the_same_split():
    labels = mh.LabelSpace(("0", "1", "2"))
    rows = mh.Dataset(mh.Table.of_numbers(X[TRAIN]), as_targets(Y[TRAIN]), labels, source="X")
    train, validation = mh.split_off(rows, share=0.25, seed=7)
    run = train_run(mh.Splits(train, validation), Job(model="linear", seed=7))
    classifier = fitted(validation_share=0.25, random_state=7)
    scores = run.model.score(mh.Table.of_numbers(X[TEST]))
    assert classifier.predict_proba(X[TEST]).tobytes() == scores.tobytes()
    assert classifier.thresholds_.values.tolist() == run.thresholds.values.tolist()
    assert [each.rule for each in classifier.findings_] == [each.rule for each in run.findings]


def test_decisions_are_scores_at_the_thresholds_that_were_chosen():
    classifier = fitted()
    scores, cuts = classifier.predict_proba(X[TEST]), classifier.thresholds_.values
    assert classifier.predict(X[TEST]).tolist() == (scores >= cuts).astype(int).tolist()
    assert ((scores >= cuts) != (scores >= 0.5)).any()


def test_numbers_are_those_of_scikit_learn():
    classifier = fitted()
    decisions, scores = classifier.predict(X[TEST]), classifier.predict_proba(X[TEST])
    evaluation = classifier.evaluate(X[TEST], Y[TEST])
    assert evaluation["f1_macro"] == pytest.approx(f1_score(Y[TEST], decisions, average="macro"))
    assert evaluation["roc_auc_macro"] == pytest.approx(roc_auc_score(Y[TEST], scores))
    assert classifier.score(X[TEST], Y[TEST]) == accuracy_score(Y[TEST], decisions)


def test_rows_may_weigh_more_in_the_score():
    classifier, weights = fitted(), np.arange(100.0)
    expected = accuracy_score(Y[TEST], classifier.predict(X[TEST]), sample_weight=weights)
    assert classifier.score(X[TEST], Y[TEST], weights) == pytest.approx(expected)


def test_it_goes_into_pipelines_and_searches():
    texts = ["a sheriff rides", "love in town", "the sheriff loves the town"] * 12
    genres = [["western"], ["romance"], ["western", "romance"]] * 12
    pipeline = make_pipeline(TfidfVectorizer(), mh.MultiLabelClassifier("linear"))
    assert pipeline.fit(texts, genres).predict(["a sheriff"]).tolist() == [[0, 1]]
    scaled = make_pipeline(StandardScaler(), mh.MultiLabelClassifier("linear"))
    for scoring in ("f1_macro", "roc_auc", "average_precision", "accuracy"):
        assert (cross_val_score(scaled, X, Y, scoring=scoring, cv=3) > 0.3).all()
    search = GridSearchCV(
        mh.MultiLabelClassifier("linear"), {"scope": ["all", "label"]}, scoring="f1_micro", cv=2
    )
    assert search.fit(X, Y).best_params_["scope"] in ("all", "label")


def test_pipelines_with_thresholds_are_pickled_whole():
    pipeline = make_pipeline(StandardScaler(), mh.MultiLabelClassifier("linear")).fit(X, Y)
    again = pickle.loads(pickle.dumps(pipeline))
    assert again.predict(X).tolist() == pipeline.predict(X).tolist()


def test_an_integer_is_the_seed_and_none_is_another_each_time():
    one, other = fitted(random_state=3), fitted(random_state=3)
    assert one.predict_proba(X).tobytes() == other.predict_proba(X).tobytes()
    assert fitted(random_state=None).predict_proba(X).shape == (300, 3)
    state = np.random.RandomState(0)
    first, second = (fitted(random_state=state, refit=False).predict_proba(X) for _ in range(2))
    assert first.tobytes() != second.tobytes()


def test_targets_that_nobody_knows_are_trained_around():
    known = np.where(RNG.random(Y.shape) < 0.2, np.nan, Y)
    classifier = mh.MultiLabelClassifier("linear").fit(X, known)
    assert classifier.evaluate(X, Y)["roc_auc_macro"] > 0.8
    assert "missing-labels" in {each.rule for each in classifier.findings_}


def test_a_softmax_of_the_user_is_found_and_in_the_report(tmp_path):
    classifier = mh.MultiLabelClassifier(exclusive, epochs=1, refit=False)
    several = np.maximum(Y, Y[:, [1, 2, 0]])
    classifier.fit(X, several)
    worst = classifier.findings_[0]
    assert (worst.rule, worst.severity) == ("softmax-bce", "error")
    page = classifier.write_report(tmp_path / "report.html", X, several).read_text("utf-8")
    assert "softmax-bce" in page
    assert "a softmax shares out one 1 among 3 labels" in page
    assert "Judged on 300 test rows, 240 of them with the inputs of rows that were trained" in page


def test_the_run_of_a_classifier_knows_the_rows_of_fit():
    seen = fitted().run_.seen_rows
    origins = seen.origins(mh.Table.of_numbers(X))
    assert (origins.count("train"), origins.count("validation"), seen.refit) == (160, 40, True)
    assert origins.rows("new").tolist() == list(range(200, 300))


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # of Keras
def test_a_keras_model_is_copied_and_left_as_it_is():
    keras = load_keras()
    model = exclusive(5, 3)
    before = [weights.copy() for weights in model.get_weights()]
    classifier = clone(mh.MultiLabelClassifier(model, epochs=2, refit=False)).fit(X, Y)
    assert classifier.predict(X).shape == (300, 3)
    for given, now in zip(before, model.get_weights(), strict=True):
        assert given.tobytes() == now.tobytes()
    assert isinstance(classifier.run_.model.to_keras(), keras.Sequential)


def test_signals_are_asked_for_by_the_model():
    waves = np.sin(np.arange(16) * (1 + Y[:80].sum(axis=1))[:, None]) + X[:80, :1]
    classifier = mh.MultiLabelClassifier("conv1d", epochs=1, refit=False).fit(waves, Y[:80])
    assert classifier.predict_proba(waves).shape == (80, 3)
    assert dict(classifier.run_.story)["Features"].startswith("signals of 16 steps")


def test_a_run_of_it_is_saved_and_loaded(tmp_path):
    classifier = fitted()
    mh.save_run(classifier.run_, tmp_path / "run")
    run = mh.load_run(tmp_path / "run")
    rows = mh.Table.of_numbers(X[TEST])
    assert run.predict(rows) == classifier.predict_labels(X[TEST])
    assert run.settings["model"] == "linear"
    assert run.settings["random_state"] == 0
    assert run.findings == classifier.findings_


def test_findings_name_the_row_of_x():
    empty = np.vstack([np.zeros((1, 3), dtype=int), np.maximum(Y[1:], [1, 0, 0])])
    classifier = mh.MultiLabelClassifier("linear").fit(X, empty)
    (found,) = [each for each in classifier.findings_ if each.rule == "all-zero-rows"]
    assert str(found.place) == "X:1"


@pytest.mark.parametrize("ask", ["findings_", "thresholds_"])
def test_before_fit_there_is_nothing(ask):
    with pytest.raises(NotFittedError, match="not fitted yet"):
        getattr(mh.MultiLabelClassifier(), ask)


def test_an_interruption_keeps_the_best_model_and_warns(monkeypatch):
    whole = classifying.train_run
    monkeypatch.setattr(
        classifying,
        "train_run",
        lambda *given: (run := whole(*given)) and replace(run, model=_interrupted(run.model)),
    )
    with pytest.warns(UserWarning, match="interrupted: the best model up to then is kept"):
        assert fitted().predict(X).shape == (300, 3)


def _interrupted(model):
    return replace(model, interrupted=True)


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"model": "lin"}, r"unknown model 'lin'. Did you mean 'linear'\?"),
        ({"metric": "accuracy"}, r"no thresholds can be chosen for 'accuracy'"),
        ({"scope": "each"}, r"no scope 'each'"),
        ({"monitor": "f1"}, r"'f1' cannot be monitored"),
        ({"validation_share": 2}, r"a share of 2\n.*between 0 and 1"),
        ({"epochs": 0}, r"epochs: is 0"),
        ({"random_state": -1}, r"random_state: is -1\n.*a whole number from 0 to 4,294,967,295"),
    ],
)
def test_a_setting_that_is_none_is_refused_in_fit(how, message):
    with pytest.raises(mh.DataError, match=message):
        mh.MultiLabelClassifier(**how).fit(X, Y)


def test_a_single_row_is_refused():
    with pytest.raises(mh.DataError, match=r"1 sample, of which nothing can be held out"):
        mh.MultiLabelClassifier().fit(X[:1], Y[:1])
