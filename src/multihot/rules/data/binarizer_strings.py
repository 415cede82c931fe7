"""Labels came out as single letters: a text was taken for a list of labels.

## Why it matters
`MultiLabelBinarizer` goes through each row: of the text "war,love" it makes the labels "w", "a",
"r", ",", "l" and so on. Nothing fails, and there are about as many columns as letters.

## What to do
Split the texts into lists first:

    y = mlb.fit_transform(frame["genres"].str.split(","))
    y = mlb.fit_transform([[label] for label in labels])  # one label a row
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.data import Splits
from multihot.errors import listed
from multihot.facts import Place, ScriptFacts, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

METHODS = ("fit", "fit_transform", "transform")
USES = {f"sklearn.preprocessing.MultiLabelBinarizer.{method}" for method in METHODS}
FEWEST_LETTERS = 6


def check_script(script: ScriptFacts) -> Iterator[Seen]:
    """A binarizer that is given one text a row; once for each binarizer."""
    told = set()
    for use in script.uses:
        given = next(iter(use.operands.values()), None)
        if use.name in USES and given and given.role == "strings" and use.subject not in told:
            told.add(use.subject or object())
            y = given.written or "labels"
            yield Seen(
                subject="MultiLabelBinarizer",
                message=f"{y} holds one text a row: its letters become the labels",
                advice="split the texts into lists of labels",
                code=f'[row.split(",") for row in {y}]',
                place=use.place,
            )


def check_targets(targets: TargetFacts) -> Iterator[Seen]:
    """Names of columns that are letters."""
    if targets.numbers is not None:
        yield from _seen(targets.numbers.labels, targets.place)


def check_splits(splits: Splits) -> Iterator[Seen]:
    """Names of labels that are letters."""
    yield from _seen(splits.train.labels.names, Place(name="labels"))


def _seen(names: tuple[str, ...], place: Place) -> Iterator[Seen]:
    letters = [name for name in names if len(name) == 1 and not name.isdecimal()]
    if len(letters) < FEWEST_LETTERS or len(letters) < len(names):
        return
    signs = [name for name in letters if not name.isalnum()]
    yield Seen(
        subject=place.name,
        message=f"all {len(names)} labels are single signs: {listed(names)}",
        advice="split the texts into lists of labels before they become columns",
        evidence={"labels": list(names)},
        certainty="certain" if signs else "possible",
        settles="" if signs else "right if the labels are letters",
        place=place,
    )


RULE = Rule(
    "binarizer-strings", "error", __doc__ or "", (check_script, check_targets, check_splits)
)
