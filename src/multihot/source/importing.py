"""Imports bind names to what libraries call by names of their own."""

from __future__ import annotations

import ast

from multihot.source.names import canonical
from multihot.source.running import Frame
from multihot.source.values import Library


def import_modules(frame: Frame, node: ast.Import) -> bool:
    """`import a.b as c`, and `import a.b`, which binds `a`."""
    for alias in node.names:
        root = alias.name.partition(".")[0]
        frame.run.libraries.add(_root(alias.name))
        frame.names[alias.asname or root] = Library(canonical(alias.name if alias.asname else root))
    return False


def import_from(frame: Frame, node: ast.ImportFrom) -> bool:
    """`from a.b import c as d`; what a star brings is looked up where a name is not found."""
    if node.module is None or node.level:
        return False
    frame.run.libraries.add(_root(node.module))
    for alias in node.names:
        path = f"{node.module}.{alias.name}"
        if alias.name == "*":
            frame.run.stars.append(node.module)
            continue
        frame.run.libraries.add(_root(path))
        frame.names[alias.asname or alias.name] = Library(canonical(path))
    return False


def _root(path: str) -> str:
    return canonical(f"{path}.x").partition(".")[0]
