"""What a function does to a batch is read from its syntax tree, whatever it is spelled with."""

from __future__ import annotations

import ast

import pytest

from multihot.facts import FunctionFacts, Place
from multihot.facts.functions import function_facts


def place_of(node: ast.AST) -> Place:
    return Place(line=node.lineno, column=node.col_offset + 1)


def facts(text: str, name: str = "metric") -> FunctionFacts:
    """Of the function of that name; the first line of the text is line 2."""
    own = {each.name: each for each in ast.parse(text).body if isinstance(each, ast.FunctionDef)}
    return function_facts(own[name], place_of, own)


def body(*lines: str) -> str:
    return "def metric(y_true, y_pred):\n" + "".join(f"    {line}\n" for line in lines)


COPIED = """
def recall_m(y_true, y_pred):
    true_positives = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
    possible_positives = K.sum(K.round(K.clip(y_true, 0, 1)))
    return true_positives / (possible_positives + K.epsilon())

def precision_m(y_true, y_pred):
    true_positives = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
    predicted_positives = K.sum(K.round(K.clip(y_pred, 0, 1)))
    precision = true_positives / (predicted_positives + K.epsilon())
    return precision

def f1_m(y_true, y_pred):
    precision = precision_m(y_true, y_pred)
    recall = recall_m(y_true, y_pred)
    return 2*((precision*recall)/(precision+recall+K.epsilon()))
"""


@pytest.mark.parametrize(
    ("name", "line", "column"), [("recall_m", 5, 12), ("precision_m", 10, 17), ("f1_m", 16, 15)]
)
def test_the_copied_functions_divide_sums_over_the_batch(name, line, column):
    found = facts(COPIED, name)
    assert found.name == name
    assert found.ratio_of_sums == Place(line=line, column=column)
    assert found.ignores_targets is None


RATIOS = {
    "tensorflow": body(
        "tp = tf.reduce_sum(tf.cast(y_true * y_pred, 'float'))",
        "return tp / (tf.reduce_sum(y_pred) + 1e-7)",
    ),
    "axis=None": body("return K.sum(y_true * y_pred, axis=None) / K.sum(y_true, None)"),
    "per label, then a mean": body(
        "tp = K.sum(K.cast(y_true*y_pred, 'float'), axis=0)",
        "fp = K.sum(K.cast((1-y_true)*y_pred, 'float'), axis=0)",
        "p = tp / (tp + fp + K.epsilon())",
        "p = tf.where(tf.math.is_nan(p), tf.zeros_like(p), p)",
        "return K.mean(p)",
    ),
    "methods of arrays": body("return (y_true * y_pred).sum() / y_pred.sum(0)"),
    "keras.ops": body("return ops.divide_no_nan(ops.sum(y_true * y_pred), ops.sum(y_true))"),
    "means over the batch": body("return K.mean(y_true * y_pred) / K.mean(y_pred)"),
    "counted": body(
        "tp = tf.math.count_nonzero(y_pred * y_true)",
        "fp = tf.math.count_nonzero(y_pred * (y_true - 1))",
        "return tf.divide(tp, tp + fp)",
    ),
    "nested functions": body(
        "def share(of):",
        "    return K.sum(y_true * y_pred) / K.sum(of)",
        "return share(of=y_true)",
    ),
    "a lambda": body(
        "share = lambda a, b: K.sum(a * b) / K.sum(b)", "return share(y_true, y_pred)"
    ),
    "in a branch": body(
        "if K.sum(y_true) == 0:",
        "    return 0",
        "else:",
        "    total = K.sum(y_true)",
        "    return K.sum(y_pred * y_true) / total",
    ),
    "a label at a time": body(
        "f1s = []",
        "for label in range(20):",
        "    tp = K.sum(y_true[:, label] * y_pred[:, label])",
        "    f1s.append(2 * tp / (K.sum(y_true[:, label]) + K.sum(y_pred[:, label])))",
        "return K.mean(K.stack(f1s))",
    ),
    "a sum that grows": body(
        "total = 0",
        "total += K.sum(y_true * y_pred) / K.sum(y_true)",
        "return total / 20",
    ),
    "flattened": body(
        "t, p = K.flatten(y_true), K.flatten(y_pred)",
        "return (2. * K.sum(t * p) + 1) / (K.sum(t) + K.sum(p) + 1)",
    ),
    "scikit-learn on a batch": body(
        "return tf.py_function(roc_auc_score, (y_true, y_pred), tf.double)"
    ),
    "scikit-learn with an average": body(
        "return f1_score(y_true, np.round(y_pred), average='micro')"
    ),
    "annotated": body("tp: tf.Tensor = K.sum(y_true * y_pred)", "return tp / K.sum(y_true)"),
}


@pytest.mark.parametrize("text", RATIOS.values(), ids=RATIOS)
def test_a_quotient_of_sums_over_the_batch_is_found_however_it_is_spelled(text):
    assert facts(text).ratio_of_sums is not None


RIGHT = {
    "a ratio a row": body(
        "tp = K.sum(y_true * y_pred, axis=-1)",
        "return K.mean(2 * tp / (K.sum(y_true, axis=-1) + K.sum(y_pred, axis=1)))",
    ),
    "a mean of cells": body("return K.mean(K.equal(y_true, K.round(y_pred)))"),
    "a sum over a size": body(
        "right = K.sum(K.cast(K.equal(y_true, K.round(y_pred)), 'float32'))",
        "return right / tf.cast(tf.size(y_true), 'float32')",
    ),
    "a sum over a shape": body("return K.sum(y_true * y_pred) / y_true.shape[1]"),
    "rows that are right": body("return K.mean(K.all(K.equal(y_true, K.round(y_pred)), axis=1))"),
    "scores made to sum to one": body(
        "y_pred = y_pred / K.sum(y_pred, axis=-1, keepdims=True)",
        "return -K.mean(K.sum(y_true * K.log(y_pred), axis=-1))",
    ),
    "scikit-learn a row": body("return f1_score(y_true, np.round(y_pred), average='samples')"),
    "an axis nobody knows": body("return K.sum(y_true, axis=AXIS) / K.sum(y_pred, axis=AXIS)"),
    "calls of Keras": body("return keras.metrics.binary_accuracy(y_true, y_pred, 0.3)"),
    "itself": body("return metric(y_true, y_pred)"),
    "nothing": body("pass"),
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_means_over_rows_are_right_in_batches(text):
    assert facts(text).ratio_of_sums is None


def test_a_lambda_is_read_as_well():
    tree = ast.parse("lambda t, p: K.sum(t * p) / K.sum(t)", mode="eval").body
    found = function_facts(tree, place_of)
    assert (found.name, found.ratio_of_sums) == ("lambda", Place(line=1, column=14))
    assert found.place == Place(line=1, column=1)


def test_targets_that_are_replaced_by_ones_are_found():
    text = body("y_true = K.ones_like(y_true)", "return K.sum(y_true * y_pred) / K.sum(y_pred)")
    assert facts(text).ignores_targets == Place(line=2, column=5)


def test_a_function_that_calls_one_that_replaces_its_targets_ignores_them_too():
    text = (
        "def recall_m(y_true, y_pred):\n"
        "    y_true = tf.ones_like(y_true)\n"
        "    return K.mean(y_true * y_pred)\n"
        "\n"
        "def metric(y_true, y_pred):\n"
        "    recall = recall_m(y_true, y_pred)\n"
        "    return recall\n"
    )
    assert facts(text).ignores_targets == Place(line=6, column=14)


@pytest.mark.parametrize(
    "line",
    [
        "ones = K.ones_like(y_true)",
        "y_pred = K.ones_like(y_true)",
        "y_true = K.ones_like(y_pred) - y_true",
        "y_true = K.cast(y_true, 'float32')",
    ],
)
def test_ones_for_another_purpose_leave_the_targets_alone(line):
    assert facts(body(line, "return K.mean(y_true * y_pred)")).ignores_targets is None


def test_what_ones_add_up_to_does_not_hang_on_the_batch():
    text = body("y_true = K.ones_like(y_true)", "return K.sum(y_pred) / (K.sum(y_true) + 1e-7)")
    assert facts(text).ratio_of_sums is None


def test_many_functions_that_call_each_other_are_read_once_each():
    names = [f"m{number}" for number in range(25)]
    calls = " + ".join(f"{name}(y_true, y_pred)" for name in names)
    text = "".join(f"def {name}(y_true, y_pred): return {calls}\n" for name in names)
    assert facts(text, "m0") == FunctionFacts("m0", place=Place(line=1, column=1))
