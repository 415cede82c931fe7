"""Comments that ask for silence: `# multihot: ignore[accuracy-ambiguous]`."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping

from multihot.source.magics import without_magics
from multihot.source.scripts import Cell, Script

_COMMENT = re.compile(r"#\s*multihot:\s*ignore\b\s*(?:\[([^\]]*)\]|(?!\[))", re.IGNORECASE)
_MARK = re.compile("multihot:", re.IGNORECASE)
_EVERY: frozenset[str] = frozenset()


def ignored(script: Script) -> Mapping[tuple[int, int], frozenset[str]]:
    r"""Ids of rules to be silent about, by (cell, line); an empty set is every rule.

    A comment speaks for its line; on the first or the last line of a statement over several
    lines it speaks for all of them. On the line of a `def`, `if` or `for` it speaks for that line.

    >>> from multihot.source.reading import read_text
    >>> text = "fit()\nfit(x,\n    y)  # multihot: ignore[rare-label, f1-string]"
    >>> for (cell, line), ids in sorted(ignored(read_text(text)).items()):
    ...     print(cell, line, sorted(ids))
    0 2 ['f1-string', 'rare-label']
    0 3 ['f1-string', 'rare-label']
    """
    found: dict[tuple[int, int], frozenset[str]] = {}
    for cell in script.cells:
        asked = dict(_comments(cell))
        if asked:
            found |= {(cell.number, line): ids for line, ids in _spread(asked, cell.tree).items()}
    return found


def _spread(asked: Mapping[int, frozenset[str]], tree: ast.Module) -> dict[int, frozenset[str]]:
    spread = dict(asked)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not hasattr(node, "body"):
            ends = {node.lineno, node.end_lineno or node.lineno} & asked.keys()
            for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                for end in ends:
                    spread[line] = _both(spread.get(line), asked[end])
    return spread


def _both(one: frozenset[str] | None, two: frozenset[str]) -> frozenset[str]:
    return two if one is None else _EVERY if _EVERY in (one, two) else one | two


def _comments(cell: Cell) -> Iterator[tuple[int, frozenset[str]]]:
    text = "\n".join(cell.lines)
    if not _MARK.search(text):
        return
    try:
        for token in tokenize.generate_tokens(io.StringIO(without_magics(text)).readline):
            comment = _COMMENT.search(token.string) if token.type == tokenize.COMMENT else None
            if comment is not None:
                ids = (comment[1] or "").split(",")
                yield token.start[0], frozenset(each.strip() for each in ids) - {""}
    except (tokenize.TokenError, SyntaxError):  # a parser reads more than tokenize does
        return
