"""Rows with several labels are stratified by their whole label sets.

## Why it matters
scikit-learn takes each combination of labels for a class of its own: it stops at "the least
populated class has only 1 member", or, where it goes through, keeps the shares of combinations
and not those of labels.

## What to do
Use a split that looks at each label:

    splits = mh.split(dataset, seed=0)

    from iterstrat.ml_stratifiers import MultilabelStratifiedShuffleSplit
    splitter = MultilabelStratifiedShuffleSplit(n_splits=1, test_size=0.2, random_state=0)
    train, test = next(splitter.split(x, y))
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Operand, ScriptFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

PARAMETERS = {
    "sklearn.model_selection.train_test_split": "stratify",
    "sklearn.model_selection.StratifiedShuffleSplit.split": "y",
    "sklearn.model_selection.StratifiedKFold.split": "y",
    "sklearn.model_selection.RepeatedStratifiedKFold.split": "y",
}


def check(script: ScriptFacts) -> Iterator[Seen]:
    """One finding a call that is given multi-hot targets."""
    for use in script.uses:
        given = use.operands.get(PARAMETERS.get(use.name, ""))
        if given and given.kind == "multi-hot" and given.role == "targets" and not given.argmax:
            yield _seen(use, given)


def _seen(use: Use, given: Operand) -> Seen:
    function = use.name.removeprefix("sklearn.model_selection.")
    why = f" ({given.why})" if given.why else ""
    return Seen(
        subject=given.written or "y",
        message=f"{function} takes each combination of labels in {given.written or 'y'}{why} "
        "for a class of its own",
        advice="stratify by label",
        code="from iterstrat.ml_stratifiers import MultilabelStratifiedShuffleSplit\n"
        "splitter = MultilabelStratifiedShuffleSplit(n_splits=1, test_size=0.2, random_state=0)\n"
        f"train, test = next(splitter.split(x, {given.written or 'y'}))",
        place=given.place,
    )


RULE = Rule("stratify-multihot", "warning", __doc__ or "", (check,))
