"""Columns whose cells hold several labels are recognised, and columns of single labels are not."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from multihot.labels import form_of_cells, suspected_form, written_form

HERE = Path(__file__).parent
SINGLE = json.loads((HERE / "columns_of_single_labels.json").read_text(encoding="utf-8"))
SEVERAL = json.loads((HERE / "columns_of_several_labels.json").read_text(encoding="utf-8"))
FORMS = {
    "archive_tabs": ("separator", "\t", 10),
    "aspect_number_list": ("literal", "", 12),
    "catalog_coloncolon": ("separator", "::", 12),
    "complaints_natural": ("separator", ",", 58),  # `a, b and c`: nearly
    "emotion_and": ("separator", " and ", 10),
    "emotion_ids": ("separator", ",", 28),
    "github_bare_brackets": ("literal", "", 24),
    "hazard_ampersand": ("separator", "&", 9),
    "instruments_slash": ("separator", "/", 18),
    "languages_spaced_slash": ("separator", "/", 18),
    "library_quoted": ("literal", "", 12),
    "minutes_bullets": ("separator", "\n", 7),
    "newsdesk_semicolon": ("separator", ";", 23),
    "photo_hashtags": ("separator", " ", 29),
    "protein_ids_blank": ("separator", " ", 28),
    "satellite_blank_small": ("separator", " ", 9),
    "skills_tuple": ("literal", "", 18),
    "songs_mixed_quotes": ("literal", "", 14),  # and one cell that is not written as a list
    "survey_newlines": ("separator", "\n", 8),
    "symptoms_set": ("literal", "", 11),
    "tickers_comma": ("separator", ",", 29),
    "tickets_square_tags": ("literal", "", 10),
    "tiny_comma": ("separator", ",", 4),
    "toxic_flags_json": ("literal", "", 6),
    "triage_plus": ("separator", "+", 8),
    "wrapped_pipes": ("separator", "|", 10),
}
STYLES = {
    "|".join: ("separator", "|"),
    ", ".join: ("separator", ","),
    " ".join: ("separator", " "),
    "\n".join: ("separator", "\n"),
    json.dumps: ("literal", ""),
    str: ("literal", ""),
    lambda labels: str(np.array(labels)): ("literal", ""),
    lambda labels: "".join(f"<{each}>" for each in labels): ("literal", ""),
    lambda labels: str(set(labels)): ("literal", ""),
    lambda labels: json.dumps([{"id": 7, "name": each} for each in labels]): (
        "literal_key",
        "name",
    ),
    lambda labels: json.dumps({"tags": labels}): ("literal_key", "tags"),
}


@pytest.mark.parametrize("column", sorted(SINGLE))
def test_a_column_of_single_labels_is_left_alone(column):
    assert form_of_cells(SINGLE[column]) is None
    assert suspected_form(SINGLE[column]) is None


def test_each_column_of_several_labels_has_its_form_here():
    assert sorted(FORMS) == sorted(SEVERAL)


@pytest.mark.parametrize("column", sorted(FORMS))
def test_a_column_of_several_labels_is_told_with_its_option(column):
    form = form_of_cells(SEVERAL[column])
    assert form is not None
    assert (form.option, form.value, form.n_labels) == FORMS[column]
    assert form.n_cells == len(SEVERAL[column].keys() - {"nan"})
    assert form.example in SEVERAL[column]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("n_labels", "n_rows"), [(3, 60), (8, 200), (40, 1500)])
def test_labels_in_any_style_are_recognised(style, n_labels, n_rows):
    rng = np.random.default_rng(n_labels)
    names = [f"{letter}{number}" for letter in "pqrst" for number in range(8)][:n_labels]
    rows = [rng.permutation(names)[: rng.integers(1, 4)].tolist() for _ in range(n_rows)]
    form = form_of_cells(Counter(map(style, rows)))
    assert form is not None
    assert (form.option, form.value, form.n_labels) == (*STYLES[style], n_labels)
    assert form.n_given == sum(map(len, rows))


@pytest.mark.parametrize(
    ("cells", "separator"),
    [
        ({"a|b": 30, "b": 30, "c|a": 30, "c": 30}, "|"),
        ({"drama|war": 5, "drama": 10, "war": 10}, "|"),
        ({"drama, war": 5, "drama": 10, "war": 10}, ","),
        ({"drama; war": 5, "drama": 10, "war": 10, "noir": 4}, ";"),
    ],
)
def test_few_combinations_are_enough_where_their_parts_stand_alone(cells, separator):
    form = form_of_cells(cells)
    assert form is not None
    assert form.value == separator


def test_empty_cells_are_no_ground_to_doubt():
    cells = {"['war']": 30, "['love', 'war']": 30, "['love']": 30, "": 400, "nan": 30}
    form = form_of_cells(cells)
    assert form is not None
    assert (form.option, form.n_labels) == ("literal", 2)


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (['{"m1": "War"}', '{"m1": "War", "m2": "Love"}', '{"m2": "Love"}'], ("literal", "")),
        (['{"id": "5", "name": "War"}', '{"id": "7", "name": "Love"}'], ("literal_key", "name")),
        (['{"tags": ["War", "Love"]}', '{"tags": ["War"]}'], ("literal_key", "tags")),
        (['"[\\"war\\", \\"love\\"]"', '"[\\"war\\"]"'], ("literal", "")),
    ],
)
def test_dicts_and_lists_within_texts_are_told(cells, form):
    found = form_of_cells(dict.fromkeys(cells, 9))
    assert found is not None
    assert (found.option, found.value) == form


@pytest.mark.parametrize("separator", ["|", ";", "\n"])
def test_cells_that_all_have_three_labels_are_told(separator):
    rng = np.random.default_rng(0)
    rows = [rng.permutation(list("abcdefgh"))[:3].tolist() for _ in range(300)]
    found = form_of_cells(Counter(map(separator.join, rows)))
    assert found is not None
    assert found.value == separator


def test_sorted_words_are_told_though_some_never_stand_first():
    rng = np.random.default_rng(0)
    words = ["agriculture", "bare", "clear", "cloudy", "haze", "primary", "road", "water"]
    rows = [["clear", *rng.permutation(words[5:])[: rng.integers(1, 4)]] for _ in range(100)]
    rows += [[words[rng.integers(0, 2)], *rng.permutation(words[2:])[:2]] for _ in range(100)]
    found = form_of_cells(Counter(" ".join(sorted(row)) for row in rows))
    assert found is not None
    assert found.value == " "


def test_labels_in_alphabetical_order_are_recognised():
    rng = np.random.default_rng(0)
    rows = [sorted(rng.permutation(list("abcdefgh"))[: rng.integers(1, 4)]) for _ in range(200)]
    form = form_of_cells(Counter("|".join(row) for row in rows))
    assert form is not None
    assert form.value == "|"


def test_a_few_cells_of_another_style_do_not_hide_the_rest():
    cells = {"['war']": 30, "['love', 'war']": 30, "['love']": 30, "unknown": 4}
    form = form_of_cells(cells)
    assert form is not None
    assert form.option == "literal"


def test_half_a_column_of_lists_is_suspected_and_not_sure():
    cells = {"['war']": 30, "['love', 'war']": 30, "['love']": 30, "love": 30, "war": 30}
    assert form_of_cells(cells) is None
    form = suspected_form(cells)
    assert form is not None
    assert form.option == "literal"


def test_lists_whose_labels_never_come_back_are_not_sure():
    assert form_of_cells({f"['x{n}', 'y{n}']": 1 for n in range(50)}) is None


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"": 5},
        {"war": 5, "love": 3},
        {"AC/DC": 9, "war": 8, "R&D/Ops": 4},
        {"AC|DC": 9, "war": 8, "love": 4},
        dict.fromkeys(
            (
                "Black/White",
                "White/Black",
                "Black",
                "White",
                "Red",
                "Red/White",
                "Tan/White",
                "Tan",
            ),
            9,
        ),
        dict.fromkeys(
            ("R&D", "R&D/Ops", "Ops", "Ops/IT", "IT/Security", "IT", "Security/HR", "HR/Legal"), 9
        ),
        dict.fromkeys(
            ("red", "dark red", "blue green", "green blue", "red orange", "orange red", "blue"), 9
        ),
        dict.fromkeys(
            ("Georgia", "Atlanta, Georgia", "Georgia, USA", "USA", "Seattle, Ohio", "Ohio, USA"), 9
        ),
        dict.fromkeys(("Home & Garden", "Garden & Home", "Kitchen", "Garden & Kitchen"), 9),
        dict.fromkeys(("Food and Drink", "Health and Food", "Drink and Health", "Food"), 9),
        dict.fromkeys(("1,5", "2,5", "5,1", "3", "2,1", "1,2", "5,2", "1", "2", "5", "3,1"), 9),
        dict.fromkeys(("1/2", "3/1", "4/2", "4", "1/4", "2/3", "3/4", "1", "2", "3"), 9),
        dict.fromkeys(
            ("book flight", "cancel hotel", "hotel status", "book", "status", "hotel"), 9
        ),
        dict.fromkeys(('"a"', '"b"', '"Smith, John"'), 9),
        dict.fromkeys(('["War"]', '["Love"]', '["Drama"]'), 9),
        {"Agree": 9, "Agree, strongly": 8, "Disagree": 4, "Disagree, strongly": 7},
        {"TCP": 9, "TCP/IP": 8, "IP": 4, "UDP": 7},
        {"France": 9, "Paris, France": 8, "Lyon, France": 4, "Germany": 7, "Berlin, Germany": 2},
        {"Sales, EMEA": 9, "Sales, US": 8, "Legal, EMEA": 4, "Legal, US": 7},
        {"New York": 9, "New York, New York": 8},
        {f"2024/{month:02}/{day:02}": 2 for month in range(1, 9) for day in range(1, 9)},
        {f"{one} v {two}": 2 for one in "ABCDEF" for two in "ABCDEF" if one != two},
        {
            f"{kind} {noun}": 2
            for kind in ("light", "heavy")
            for noun in ("rain", "snow", "rain fog")
        },
        {f"[{low}, {low + 10})": 4 for low in range(0, 100, 10)},
        {f"[{low}, {low + 10}]": 4 for low in range(0, 100, 10)},
        {"EUR/USD": 9, "USD/JPY": 8, "EUR/JPY": 7, "GBP/USD": 6, "GBP/EUR": 4, "USD/GBP": 3},
        {"[removed]": 40, "[deleted]": 30, "<none>": 20, "{unknown}": 5},
    ],
)
def test_names_that_hold_marks_are_left_alone(cells):
    assert form_of_cells(cells) is None


def test_only_lists_are_looked_for_where_a_separator_is_known():
    cells = {"war": 4, "love": 3, "war|love": 2, "drama|war": 2, "drama": 2, "love|drama": 3}
    assert form_of_cells(cells) is not None
    assert written_form(cells) is None
