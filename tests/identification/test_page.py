"""What the page shows runs as it stands."""

import doctest
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "identify.md"


def test_the_python_of_the_page_gives_what_the_page_shows():
    ended = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (ended.attempted, ended.failed) == (6, 0)
