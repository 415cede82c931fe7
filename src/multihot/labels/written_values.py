"""Lists and dicts that a cell holds written out: as JSON, Python or NumPy, as tags, or bare."""

from __future__ import annotations

import json
from typing import Any

from multihot.errors import DataError
from multihot.labels.bare_lists import bare_names, tag_names
from multihot.labels.python_values import dict_of, python_value

_STRAIGHT = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a", "'") | dict.fromkeys("\u201c\u201d\u201e", '"')
)
_OPENING = ("[", "{", "(", "<", '"')
_MOST_TIMES = 3  # that a value may be written out within another


def written_value(cell: str, *, times: int = _MOST_TIMES) -> Any:
    """The list, dict, text or number that a cell holds written out.

    Tags are `<war><love>` or `[war][love]`; a list may also lack its quotes, as `[war, love]`.
    Texts that stand side by side, as NumPy prints an array, are one each: Python would glue them.
    A list that is written out twice, as a text of JSON within JSON, is the list.

    Raises:
        DataError: a list that was cut short when it was printed, two texts without anything
            between, or a key twice in one dict.
        ValueError: the cell is none of these.

    >>> written_value('["war", "love"]'), written_value("['war' 'love']")
    (['war', 'love'], ['war', 'love'])
    >>> written_value("[war, love]"), written_value('{war,"true love"}')
    (['war', 'love'], ['war', 'true love'])
    >>> written_value("<war><love>"), written_value("{'war': 1}"), written_value("[3 5]")
    (['war', 'love'], {'war': 1}, [3, 5])
    """
    value = _once(cell)
    if times > 1 and isinstance(value, str) and value.strip().startswith(_OPENING):
        try:
            return written_value(value, times=times - 1)
        except DataError:
            raise
        except ValueError:
            return value
    return value


def _once(cell: str) -> Any:
    try:
        return json.loads(cell, object_pairs_hook=dict_of)
    except DataError:
        raise
    except (ValueError, RecursionError):
        text = cell.strip()
    names = tag_names(text)
    if names is not None:
        return names
    try:
        return python_value(text)
    except DataError:
        raise
    except ValueError:
        straight = text.translate(_STRAIGHT)
        return bare_names(text) if straight == text else _once(straight)
