"""Loops that keep the best so far."""

from __future__ import annotations

import pytest

MODEL = """
model = Sequential([Dense(5, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["binary_accuracy"])
best = 0
"""
SCORED = "    f1 = f1_score(y_test, model.predict(x_test) > .5, average='micro')\n"


def choices(facts, text):
    return [(each.number, each.part, each.keeps) for each in facts(MODEL + text).choices]


@pytest.mark.parametrize(
    "kept",
    [
        "best = f1; model.save('m.keras')",
        "best = f1; model.save_weights('m.h5')",
        "best = f1; weights = model.get_weights()",
        "best, best_model = f1, model",
        "best = f1; best_params = {'rate': rate}",
        "best = f1\n        if rate: joblib.dump(model, 'm')",
    ],
)
def test_a_model_is_kept(facts, kept):
    text = f"for rate in (0.1, 0.2):\n{SCORED}    if f1 > best:\n        {kept}"
    assert choices(facts, text) == [("f1", "test", "model")]


@pytest.mark.parametrize(
    "test", ["best < f1", "best is None or f1 >= best", "f1 > best and f1 > 0"]
)
def test_either_side_may_be_the_best(facts, test):
    text = f"while True:\n{SCORED}    if {test}:\n        best = f1; model.save('m')"
    assert choices(facts, text) == [("f1", "test", "model")]


@pytest.mark.parametrize(
    ("number", "scored"),
    [
        ("loss", "loss, accuracy = model.evaluate(x_test, y_test)"),
        ("score[1]", "score = model.evaluate(x_test, y_test)"),
        ("f1", "p = precision_score(y_test, d)\n    f1 = 2 * p * recall_score(y_test, d) / p"),
        ("f1", "f1 = round(f1_score(y_test, d), 3)"),
        ("score", "score = LogisticRegression().score(x_test, y_test)"),
    ],
)
def test_numbers_of_the_test_rows(facts, number, scored):
    before = "from sklearn.linear_model import LogisticRegression\n"
    text = f"for _ in range(9):\n    {scored}\n    if {number} < best:\n"
    text += f"        best = {number}; model.save('m')"
    assert choices(facts, before + text) == [(number, "test", "model")]


def test_a_callback_of_the_user_is_a_loop_over_epochs(facts):
    text = """
class Keep(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        f1 = f1_score(self.y_test, self.model.predict(self.x_test) > 0.5, average="micro")
        if f1 > self.best:
            self.best = f1
            self.model.save("m.keras")
"""
    assert choices(facts, text) == [("f1", "test", "model")]


def test_the_best_of_validation_is_no_choice_by_test(facts):
    text = "for _ in range(9):\n    loss, _ = model.evaluate(x_val, y_val)\n"
    text += "    if loss < best:\n        best = loss; model.save('m')"
    assert choices(facts, text) == [("loss", "validation", "model")]


def test_a_setting_and_a_threshold_are_told_from_a_model(facts):
    loop = "for units in (32, 64):\n"
    text = f"{loop}{SCORED}    if f1 > best:\n        best, chosen = f1, units"
    assert choices(facts, text) == [("f1", "test", "setting")]
    text = """
scores = model.predict(x_test)
for t in np.arange(0, 1, 0.1):
    f1 = f1_score(y_test, scores > t)
    if f1 > best:
        best, chosen = f1, t
"""
    assert choices(facts, text) == [("f1", "test", "threshold")]


@pytest.mark.parametrize(
    "text",
    [
        f"if True:\n{SCORED}\nif f1 > best:\n    best = f1; model.save('m')",
        f"for fold in range(5):\n{SCORED}    if f1 > best:\n        best = f1; model.save('m')",
        f"for _ in range(5):\n{SCORED}    if f1 > best:\n        best = f1; wait = 0",
        f"for _ in range(5):\n{SCORED}    if f1 > best:\n        best = f1; np.save('p', p)",
        f"for _ in range(5):\n{SCORED}    if f1 > 0.9:\n        model.save('m')",
        f"for _ in range(5):\n{SCORED}    if f1 > best:\n        best = f1; path = f'{{f1}}.h5'",
        "for _ in range(5):\n    a = mine(y_test)\n    if a > best:\n        best = a; m.save()",
    ],
)
def test_what_is_no_choice_or_not_known_to_be_one(facts, text):
    assert choices(facts, text) == []
