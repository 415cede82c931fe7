"""What a function that a user wrote does, read from its source where there is one."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from types import FunctionType

from multihot.facts import FunctionFacts, Place
from multihot.facts.functions import function_facts


def facts_of_function(function: object) -> FunctionFacts | None:
    """Facts of a Python function; None where its source is not at hand."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    definition = definition_of(function)
    if definition is None or not isinstance(function, FunctionType):
        return None
    return function_facts(definition, _places(function), _called_by(function))


def definition_of(function: object) -> ast.FunctionDef | ast.Lambda | None:
    """The syntax of a Python function; None where its source is not at hand."""
    if not isinstance(function, FunctionType):
        return None
    wanted = ast.Lambda if function.__name__ == "<lambda>" else ast.FunctionDef
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, SyntaxError):  # typed by hand, or a lambda within a longer line
        return None
    found = [node for node in ast.walk(tree) if isinstance(node, wanted)]
    if not found or (wanted is ast.Lambda and len(found) > 1):
        return None
    return found[0]


def _called_by(function: FunctionType) -> dict[str, ast.FunctionDef | ast.Lambda]:
    """Functions that it calls by a global name, and those that they call."""
    found: dict[str, ast.FunctionDef | ast.Lambda] = {}
    waiting = [function]
    while waiting:
        caller = waiting.pop()
        for name in caller.__code__.co_names:
            called = caller.__globals__.get(name)
            if name in found or not isinstance(called, FunctionType):
                continue
            definition = definition_of(called)
            if definition is not None:
                found[name] = definition
                waiting.append(called)
    return found


def _places(function: FunctionType) -> Callable[[ast.AST], Place]:
    lines, start = inspect.getsourcelines(function)
    indent = len(lines[0]) - len(lines[0].lstrip())
    file = inspect.getsourcefile(function) or ""

    def place_of(node: ast.AST) -> Place:
        line = getattr(node, "lineno", 1)
        end = getattr(node, "end_col_offset", None)
        one_line = getattr(node, "end_lineno", line) == line
        return Place(
            file=file,
            line=start + line - 1,
            column=getattr(node, "col_offset", 0) + indent + 1,
            end_column=end + indent + 1 if end is not None and one_line else 0,
            text=lines[line - 1].rstrip("\n"),
            name=f"function {function.__name__}",
        )

    return place_of
