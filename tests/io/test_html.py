"""HTML becomes its words: tags, scripts and comments go, entities become letters."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from multihot.io.html import _parsed, text_of


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("no tags at all", "no tags at all"),
        ("fish &amp; chips &lt;3 &eacute;&#233;&#x1F600;", "fish & chips <3 éé😀"),
        ("<p>one</p><p>two</p>", "one two"),
        ("a<br>b<br/>c", "a b c"),
        ("<script>alert('x')</script>after", "after"),
        ("<style>p {color: red}</style><head><title>t</title></head>after", "after"),
        ("<p title='a > b'>inside</p>", "inside"),
        ("<!-- a comment -->after", "after"),
        ("</script>stray", "stray"),
        ("<code>if (a &lt; b) c();</code>", "if (a < b) c();"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<p>never closed", "never closed"),
        ("a &unknown; b &amp", "a &unknown; b &"),
    ],
)
def test_words_are_kept_and_tags_are_not(html, words):
    assert " ".join(text_of(html).split()) == words


PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<br/>",
            "<br />",
            "<br>",
            "<hr / >",
            "</p >",
            "<P>",
            "</ p>",
            "<p",
            "</p",
        ),
        *('<a href="x">', "<a href='x'>", '<a href="x"/>', '<a\nhref="<p>">', '<a b="c"d="e">'),
        *("<script>", "</script>", "<style>", "</style>", "<pre>", "<title>", "<textarea>"),
        *("<", ">", "<!--", "-->", "<!", "<?", "/", '"', "'", "=", "x", "a b", " ", "\n", "p>"),
        *("&amp;", "&amp", "&", "amp;", "&lt;", "&lt;p&gt;", "&#233;", "&#x1F600", "&notit;", ";"),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
@example('<a href="<br/>">')
@example("&am<b>p;</b>&lt<br/>p>")
def test_plain_html_is_read_as_the_parser_reads_it(html):
    if "<" in html or "&" in html:
        assert text_of(html) == _parsed(html)
