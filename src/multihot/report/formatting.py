"""Numbers and texts as the page shows them."""

from __future__ import annotations

import math

UNDEFINED = "–"


def number(value: float | None) -> str:
    """Three places, a true minus, a dash for what is undefined.

    >>> number(1234.5678), number(-0.0004), number(float("nan"))
    ('1,234.568', '0.000', '–')
    """
    if value is None or not math.isfinite(value):
        return UNDEFINED
    shown = f"{value:,.3f}"
    return shown.removeprefix("-") if not float(f"{value:.3f}") else shown.replace("-", "−")


def count(value: float | None) -> str:
    """A whole number with separators; the weighted counts of weighted rows keep three places.

    >>> count(12345.0), count(2.5)
    ('12,345', '2.500')
    """
    if value is None or not math.isfinite(value):
        return UNDEFINED
    return f"{value:,.0f}" if value == round(value) else number(value)


def percent(share: float) -> str:
    """A length in a drawing, of a share from 0 to 1.

    >>> percent(0.12345), percent(1.5)
    ('12.35%', '100.00%')
    """
    return f"{100 * min(max(share, 0.0), 1.0):.2f}%"


def clipped(text: str, most: int) -> str:
    """The beginning of a text, cut between words, or the text if it is no longer than that.

    >>> clipped("a sheriff rides into town", 18)
    'a sheriff rides …'
    """
    if len(text) <= most:
        return text
    start = text[: most - 1]
    words, _, rest = start.rpartition(" ")
    return f"{words if words and len(rest) < most // 4 else start} …"


def sentence(words: str) -> str:
    """The words with a capital at the beginning; the other letters stay as they are.

    >>> sentence("mean of ROC AUC")
    'Mean of ROC AUC'
    """
    return words[:1].upper() + words[1:]
