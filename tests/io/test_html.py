"""HTML becomes its words: tags, scripts and comments go, entities become letters."""

from __future__ import annotations

import pytest

from multihot.io.html import text_of


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
