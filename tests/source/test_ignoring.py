"""Comments that ask for silence are found where they are comments."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from multihot.source.ignoring import ignored
from multihot.source.reading import read_script, read_text


def of(text: str) -> dict[tuple[int, int], set[str]]:
    return {place: set(ids) for place, ids in ignored(read_text(text)).items()}


@pytest.mark.parametrize(
    ("comment", "ids"),
    [
        ("# multihot: ignore[f1-string]", {"f1-string"}),
        ("# multihot: ignore[f1-string, rare-label]", {"f1-string", "rare-label"}),
        ("#multihot:ignore[ f1-string ,]", {"f1-string"}),
        ("# noqa: E501  # multihot: ignore[f1-string]", {"f1-string"}),
        ("# multihot: ignore", set()),
        ("# Multihot: Ignore  it is one-hot", set()),
    ],
)
def test_a_comment_speaks_for_its_line(comment, ids):
    assert of(f"f(x)\ng(x)  {comment}\n") == {(0, 2): ids}


@pytest.mark.parametrize(
    "line",
    [
        "text = '# multihot: ignore'",
        "f(x)  # multihot: ignored",
        "f(x)  # multihot: ignore[f1-string",
        "f(x)  # ignore",
        '"""\n# multihot: ignore\n"""',
    ],
)
def test_what_is_no_such_comment_is_left_alone(line):
    assert of(line) == {}


@pytest.mark.parametrize(
    "text",
    [
        "f(\n    x,\n)  # multihot: ignore[f1-string]\ng(x)",
        "f(  # multihot: ignore[f1-string]\n    x,\n)\ng(x)",
    ],
)
def test_on_the_first_or_last_line_it_speaks_for_the_whole_statement(text):
    assert of(text) == {(0, line): {"f1-string"} for line in (1, 2, 3)}


def test_within_a_statement_it_speaks_for_its_line():
    assert of("f(\n    x,  # multihot: ignore[f1-string]\n    y,\n)") == {(0, 2): {"f1-string"}}


def test_on_the_line_of_a_function_it_speaks_for_that_line():
    assert of("def f():  # multihot: ignore\n    g()\n    h()") == {(0, 1): set()}


def test_two_comments_of_a_statement_are_both_heard():
    text = "f(\n    x,  # multihot: ignore[rare-label]\n)  # multihot: ignore[f1-string]"
    assert of(text)[0, 2] == {"f1-string", "rare-label"}
    every = "f(\n    x,  # multihot: ignore\n)  # multihot: ignore[f1-string]"
    assert of(every)[0, 2] == set()


def test_cells_of_a_notebook_are_told_apart_and_commands_do_no_harm(tmp_path):
    sources = ["f(x)", "!echo \"it's\nf(x)  # multihot: ignore", "%%bash\n# multihot: ignore"]
    cells = [{"cell_type": "code", "source": source} for source in sources]
    path = tmp_path / "films.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert dict(ignored(read_script(path))) == {(2, 2): frozenset()}


def test_comments_are_heard_up_to_where_words_end():
    text = "f(x)  # multihot: ignore"
    script = read_text(text)
    cell = replace(script.cells[0], lines=(text, "'''"))
    assert ignored(replace(script, cells=(cell,))) == {(0, 1): frozenset()}
