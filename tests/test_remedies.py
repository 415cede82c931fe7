"""What is said of a problem names options as marked ones, so that each reader gets his own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import multihot

PACKAGE = Path(multihot.__file__).parent
# of people who write Keras, to whom a message of these is a message of Python
IN_PYTHON = ("nn/metrics", "rules", "source")
FILES = [
    file
    for file in sorted(PACKAGE.rglob("*.py"))
    if not file.relative_to(PACKAGE).as_posix().startswith(IN_PYTHON)
]
ARGUMENT = re.compile(r"\b[a-z_]\w*=(?!=)|\bmh\.\w|\bmultihot\.[a-z]\w*\(")
MARKED = ("option", "either")


def words_of(node: ast.AST) -> str:
    """The constant texts of an expression, without those that are marked and without code."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKED:
        return ""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(words_of(each) for each in ast.iter_child_nodes(node))


def told(call: ast.Call) -> str:
    texts = [*call.args, *(keyword.value for keyword in call.keywords)]
    return re.sub(r"`[^`]*`", "", " ".join(map(words_of, texts)))


def problems(tree: ast.AST) -> list[ast.Call]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [call for call in calls if str(getattr(call.func, "id", "")).endswith("Error")]


def remedies(tree: ast.AST) -> list[ast.expr]:
    assigned = (node for node in ast.walk(tree) if isinstance(node, ast.Assign))
    return [
        node.value
        for node in assigned
        if any("remedy" in str(getattr(each, "id", "")).lower() for each in node.targets)
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_problem_and_no_remedy_speaks_of_arguments_unmarked(file):
    tree = ast.parse(file.read_text("utf-8"))
    texts = [told(call) for call in problems(tree)]
    texts += [re.sub(r"`[^`]*`", "", words_of(value)) for value in remedies(tree)]
    assert [text for text in texts if ARGUMENT.search(text)] == []


def test_the_walk_sees_an_argument_that_is_not_marked():
    tree = ast.parse('raise DataError("no", remedy=f"pass {name}, labels=" + option("scope"))')
    assert ARGUMENT.search(told(problems(tree)[0]))
