"""Whatever a script holds, it is read to its end."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from multihot.source import Cell, Script, script_facts

CASES = sorted((Path(__file__).parents[1] / "rules" / "cases").glob("*/flagged*.py"))


def facts_of_tree(tree, text=""):
    cell = Cell(0, tree, ("import keras", *text.splitlines()))
    return script_facts(Script("odd.py", (cell,)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "class A(A): pass",
        "class A:\n    def f(self): return self.f()\nA().f()",
        "def f(): return g()\ndef g(): return f()\nf()",
        "f = lambda: f()\nf()",
        "a, *b = 1, 2, 3\n(c, d), e = a",
        "x = [x for x in x if (y := x)]\nx[0][1][2] = y",
        "def f(a, /, b=1, *c, d=2, **e): return c, e\nf(1, *[2], **{'d': 3, **{}})",
        "match x:\n    case {'a': [b, *c], **d}: e = b\n    case _: pass",
        "async def f():\n  async with a as b:\n    async for c in d: await c",
        "try:\n    raise x from y\nexcept* E as e:\n    pass\nelse:\n    pass\nfinally:\n    del x",
        "print(f'{a!r:>{width}}', *a, sep='')",
        "global a\nnonlocal_ = a\nassert a, b",
        "1 / 0\n1 % 0\n2 ** 99999\n'a' * 10 ** 9\n-'a'\nnot 1",
        "keras.Sequential(1)\nkeras.layers.Dense()\nkeras.Model(*a, **b).compile(*a)",
        "m = keras.Sequential([m, None, 3, 'x'])\nm.add()\nm.add(m)\nm.compile()\nm.fit()",
        "keras.layers.Dense(3)(keras.layers.Dense(3))()()(1)",
        "m = keras.Model(None, {'a': 1, None: 2})\nm.compile(loss={}, metrics={'a': {}})",
        "super().__init__()\nself.x = 1",
        "{**a, 'b': 1, c: 2}['b']\n{1, 2}[0]\n()[5]\n[][-1]",
        "np.array([[1, 0], [1]])[0, 1, 2][...][::2]",
        "for i in (1, 2):\n    break\nelse:\n    x = i\nwhile True: continue",
        "@d\n@e(1)\nclass K(metaclass=M):\n    x: int = 1\n    y: int",
        "lambda *a, **k: (yield)",
        "np.array([[0j, 1j], [1, 0]])\nnp.array([1e999, -1])\nnp.sum([b'', None, ...])",
        "import a.b.c as d, e.f\nfrom . import g\nfrom .h import *\nfrom keras.layers import *",
    ],
)
def test_odd_code_is_read(text):
    text = f"import keras\nimport numpy as np\n{text}"
    facts_of_tree(ast.parse(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "(" * 80 + "1" + ")" * 80,
        "x = " + " + ".join(["y"] * 900),
        "import numpy as np\nnp.sum(\n" + " +\n".join(["y"] * 900) + ")",
        "x = y" + ".f()" * 300,
        "x = " + "[" * 90 + "]" * 90,
        "if a:\n    b = 1\n" + "".join(f"elif a == {n}:\n    b = {n}\n" for n in range(300)),
        "def f0(x): return x\n"
        + "".join(f"def f{n}(x): return f{n - 1}(f{n - 1}(x))\n" for n in range(1, 60))
        + "f59(1)",
        "x = " + "f(" * 60 + ")" * 60,
    ],
    ids=["brackets", "sum", "lines", "chain", "lists", "elif", "calls", "nested"],
)
def test_what_is_deep_or_calls_itself_often_is_given_up_in_time(text):
    facts_of_tree(ast.parse(text), text)


@pytest.mark.parametrize("case", CASES[::4], ids=lambda case: case.parent.name)
def test_a_script_that_lacks_a_statement_is_read(case):
    text = case.read_text(encoding="utf-8")
    for left_out in range(len(ast.parse(text).body)):
        tree = ast.parse(text)
        del tree.body[left_out]
        facts_of_tree(tree, text)


def test_a_script_that_imports_none_of_the_libraries_says_nothing():
    text = "import numpy as np\nnp.argmax(scores, axis=1)"
    cell = Cell(0, ast.parse(text), tuple(text.splitlines()))
    assert script_facts(Script("a.py", (cell,))).uses == ()
