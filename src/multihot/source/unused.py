"""Names that are bound and never read."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator


def unused_calls(trees: Iterable[ast.Module]) -> frozenset[ast.AST]:
    """Calls whose result is bound to names that nothing reads but what is not read itself."""
    bindings: list[tuple[frozenset[str], ast.expr]] = []
    read: set[str] = set()
    for tree in trees:
        for node in _statements(tree):
            bound = _bound(node)
            if bound is None:
                read |= _names_of(node)
            else:
                bindings.append(bound)
    _spread(bindings, read)
    return frozenset(
        node
        for names, value in bindings
        if not names & read
        for node in ast.walk(value)
        if isinstance(node, ast.Call)
    )


def _spread(bindings: list[tuple[frozenset[str], ast.expr]], read: set[str]) -> None:
    """What a name that is read is made of is read too."""
    waiting = [(names, frozenset(_names_in(value))) for names, value in bindings]
    changed = True
    while changed:
        live = [made_of for names, made_of in waiting if names & read]
        waiting = [(names, made_of) for names, made_of in waiting if not names & read]
        changed = bool(live)
        read.update(*live)


def _bound(node: ast.stmt) -> tuple[frozenset[str], ast.expr] | None:
    """The names that a plain assignment binds, with its value."""
    if not isinstance(node, ast.Assign):
        return None
    names: list[str] = []
    for target in node.targets:
        parts = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
        if not all(isinstance(part, ast.Name) for part in parts):
            return None
        names += [part.id for part in parts if isinstance(part, ast.Name)]
    return frozenset(names), node.value


def _statements(tree: ast.AST) -> Iterator[ast.stmt]:
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            yield node


def _names_of(statement: ast.stmt) -> set[str]:
    """Names that the statement itself reads, without the statements within it."""
    names: set[str] = set()
    waiting: list[ast.AST] = list(ast.iter_child_nodes(statement))
    if isinstance(statement, ast.AugAssign | ast.Delete | ast.Global):
        names |= {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.stmt):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            names.add(node.id)
        waiting += ast.iter_child_nodes(node)
    return names


def _names_in(value: ast.expr) -> set[str]:
    return {
        node.id
        for node in ast.walk(value)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
