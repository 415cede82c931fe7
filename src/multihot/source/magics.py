"""IPython's own commands, put out of the way of Python's parser.

Every line keeps its number, and the Python on it its columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# below these first lines stands Python that is run; below `%%bash`, `%%writefile` none is
_PYTHON_CELLS = frozenset(
    {"capture", "memit", "mprun", "prun", "px", "scalene", "snakeviz", "time", "timeit", "wandb"}
)
_CELL = re.compile(r"\s*%%(\w+)")
_TIMED = re.compile(r"(\s*)%time(?:it)?(?:\s+-\w+(?:\s+\d+)?)*\s+(?=\S)")
_ASSIGNED = re.compile(r"([\s\w.,\[\]]+=\s*)[!%]")
_COMMAND = re.compile(
    r"(\s*)(?:[%!?]|[\w.*]+\?{1,2}\s*$|(?:pip3?|conda|mamba|cd|cp|ls|mkdir|mv|rm)\s+[\w./~-])"
)
_OUTSIDE = re.compile(r"'''|\"\"\"|['\"]|#|[(\[{]|[)\]}]")
_INSIDE = {quote: re.compile(rf"\\.|{quote}") for quote in ("'''", '"""', "'", '"')}


def without_magics(text: str) -> str:
    r"""The Python of a cell: commands of IPython and of the shell become `pass` or `None`.

    >>> without_magics("%matplotlib inline\nfiles = !ls\n%time model.fit(x, y)")
    'pass\nfiles = None\n0;    model.fit(x, y)'
    >>> without_magics("%%bash\npip install keras")
    '\n'
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    magic = _CELL.match(lines[first])
    if magic is not None and magic[1] not in _PYTHON_CELLS:
        return "\n" * (len(lines) - 1)
    if magic is not None:
        lines[first] = ""
    state, shell = _State(), False
    for number, line in enumerate(lines):
        if shell:
            lines[number] = ""
        elif state.begins:
            lines[number] = _python(line)
        shell = line.endswith("\\") and not lines[number].endswith("\\")
        state.pass_over(lines[number])
    return "\n".join(lines)


def _python(line: str) -> str:
    timed = _TIMED.match(line)
    if timed is not None:  # as long as what it stands for
        return f"{timed[1]}0;".ljust(timed.end()) + line[timed.end() :]
    assigned = _ASSIGNED.match(line)
    if assigned is not None:
        return f"{assigned[1]}None"
    command = _COMMAND.match(line)
    return line if command is None else f"{command[1]}pass"


@dataclass
class _State:
    """What is open at the end of a line: brackets, a text of several lines, a backslash."""

    depth: int = 0
    quote: str = ""
    continued: bool = False

    @property
    def begins(self) -> bool:
        """The next line begins a statement."""
        return not (self.depth or self.quote or self.continued)

    def pass_over(self, line: str) -> None:
        at = 0
        while token := (_INSIDE[self.quote] if self.quote else _OUTSIDE).search(line, at):
            at = token.end()
            if token[0] == "#":
                self.continued = False
                return
            self._meet(token[0])
        self.continued = line.endswith("\\")
        if len(self.quote) == 1 and not self.continued:
            self.quote = ""

    def _meet(self, token: str) -> None:
        if self.quote:
            self.quote = "" if token == self.quote else self.quote
        elif token in _INSIDE:
            self.quote = token
        else:
            self.depth = max(0, self.depth + (1 if token in "([{" else -1))
