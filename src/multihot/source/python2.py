"""Telling Python 2 from a slip of the pen, where Python 3 cannot read a line."""

from __future__ import annotations

import re

_SIGNS = (
    (r"(?:^|[:;])\s*print\s+['\"\w`]", "a print statement"),
    (r"(?:^|[:;])\s*exec\s+['\"\w]", "an exec statement"),
    (r"\bexcept\b\s+[\w.]+\s*,\s*\w+\s*:", "`except Error, name:`"),
    (r"\braise\b\s+[\w.]+\s*,", "`raise Error, text`"),
    (r"<>", "the operator `<>`"),
    (r"`[^`]+`", "backticks"),
    (r"\b[uU][rR]['\"]", "a text written ur''"),
    (r"(?<![\w.])0[0-7]+\b(?!\.)", "an octal number such as 0777"),
    (r"(?<![\w.])(?:0[xX][0-9a-fA-F]+|\d+)[lL]\b", "a long number such as 10L"),
    (r"\bdef\s+\w+\s*\(.*\(\s*\w+\s*,|\blambda\s*\(\s*\w+\s*,", "a tuple as a parameter"),
)
_COMPILED = tuple((re.compile(pattern), name) for pattern, name in _SIGNS)
_TEXT = re.compile(r"(['\"])(?:\\.|(?!\1).)*\1|#.*")


def sign_of_python_2(line: str, message: str) -> str:
    """What on this line only Python 2 reads; empty where nothing is.

    Args:
        line: that Python 3 refuses.
        message: of its `SyntaxError`.

    >>> sign_of_python_2('print "epoch", n', "Missing parentheses in call to 'print'.")
    'a print statement'
    >>> sign_of_python_2("print(f1", "'(' was never closed")
    ''
    """
    if "inconsistent use of tabs" in message:
        return "an indentation of mixed tabs and blanks"
    bare = _TEXT.sub(r"\1\1", line)
    return next((name for pattern, name in _COMPILED if pattern.search(bare)), "")
