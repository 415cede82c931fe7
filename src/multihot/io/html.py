"""The words of HTML without its tags."""

from __future__ import annotations

from html.parser import HTMLParser

_SILENT = frozenset(("script", "style", "head", "template"))


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
    parser = _Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)
