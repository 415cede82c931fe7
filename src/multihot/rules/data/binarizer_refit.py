"""Labels are turned into columns twice: once for train, once again for other rows.

## Why it matters
The second `fit` makes the columns anew, of the labels that occur there. If one label is missing,
every column behind it means another label than in train, or the shapes differ.

## What to do
Fit once, on the training rows, and only transform the others:

    y_train = mlb.fit_transform(train_labels)
    y_test = mlb.transform(test_labels)
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Operand, ScriptFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

BINARIZERS = ("MultiLabelBinarizer", "LabelBinarizer", "LabelEncoder")
FITS = {
    f"sklearn.preprocessing.{name}.{method}": name
    for name in BINARIZERS
    for method in ("fit", "fit_transform")
}
HELD_OUT = ("validation", "test")


def check(script: ScriptFacts) -> Iterator[Seen]:
    """Fits on held-out rows after one on train."""
    fits = [use for use in script.uses if use.name in FITS and not _fixed(script, use)]
    for place, use in enumerate(fits):
        given = _given(use)
        earlier = [each for each in fits[:place] if FITS[each.name] == FITS[use.name]]
        trained = [each for each in earlier if (_part(each) == "train")]
        again = [each for each in earlier if each.subject == use.subject != 0]
        if given and trained and given.part in HELD_OUT:
            yield _seen(use, given, trained[-1], certain=True)
        elif given and _of_another_array(given, again):
            yield _seen(use, given, again[-1], certain=False)


def _given(use: Use) -> Operand | None:
    return next(iter(use.operands.values()), None)


def _part(use: Use) -> str | None:
    given = _given(use)
    return given.part if given else None


def _of_another_array(given: Operand, fits: list[Use]) -> bool:
    sources = {each.source for fit in fits if (each := _given(fit)) and each.source}
    return bool(sources) and given.source != 0 and given.source not in sources


def _fixed(script: ScriptFacts, use: Use) -> bool:
    """With `classes=` the columns are the same, whatever the rows."""
    made = f"sklearn.preprocessing.{FITS[use.name]}"
    makers = [each for each in script.uses if each.name == made]
    mine = [each for each in makers if each.subject == use.subject] or makers
    return any(each.arguments.get("classes", None) is not None for each in mine)


def _seen(use: Use, given: Operand, first: Use, *, certain: bool) -> Seen:
    name = FITS[use.name]
    line = f" on line {first.place.line}" if first.place.line else ""
    written = given.written or "them"
    return Seen(
        subject=name,
        message=f"{name} is fitted again on {written}, after it was fitted{line}: "
        "its columns may be others",
        advice="fit on the training rows, and only transform the others",
        code=use.place.text.strip().replace("fit_transform", "transform")
        if "fit_transform" in use.place.text
        else "",
        certainty="certain" if certain else "possible",
        settles="" if certain else "right if the two are labels of different kinds",
        place=use.place,
    )


RULE = Rule("binarizer-refit", "error", __doc__ or "", (check,))
