"""Numbers of `evaluate` and the names that they are given."""

from __future__ import annotations

import pytest

MODEL = """
model = Sequential([Dense(5, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["binary_accuracy", "AUC"])
"""


@pytest.fixture
def named(model):
    def pairs(text):
        return [(each.name, each.index) for each in model(MODEL + text).named]

    return pairs


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a, b, c = model.evaluate(x, y)", [("a", 0), ("b", 1), ("c", 2)]),
        ("c = model.evaluate(x, y)[-1]", [("c", 2)]),
        ("s = model.evaluate(x, y)\nb = s[1] * 100", [("b", 1)]),
        ("s = model.evaluate(x, y)\nprint('loss, AUC:', s[2])", [("AUC", 2)]),
        ("s = model.evaluate(x, y)\nprint('L', s[0], 'B =', s[1])", [("L", 0), ("B", 1)]),
        (
            "s = model.evaluate(x, y)\nprint(f'Loss {s[0]:.2f}, AUC {s[2]}')",
            [("Loss", 0), ("AUC", 2)],
        ),
        ("s = model.evaluate(x, y)\nprint('Acc: %.2f%%' % (s[1] * 100))", [("Acc", 1)]),
        ("s = model.evaluate(x, y)\nprint('Acc: {:.2f}'.format(s[1]))", [("Acc", 1)]),
    ],
)
def test_a_number_by_the_name_that_it_is_given(named, text, told):
    assert named(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "a, b = model.evaluate(x, y)",
        "a, *b = model.evaluate(x, y)",
        "s = model.evaluate(x, y, return_dict=True)\na = s[1]",
        "s = model.evaluate(x, y)\na = s[7]",
        "s = model.evaluate(x, y)\na = 1 - s[1]",
        "s = model.evaluate(x, y)\nprint('all', s)",
    ],
)
def test_what_nobody_knows_the_place_of_has_no_name(named, text):
    assert named(text) == []


def test_without_metrics_evaluate_gives_the_loss_alone(model):
    text = "model = Sequential([Dense(5)])\nmodel.compile('adam', 'mse')\na = model.evaluate(x, y)"
    (found,) = model(text).named
    assert (found.name, found.index, found.place.column) == ("a", 0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "model = load_model('m.h5')\na, b = model.evaluate(x, y)",
        "class M(Model):\n    pass\nm = M()\nm.compile(metrics=['auc'])\na, b = m.evaluate(x, y)",
    ],
)
def test_models_that_may_measure_more_are_left_alone(facts, text):
    assert [each for model in facts(text).models for each in model.named] == []
