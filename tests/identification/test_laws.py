"""What holds whatever the data."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import multihot as mh
from multihot.identification.candidates import candidates
from multihot.identification.facts import Facts

SHAPES = st.tuples(st.integers(1, 12), st.integers(1, 6))
EIGHTHS = st.integers(0, 8).map(lambda eighth: eighth / 8)


@st.composite
def tables(draw):
    shape = draw(SHAPES)
    targets = draw(arrays(np.int8, shape, elements=st.integers(0, 1)))
    return targets, draw(arrays(np.float64, shape, elements=EIGHTHS))


@settings(max_examples=60)
@given(tables(), st.data())
def test_a_number_that_a_definition_gives_is_identified_by_it(table, data):
    found = [each for each in candidates(Facts.of(*table)) if not math.isnan(each.value)]
    one = data.draw(st.sampled_from(found))
    matches = mh.identify(one.value, *table).matches
    assert one.definition.name in [each.definition.name for each in matches]


@settings(max_examples=40)
@given(tables())
def test_no_two_definitions_have_one_name(table):
    names = [each.definition.name for each in candidates(Facts.of(*table))]
    assert len(set(names)) == len(names)


@settings(max_examples=40)
@given(tables(), st.integers(0, 100))
def test_what_matches_is_near_and_comes_in_the_order_of_likelihood(table, hundredths):
    found = mh.identify(f"{hundredths / 100:.2f}", *table)
    assert all(abs(each.value - hundredths / 100) <= 0.005 + 1e-9 for each in found.matches)
    rarities = [each.definition.rarity for each in found.matches]
    assert rarities == sorted(rarities)
    assert (found.matches == ()) == (found.nearest != ())


@settings(max_examples=40)
@given(tables(), st.integers(0, 1000))
def test_the_screen_holds_whatever_is_found(table, thousandths):
    lines = mh.identify(f"{thousandths / 1000:.3f}", *table).table().splitlines()
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 100


@settings(max_examples=30)
@given(tables())
def test_the_catalogue_is_searched_whole(table):
    values = {each.definition.name: each.value for each in candidates(Facts.of(*table))}
    for name, number in mh.evaluate(*table).items():
        assert np.isclose(values[name], number, rtol=1e-12, atol=1e-12, equal_nan=True), name
