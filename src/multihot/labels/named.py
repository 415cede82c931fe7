"""The label names that a cell holds: a name, a list of names, or a dict of what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isnan
from typing import Any

from multihot.errors import DataError, either, listed

_MARKS = frozenset({"0", "1", "yes", "no", "true", "false", "y", "n"})  # in a dict of texts
_OF_MARKS = (-1, 0, 1)
_PAIR = 2
_USUAL_KEYS = ("name", "label", "tag", "title", "text", "value", "slug", "id")


def names_in(value: object, *, key: str = "") -> tuple[str, ...]:
    """Label names of one cell, each without the blanks around it.

    Args:
        value: a name, a list of names, or a dict. A dict of numbers or booleans has a label where
            the value is not 0; a dict of texts has the texts as labels. None, NaN and empty
            texts are no labels.
        key: where given, the value is a dict or a list of dicts, and the label, or a list of
            labels, stands under this key.

    Raises:
        DataError: a label is no name, a dict has values of several kinds, a number is a share
            or below 0, a list has a 0 or 1 for each label, or the key is missing.

    >>> names_in(["war", " drama "]), names_in({"war": 1, "drama": 0})
    (('war', 'drama'), ('war',))
    >>> names_in([{"id": 28, "name": "war"}, {"id": 3, "name": "drama"}], key="name")
    ('war', 'drama')
    """
    if (
        not key and type(value) is list and set(map(type, value)) == {str}
    ):  # the usual case, twice as fast
        named: Iterable[Any] = value
    elif key:
        named = _under(key, value)
    elif isinstance(value, Mapping):
        named = _present(value)
    elif isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        named = (value,)
    else:
        named = list(value)
        if named and all(isinstance(each, tuple) and len(each) == _PAIR for each in named):
            return names_in(dict(named))  # a column of the type map, out of Parquet
        _refuse_marks(named)
    return tuple(name for name in map(_name, named) if name)


def label_key(value: object) -> str:
    """The key under which a dict, or the dicts of a list, most likely have the label; or none."""
    dicts = [value] if isinstance(value, Mapping) else value
    if not isinstance(dicts, list) or not dicts or not isinstance(dicts[0], Mapping):
        return ""
    first = {key: each for key, each in dicts[0].items() if isinstance(key, str)}
    texts = [key for key, each in first.items() if isinstance(each, (str, list))]
    usual = [key for name in _USUAL_KEYS for key in first if key.casefold() == name]
    return next(iter([*(key for key in usual if key in texts), *texts, *usual]), "")


def _under(key: str, value: object) -> list[Any]:
    named: list[Any] = []
    dicts = [value] if isinstance(value, Mapping) or value is None else value
    for each in dicts if isinstance(dicts, Iterable) and not isinstance(dicts, str) else [dicts]:
        if each is None:
            continue
        if not isinstance(each, Mapping) or key not in each:
            shown = listed(each) if isinstance(each, Mapping) else repr(each)[:60]
            raise DataError(
                f"no key {key!r}, but {shown}",
                remedy="name a key that every dict of the cell has",
            )
        under = each[key]
        named.extend(under if isinstance(under, (list, tuple)) else [under])
    return named


def _present(value: Mapping[Any, Any]) -> Iterable[Any]:
    """The texts of a dict, or the keys whose number is not 0."""
    if value and all(isinstance(each, str) for each in value.values()):
        _refuse_record(value)
        return value.values()
    for name, each in value.items():
        if each is not None and not isinstance(each, (bool, int, float)):
            raise DataError(
                f"{name!r} is {each!r:.40}, neither a number nor a text like the other values",
                remedy=_key_of(value),
            )
        if each is not None and (each < 0 or (each % 1 and not isnan(each))):
            raise DataError(
                f"{name!r} is {each:g}, which is neither 0 nor 1",
                remedy="write 1 for each label that the row has; cut scores before",
            )
    return [name for name, each in value.items() if each and not isnan(each)]


def _refuse_record(texts: Mapping[Any, str]) -> None:
    """A dict of texts has a label in each; not if they are yes and no, or one has another use."""
    if {text.strip().casefold() for text in texts.values()} <= _MARKS:
        name, mark = next(iter(texts.items()))
        raise DataError(
            f"{name!r} is the text {mark!r}, which is no label",
            remedy="write 1 and 0, or true and false, without quotes",
        )
    if len(texts) > 1 and any(str(key).casefold() in _USUAL_KEYS for key in texts):
        raise DataError(
            f"a dict of {listed(texts)}, of which one has the label", remedy=_key_of(texts)
        )


def _refuse_marks(values: list[Any]) -> None:
    """A list that repeats 0 or 1, or is of booleans, has a mark for each label and no names."""
    marks = [each for each in values if isinstance(each, (bool, int, float)) and each in _OF_MARKS]
    truths = len(values) > 1 and all(isinstance(each, bool) for each in values)
    if (len(values) == len(marks) > len(set(marks))) or truths:
        raise DataError(
            f"a list of {len(values)} marks, {str(values)[:40]}, where label names are expected",
            remedy="write the names of the labels that the row has, or one column for each label",
        )


def _key_of(value: Mapping[Any, Any]) -> str:
    """The remedy for a dict of other things beside the label."""
    key = label_key(value)
    written = either(python=f'LabelLiteral with key="{key}"', command=f'--literal-key "{key}"')
    return f"name the key that has the label: {written}"


def _name(value: object) -> str:
    if type(value) is str:
        return value.strip()
    if isinstance(value, Mapping):
        raise DataError(
            f"a label is a dict: {str(value)[:60]}",
            remedy=f"give each row one flat list of label names, or {_key_of(value)}",
        )
    if isinstance(value, (list, tuple, set, bytes)):
        raise DataError(
            f"a label is a {type(value).__name__}: {str(value)[:60]}",
            remedy="give each row one flat list of label names",
        )
    if value is None:
        return ""
    if isinstance(value, float):
        if isnan(value):  # what pandas writes for an empty cell
            return ""
        if value.is_integer():
            return str(int(value))
        raise DataError(
            f"a label is the number {value:g}",
            remedy="write names; cut scores before, and write the labels that the row has",
        )
    return str(value).strip()
