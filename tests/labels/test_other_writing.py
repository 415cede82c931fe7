"""Unknown labels that are known ones in another writing are told with how."""

from __future__ import annotations

import pytest

from multihot.labels import written_otherwise

KNOWN = ("love", "war", "sea fog")


@pytest.mark.parametrize(
    ("unknown", "told"),
    [
        ({"war, love": 3}, "'war, love' is 'war' and 'love' written together"),
        ({"['war', 'sea fog']": 3}, "is 'war' and 'sea fog' written together"),
        ({"<war><love>": 3, "oak": 1}, "'<war><love>' is 'war' and 'love' written together"),
        ({"War": 3}, "'War' is 'war' in another case"),
    ],
)
def test_another_writing_is_told(unknown, told):
    sentence = written_otherwise(unknown, KNOWN)
    assert told in sentence
    assert sentence.endswith("write both files in one way")


@pytest.mark.parametrize("unknown", [{"oak": 3}, {"oak, love": 3}, {"war, love": 1, "oak": 5}, {}])
def test_labels_that_are_really_new_are_left_alone(unknown):
    assert written_otherwise(unknown, KNOWN) == ""
