"""Labels that are one name written in several ways.

## Why it matters
`café` may be four letters or five: an `é`, or an `e` and an accent. A space of no width, a
no-break space or another case makes a label of its own as well. The rows of one label are then
shared out among several, each is learned from fewer rows, and predictions name either.

## What to do
Write each label in one way before the file is read:

    name = unicodedata.normalize("NFC", name).replace("\\u200b", "").strip()
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

from multihot.data import Splits
from multihot.facts import NOWHERE, Place, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

_MOST_TOLD = 4
_JOINERS = "\u200c\u200d"  # they are of no width, and change letters of some scripts


def check_targets(targets: TargetFacts) -> Iterator[Seen]:
    """Findings for the names of an array's labels."""
    numbers = targets.numbers
    if numbers is not None and numbers.positives is not None and numbers.labels:
        rows = dict(zip(numbers.labels, numbers.positives.tolist(), strict=True))
        yield from _seen(rows, targets.place.name, targets.place)


def check_splits(splits: Splits) -> Iterator[Seen]:
    """Findings for the names of all parts together."""
    counts = splits.positives_per_label().tolist()
    rows = dict(zip(splits.train.labels.names, counts, strict=True))
    yield from _seen(rows, "labels", NOWHERE)


def _seen(rows: Mapping[str, int], subject: str, place: Place) -> Iterator[Seen]:
    """One finding for names that look alike, one for those that differ in case or blanks."""
    alike = _groups(rows, _looks)
    told = {name for group in alike for name in group}
    cased = [group for group in _groups(rows, _means) if told.isdisjoint(group)]
    if alike:
        yield Seen(
            subject=subject,
            message=f"{len(alike)} labels are written in several ways that look the same: "
            f"{_told(alike, rows)}",
            advice="write each in one way: normalise the letters (NFC), and take marks of no width "
            "and unusual blanks out",
            evidence={"labels": [list(group) for group in alike]},
            place=place,
        )
    if cased:
        yield Seen(
            subject=subject,
            message=f"{len(cased)} labels differ from another in case or blanks alone: "
            f"{_told(cased, rows)}",
            advice="write each in one way, if they mean the same",
            evidence={"labels": [list(group) for group in cased]},
            certainty="possible",
            settles="right if case or blanks tell two labels apart",
            place=place,
        )


def _groups(names: Iterable[str], key: Callable[[str], str]) -> list[tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(key(name), []).append(name)
    return [tuple(group) for group in found.values() if len(group) > 1]


def _looks(name: str) -> str:
    """The name as it looks: one form of each letter, no marks of no width, plain blanks."""
    composed = unicodedata.normalize("NFC", name)
    seen = "".join(each for each in composed if each in _JOINERS or not _is_unseen(each))
    return "".join(" " if each.isspace() else each for each in seen).strip()


def _means(name: str) -> str:
    """The name without regard to case, to how many blanks there are and to joiners."""
    plain = "".join(each for each in _looks(name) if each not in _JOINERS)
    return " ".join(plain.split()).casefold()


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


def _told(groups: list[tuple[str, ...]], rows: Mapping[str, int]) -> str:
    # ascii, because the difference is what nobody sees
    shown = [", ".join(f"{name!a} ({rows[name]})" for name in group) for group in groups]
    rest = len(shown) - _MOST_TOLD
    return "; ".join(shown[:_MOST_TOLD]) + (f"; and {rest} more" if rest > 0 else "")


RULE = Rule("label-variants", "warning", __doc__ or "", (check_targets, check_splits))
