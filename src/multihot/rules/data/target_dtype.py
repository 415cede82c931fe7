"""Targets are objects, texts or nullable columns, not plain numbers.

## Why it matters
Keras refuses an array of dtype object, a column whose cells are arrays, and the nullable types of
pandas (`Int64`, `boolean`); texts have to become columns of 0 and 1 first, one a label.

## What to do
Make them one array of numbers:

    targets = np.stack(targets).astype("float32")  # a column of arrays
    targets = targets.astype("float32")            # a table of objects
    targets = targets.to_numpy("float32", na_value=np.nan)  # nullable columns
    targets = mh.LabelSpace.of_all(rows).encode(rows).toarray()  # rows of label names
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.errors import counted
from multihot.facts import TargetFacts, TargetNumbers
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

SEPARATORS = "|;,"
NULLABLE = ("Int", "UInt", "Float", "boolean")
REFUSED = ("object", *NULLABLE)


def check(targets: TargetFacts) -> Iterator[Seen]:
    """One finding where the dtype is object or nullable."""
    numbers, name = targets.numbers, targets.place.name
    if numbers is None or not numbers.dtype.startswith(REFUSED):
        return
    message, code = _told(numbers, name)
    yield Seen(
        subject=name,
        message=f"{name} {message}",
        advice=f"make them one array of numbers; Keras refuses the dtype {numbers.dtype}",
        evidence={"dtype": numbers.dtype, "shape": list(numbers.shape)},
        code=code,
        place=targets.place,
    )


def _told(numbers: TargetNumbers, name: str) -> tuple[str, str]:
    texts = {value: count for value, count in numbers.strange if isinstance(value, str)}
    if texts and len(texts) == len(numbers.strange):
        return _told_of_objects(numbers, name, texts)
    if numbers.dtype.startswith(NULLABLE):
        return (
            f"have the nullable dtype {numbers.dtype}",
            f'{name} = {name}.to_numpy("float32", na_value=np.nan)',
        )
    if len(numbers.shape) == 1:
        return (
            f"are a column of {numbers.shape[0]:,} arrays (dtype object)",
            f'{name} = np.stack({name}).astype("float32")',
        )
    return (
        f"have shape {numbers.shape} and dtype object",
        f'{name} = {name}.astype("float32")',
    )


def _told_of_objects(numbers: TargetNumbers, name: str, texts: dict[str, int]) -> tuple[str, str]:
    if set(texts) <= {"ndarray", "list", "tuple"}:
        return "are arrays of different lengths", ""
    separators = [each for each in SEPARATORS if any(each in text for text in texts)]
    rows = (
        f"[text.split({separators[0]!r}) for text in {name}]"
        if separators
        else (f"[[text] for text in {name}]")
    )
    return (
        f"hold {numbers.n_strange:,} texts: {counted(texts, most=3)}",
        f"rows = {rows}\n{name} = mh.LabelSpace.of_all(rows).encode(rows).toarray()",
    )


RULE = Rule("target-dtype", "error", __doc__ or "", (check,))
