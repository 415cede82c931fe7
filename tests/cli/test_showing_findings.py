"""Findings on a screen: the piece is underlined, and nothing of the user's text is obeyed."""

from __future__ import annotations

import re

import pytest

from multihot.cli.marking import marked, visible
from multihot.cli.showing_findings import show
from multihot.facts import Place
from multihot.rules import Finding

LINE = '    model.add(Dense(416, activation="softmax"))'


def at(piece: str, text: str = LINE, line: int = 12) -> Place:
    column = text.index(piece) + 1
    return Place("train.py", line=line, column=column, end_column=column + len(piece), text=text)


def finding(**changes) -> Finding:
    fields = {
        "rule": "softmax-multihot",
        "severity": "error",
        "subject": "the head",
        "message": "7 of 40 rows have several labels",
        "advice": "give each label a sigmoid",
        "code": 'Dense(416, activation="sigmoid")\nmodel.summary()',
        "place": at("Dense(416"),
    }
    return Finding(**{**fields, **changes})


@pytest.fixture(autouse=True)
def _plain(monkeypatch):
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def underlined(out: str) -> str:
    """The characters above the carets."""
    above, below = next(
        (above, below)
        for above, below in zip(out.splitlines(), out.splitlines()[1:], strict=False)
        if re.fullmatch(r" +\| +\^+|.*\| \^+", below)
    )
    return above[below.index("^") : below.rindex("^") + 1]


def test_a_finding_is_shown_with_its_line_and_the_way_out(capsys):
    show([finding()])
    assert capsys.readouterr().out == (
        "train.py:12:15  error  softmax-multihot  7 of 40 rows have several labels\n"
        '  12 | model.add(Dense(416, activation="softmax"))\n'
        "     |           ^^^^^^^^^\n"
        "  To fix: give each label a sigmoid\n"
        '      Dense(416, activation="sigmoid")\n'
        "      model.summary()\n"
        "  multihot explain softmax-multihot\n"
        "\n"
    )


def test_what_would_settle_a_possible_one_is_shown(capsys):
    show([finding(severity="note", certainty="possible", settles="right if rows sum to 1")])
    assert "\n  possible: right if rows sum to 1\n" in capsys.readouterr().out


def test_a_finding_without_a_line_is_shown_without_one(capsys):
    show([finding(place=Place(), code=""), finding(place=Place(name="layer 'labels'"), code="")])
    first, second = capsys.readouterr().out.split("\n\n")[:2]
    assert first.startswith("error  softmax-multihot  7 of 40 rows")
    assert second.startswith("layer 'labels'  error  softmax-multihot  7 of 40 rows")
    assert "|" not in first + second


@pytest.mark.parametrize("text", ["[bold]7[/bold] of [40]", "[/]", ":smile:", "\\[red]", "a[b]=c"])
def test_no_text_is_taken_for_markup(capsys, text):
    place = at(text, f"f({text}, 1)")
    show([finding(message=text, advice=text, code=text, settles=text, place=place)])
    assert capsys.readouterr().out.count(text) == 5


def test_text_cannot_move_the_cursor_or_turn_the_writing(capsys):
    text = "a\x1b[31m\x07\u202eb\r"
    show([finding(message=text, place=at("Dense", f"x = '{text}' + Dense()"))])
    out = capsys.readouterr().out
    assert not set("\x1b\x07\u202e\r") & set(out)
    assert "a?[31m??b?" in out
    assert underlined(out) == "Dense"


@pytest.mark.parametrize(
    "text",
    [
        "\tif x: Dense(3)",
        "a =\t'x'\t+\tDense(3)",
        "größe = 'naïve' + Dense(3)",
        "x\u0301 = Dense(3)",
    ],
)
def test_tabs_and_marks_do_not_move_the_underline(capsys, text):
    show([finding(place=at("Dense(3)", text))])
    out = capsys.readouterr().out.replace("\u0301", "")
    assert underlined(out) == "Dense(3)"


def test_a_wide_character_takes_two_columns():
    assert marked(at("Dense(3)", "名 = '日本' + Dense(3)"), room=80)[1:] == (14, 8)


@pytest.mark.parametrize("room", [20, 40, 60])
def test_a_long_line_is_cut_so_that_the_piece_is_seen(room):
    text = f"x = [{'a, ' * 100}Dense(3), {'b, ' * 100}]"
    line, before, length = marked(at("Dense(3)", text), room=room)
    assert len(line) <= room
    assert line[before : before + length] == "Dense(3)"
    assert line.startswith("...")
    assert line.endswith("...")


def test_a_piece_that_is_longer_than_the_screen_is_cut():
    line, before, length = marked(at("a" * 500, "a" * 500 + " = 3"), room=40)
    assert (line, before, length) == ("a" * 37 + "...", 0, 40)


def test_a_place_without_a_column_has_no_underline(capsys):
    show([finding(place=Place("train.py", line=2, text="  x = 3"))])
    assert "\n  2 | x = 3\n  To fix" in capsys.readouterr().out


@pytest.mark.parametrize("columns", [10, 30, 60])
def test_it_is_wrapped_to_the_width_that_is_asked_for(capsys, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    show([finding(message="several labels " * 20, advice="a sigmoid " * 20, code="")])
    lines = capsys.readouterr().out.splitlines()
    assert max(len(line) for line in lines if "multihot explain" not in line) <= max(columns, 24)
    assert all(line.startswith("  ") for line in lines[1:-1])


def test_it_is_not_wrapped_in_a_pipe(capsys):
    show([finding(message="several labels " * 20)])
    assert len(capsys.readouterr().out.splitlines()[0]) > 300


def test_colours_are_shown_where_they_are_asked_for_and_nowhere_else(capsys, monkeypatch):
    show([finding()])
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    show([finding()])
    assert "\x1b[1;31merror" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    show([finding()])
    assert "\x1b[1;31m" not in capsys.readouterr().out


def test_what_a_screen_cannot_show_is_a_question_mark(monkeypatch):
    class Ascii:
        encoding = "ascii"

    monkeypatch.setattr("sys.stdout", Ascii())
    assert visible("größe\tx") == "gr??e    x"
