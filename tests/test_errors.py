"""A message tells the place, the problem and the way out, and is caught as what it is."""

from __future__ import annotations

import pytest

from multihot.errors import (
    DataError,
    MissingExtra,
    MultihotError,
    OutputError,
    ShapeError,
    check_choice,
    did_you_mean,
    either,
    listed,
    option,
)


def test_a_message_is_place_problem_and_remedy():
    error = DataError("no column 'body'", where="news.csv:1", remedy="name an existing column")
    assert str(error) == "news.csv:1: no column 'body'\n  To fix: name an existing column"


def test_a_message_without_place_or_remedy_is_the_problem():
    assert str(DataError("no rows")) == "no rows"


def test_the_pieces_of_a_message_can_be_read():
    error = ShapeError("3 rows, 4 names", where="targets", remedy="drop one")
    assert (error.problem, error.where, error.remedy) == ("3 rows, 4 names", "targets", "drop one")


@pytest.mark.parametrize(
    ("error", "built_in"),
    [(DataError, ValueError), (ShapeError, ValueError), (OutputError, OSError)],
)
def test_every_error_is_also_a_built_in_one(error, built_in):
    with pytest.raises(built_in, match="full disk"):
        raise error("full disk")
    with pytest.raises(MultihotError, match="full disk"):
        raise error("full disk")


def test_a_missing_library_says_how_to_install_it():
    error = MissingExtra("reading Parquet", library="pyarrow", extra="arrow")
    assert isinstance(error, ImportError)
    assert str(error) == 'reading Parquet needs pyarrow\n  To fix: pip install "multihot[arrow]"'


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("sprot", "Did you mean 'sport'?"), ("sport", "Did you mean 'sport'?"), ("xyz", "")],
)
def test_the_nearest_name_is_offered_if_one_is_near(name, sentence):
    assert did_you_mean(name, iter(["politics", "sport"])) == sentence


@pytest.mark.parametrize(
    ("items", "most", "text"),
    [
        ([], 2, ""),
        (["war"], 2, "'war'"),
        (["war", "peace"], 2, "'war', 'peace'"),
        (["war", "peace", "love"], 2, "'war', 'peace' and 1 more"),
        (range(3000), 1, "0 and 2,999 more"),
    ],
)
def test_a_long_list_ends_with_how_many_more(items, most, text):
    assert listed(items, most=most) == text


def test_one_of_the_choices_is_taken():
    check_choice("drop", ("zero", "drop"), name="undefined")


def test_another_word_than_the_choices_is_refused_with_the_nearest():
    with pytest.raises(DataError, match=r"no undefined 'droop'. Did you mean 'drop'\?\n.*'zero'"):
        check_choice("droop", ("zero", "drop"), name="undefined")


@pytest.mark.parametrize(
    ("named", "python", "command"),
    [
        (option("scope", value="all"), 'scope="all"', "--scope all"),
        (option("from_logits", value=True), "from_logits=True", "--from-logits"),
        (option("first_index", value=0), "first_index=0", "--first-index 0"),
        (option("labels"), "labels=", "--labels"),
        (option("drop", value=True, command="--unseen drop"), "drop=True", "--unseen drop"),
        (either(python="in code", command="typed"), "in code", "typed"),
    ],
)
def test_an_option_is_named_as_it_is_written_or_typed(named, python, command):
    error = DataError(f"no {named}", where=f"at {named}", remedy=f"pass {named}, or not")
    assert str(error) == f"at {python}: no {python}\n  To fix: pass {python}, or not"
    assert error.args == (f"no {python}",)
    assert error.for_command() == f"at {command}: no {command}\n  To fix: pass {command}, or not"


def test_an_error_at_another_place_keeps_its_kind_and_its_words():
    error = ShapeError("3 rows", remedy=f"pass {option('labels')}").placed("y.csv")
    assert type(error) is ShapeError
    assert error.for_command() == "y.csv: 3 rows\n  To fix: pass --labels"
    missing = MissingExtra("reading", library="pyarrow", extra="arrow").placed("y.csv", remedy="no")
    assert (type(missing), str(missing)) == (
        MissingExtra,
        "y.csv: reading needs pyarrow\n  To fix: no",
    )
