"""The words of HTML without its tags."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_SILENT = frozenset(("script", "style", "head", "template"))
# tags after which text is text, as they are usually written; all others are left to HTMLParser
_PLAIN = (
    "a|b|blockquote|br|code|dd|del|div|dl|dt|em|h[1-6]|hr|i|img|kbd|li|ol|p|pre|s|span|strike|"
    "strong|sub|sup|table|tbody|td|th|thead|tr|u|ul"
)
_ATTRIBUTE = r'[ \n][a-z]+="[^"<>]*"'
_TAG = re.compile(rf"</(?:{_PLAIN})>|<(?:{_PLAIN})(?:{_ATTRIBUTE})*(?: ?(/))?>")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - HTMLParser's name
        self.silent += tag in _SILENT
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def text_of(html: str) -> str:
    """Text of a piece of HTML: tags become blanks, entities become letters.

    >>> text_of("<p>Fish &amp; chips</p><script>alert(1)</script>").split()
    ['Fish', '&', 'chips']
    """
    if "<" not in html and "&" not in html:
        return html
    texts = _TAG.split(html)
    if "<" in "".join(texts[::2]):
        return _parsed(html)
    texts[1::2] = ["  " if closed else " " for closed in texts[1::2]]  # <br/> opens and closes
    return unescape("".join(texts))


def _parsed(html: str) -> str:
    parser = _Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)
