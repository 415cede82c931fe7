"""Scripts and notebooks are read as people write them, or refused in one message."""

from __future__ import annotations

import ast
import json
import warnings
from pathlib import Path

import pytest

from multihot.errors import DataError
from multihot.source.reading import read_script, read_text


def calls(script) -> list[tuple[int, int, int]]:
    """Cell, line and column of each call."""
    return [
        (cell.number, node.lineno, node.col_offset)
        for cell in script.cells
        for node in ast.walk(cell.tree)
        if isinstance(node, ast.Call)
    ]


def notebook(*sources, **more) -> str:
    cells = [
        {"cell_type": "code", "source": source} if isinstance(source, str | list) else source
        for source in sources
    ]
    return json.dumps({"cells": cells, "nbformat": 4, "metadata": {}, **more})


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(path: Path) -> DataError:
    with pytest.raises(DataError) as refusal:
        read_script(path)
    return refusal.value


def test_a_script_is_one_cell_with_its_lines_and_its_tree(tmp_path):
    path = write(tmp_path, "train.py", "import keras\nmodel.fit(x, y)\n")
    script = read_script(path)
    assert script.file == str(path)
    assert [cell.number for cell in script.cells] == [0]
    assert script.cells[0].lines == ("import keras", "model.fit(x, y)", "")
    assert script.keras.flavour == "keras"


@pytest.mark.parametrize("content", ["", "\n\n", "# nothing\n", "\ufeff"])
def test_a_script_may_be_empty(tmp_path, content):
    assert read_script(write(tmp_path, "empty.py", content)).cells[0].tree.body == []


@pytest.mark.parametrize(
    "content",
    [
        b"# -*- coding: latin-1 -*-\nname = 'caf\xe9'\nfit(x)\n",
        "\ufeffname = 'café'\n\nfit(x)\n".encode(),
        "name = 'café'\r\n\r\nfit(x)\r\n".encode(),
        "name = 'café'\r\rfit(x)\r".encode(),
        b"name = 'x'\n\x0c\nfit(x)\n",
        "name = 'a\u2028b\x85'\n#\x0b\nfit(x)".encode(),
    ],
    ids=["latin-1", "BOM", "CRLF", "CR", "form feed", "line separators in a text"],
)
def test_lines_are_counted_as_python_counts_them(tmp_path, content):
    script = read_script(write(tmp_path, "train.py", content))
    assert calls(script) == [(0, 3, 0)]
    assert script.cells[0].lines[2] == "fit(x)"


def test_warnings_about_escapes_are_not_shown():
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        read_text("pattern = '\\d+'\nx is 3\n")
    assert shown == []


def test_code_cells_of_a_notebook_are_numbered_as_people_see_them(tmp_path):
    markdown = {"cell_type": "markdown", "source": ["# Films"]}
    path = write(
        tmp_path, "films.ipynb", notebook(["import keras\n", "f(x)"], markdown, "", "\ng(y)")
    )
    script = read_script(path)
    assert [cell.number for cell in script.cells] == [1, 3, 4]
    assert calls(script) == [(1, 2, 0), (4, 2, 0)]
    assert script.keras.flavour == "keras"


def test_notebooks_of_format_3_are_read(tmp_path):
    cells = [
        {"cell_type": "heading", "source": ["Films"]},
        {"cell_type": "code", "input": ["f(x)\n", "g(x)"], "language": "python"},
    ]
    old = json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3, "metadata": {}})
    assert calls(read_script(write(tmp_path, "old.ipynb", old))) == [(2, 1, 0), (2, 2, 0)]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("%matplotlib inline\n!pip install keras\nf(x)", [(3, 0)]),
        ("%%time\nf(x)", [(2, 0)]),
        ("\n%%timeit -n 3\nf(x)", [(3, 0)]),
        ("%%bash\nf(x)", []),
        ("%%writefile train.py\nf(x)\ng(", []),
        ("?f\nf?\nmodel.fit??\nf(x)", [(4, 0)]),
        ("files = !ls *.csv\nf(x)", [(2, 0)]),
        ("took = %timeit -o -n 3 g()\nf(x)", [(2, 0)]),
        ("%time f(x)", [(1, 6)]),
        ("%timeit -n 10 y = f(x)", [(1, 18)]),
        ("if slow:\n    !pip install keras\nf(x)", [(3, 0)]),
        ("if slow:\n    %time f(x)", [(2, 10)]),
        ("pip install tensorflow==2.3\ncd data\nf(x)", [(3, 0)]),
        ("!wget https://example.org \\\n  -O data.zip\nf(x)", [(3, 0)]),
        ("!echo \"it's\nf(x)", [(2, 0)]),
        ("text = '''\n%matplotlib\n!ls\n'''\n!ls\nf(x)", [(6, 0)]),
        ("share = (3\n  % 2)\n!ls\nf(x)", [(4, 0)]),
        ("share = 3 \\\n  % 2\n!ls\nf(x)", [(4, 0)]),
        ("g = 'it\\'s' # don't (\n!ls\nf('%s' % x)", [(3, 0)]),
        ("await f(x)", [(1, 6)]),
        ("name = 'a\\\nb'\n!ls\nf(x)", [(4, 0)]),
        ("%time h = f(x, \\\n  y)", [(1, 10)]),
    ],
)
def test_commands_of_ipython_are_passed_over_and_no_line_or_column_moves(tmp_path, cell, found):
    script = read_script(write(tmp_path, "films.ipynb", notebook(cell)))
    assert calls(script) == [(1, *where) for where in found]
    assert script.cells[0].lines == tuple(cell.split("\n"))


def test_commands_of_ipython_in_a_script_from_colab_are_passed_over():
    assert calls(read_text("!pip install keras\nf(x)")) == [(0, 2, 0)]


def test_the_place_of_an_error_is_line_and_column(tmp_path):
    path = write(tmp_path, "train.py", "import keras\nmodel.fit(x, y))\n")
    error = refused(path)
    assert error.where == f"{path}:2:16"
    assert error.problem == "Python cannot read this: unmatched ')'"
    assert "mend the line" in error.remedy


def test_the_place_of_an_error_in_a_notebook_names_the_cell(tmp_path):
    path = write(tmp_path, "films.ipynb", notebook("f(x)", "%matplotlib inline\nf(x))"))
    assert refused(path).where == f"{path}:cell 2:2:5"


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ('print "epoch", n', "a print statement"),
        ("if loud: print scores", "a print statement"),
        ('exec "x = 1"', "an exec statement"),
        ("raise ValueError, 'no rows'", "`raise Error, text`"),
        ("if a <> b: pass", "the operator `<>`"),
        ("key = `labels`", "backticks"),
        ("name = ur'caf\\xe9'", "a text written ur''"),
        ("os.chmod(path, 0777)", "an octal number such as 0777"),
        ("n = 10L", "a long number such as 10L"),
        ("def f(x, (a, b)): pass", "a tuple as a parameter"),
        ("pairs.sort(key=lambda (a, b): b)", "a tuple as a parameter"),
        ("if x:\n        y = 1\n\tz = 2", "an indentation of mixed tabs and blanks"),
    ],
)
def test_python_2_is_told_by_what_only_it_reads(line, sign):
    with pytest.raises(DataError, match="port it to Python 3") as refusal:
        read_text(f"import keras\n{line}\n", "old.py")
    assert refusal.value.problem == f"this is Python 2: {sign}"
    assert refusal.value.where.startswith("old.py:")


@pytest.mark.skipif("sys.version_info >= (3, 14)", reason="it reads as two errors since 3.14")
def test_an_error_with_a_comma_is_python_2():
    with pytest.raises(DataError, match="this is Python 2: `except Error, name:`"):
        read_text("try:\n    f()\nexcept IOError, e:\n    pass\n")


@pytest.mark.parametrize("line", ["print(f1(y)", "s = 'print \"x\"' +", "x = 1 2  # a <> b"])
def test_a_slip_of_the_pen_is_not_python_2(line):
    with pytest.raises(DataError, match="Python cannot read this"):
        read_text(line)


@pytest.mark.parametrize(
    ("content", "where", "problem"),
    [
        (b"a = 1\nname = 'caf\xe9'\n", ":2:12", "byte 0xe9 is not UTF-8"),
        (b"\xff\xfea\x00", ":1:1", "the text is UTF-16"),
        (b"# coding: klingon\n", ":1", "unknown encoding: klingon"),
        (b"# coding: rot13\n", ":1", "rot13 is no encoding of texts"),
        (b"# coding: undefined\n", ":1", "undefined is no encoding of texts"),
        (b"name = 'caf\xe9'\n", ":1:12", "byte 0xe9 is not UTF-8"),
        (b"# coding: utf-8\nname = '\xe9'\n", ":2:9", "byte 0xe9 is not UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_place(tmp_path, content, where, problem):
    path = write(tmp_path, "train.py", content)
    error = refused(path)
    assert (error.where, error.problem) == (f"{path}{where}", problem)
    assert "save it as UTF-8" in error.remedy


def test_a_null_byte_is_refused_with_its_place(tmp_path):
    path = write(tmp_path, "train.py", b"a = 1\nb = \x002\n")
    assert str(refused(path)).startswith(f"{path}:2:5: a null byte stands in the text\n  To fix:")


def test_half_a_character_in_a_notebook_is_refused_with_its_place(tmp_path):
    path = write(tmp_path, "films.ipynb", notebook("a = '\ud83d'"))
    error = refused(path)
    assert error.where == f"{path}:cell 1:1:6"
    assert "take the character out" in error.remedy


@pytest.mark.parametrize("text", ["-" * 200_000 + "x", "+".join(["x"] * 100_000), "(" * 5_000])
def test_source_that_is_nested_too_deeply_is_refused(text):
    with pytest.raises(DataError, match="too"):
        read_text(text, "deep.py")


@pytest.mark.parametrize(
    ("content", "where", "problem"),
    [
        ("", ":1:1", "the notebook is no JSON: expecting value"),
        ('{"cells": [\n  <<<<<<< HEAD\n]}', ":2:3", "the notebook is no JSON: expecting value"),
        ("[]", "", "this is no Jupyter notebook: it holds no JSON object"),
        ("{}", "", "this is no Jupyter notebook: it has no list of cells"),
        ('{"cells": [3]}', "", "this is no Jupyter notebook: its cell 1 is no JSON object"),
        (notebook([3]), "", "this is no Jupyter notebook: the source of its cell 1 is no text"),
        ("[" * 100_000, "", "this is no Jupyter notebook: its JSON is nested too deeply"),
        (
            notebook("library(keras)", metadata={"kernelspec": {"language": "R"}}),
            "",
            "the notebook is in R",
        ),
        (
            notebook("using Flux", metadata={"language_info": {"name": "julia"}}),
            "",
            "the notebook is in julia",
        ),
    ],
)
def test_a_broken_notebook_is_refused(tmp_path, content, where, problem):
    path = write(tmp_path, "films.ipynb", content)
    error = refused(path)
    assert (error.where, error.problem) == (f"{path}{where}", problem)
    assert error.remedy


def test_a_file_that_is_not_there_is_refused(tmp_path):
    error = refused(tmp_path / "nothing.py")
    assert error.problem == "cannot read it: no such file or directory"
    assert error.remedy == "name a file that can be read"
