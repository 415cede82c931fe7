"""A vectoriser or scaler is fitted on all rows, before they are split.

## Why it matters
Vocabulary, document frequencies, means and components then come from test rows too. The test
numbers are better than they will be on rows that nobody has seen.

## What to do
Split first, fit on train, and only transform the rest:

    x_train, x_test, y_train, y_test = train_test_split(x, y, random_state=0)
    x_train = vectorizer.fit_transform(x_train)
    x_test = vectorizer.transform(x_test)
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Operand, ScriptFacts, Use
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

LEARNING = (
    "sklearn.feature_extraction.text.TfidfVectorizer",
    "sklearn.feature_extraction.text.CountVectorizer",
    "sklearn.feature_extraction.text.TfidfTransformer",
    "sklearn.preprocessing.StandardScaler",
    "sklearn.preprocessing.MinMaxScaler",
    "sklearn.preprocessing.MaxAbsScaler",
    "sklearn.preprocessing.RobustScaler",
    "sklearn.preprocessing.PowerTransformer",
    "sklearn.preprocessing.QuantileTransformer",
    "sklearn.decomposition.PCA",
    "sklearn.decomposition.TruncatedSVD",
    "sklearn.feature_selection.SelectKBest",
    "sklearn.feature_selection.SelectPercentile",
    "sklearn.impute.SimpleImputer",
    "sklearn.impute.KNNImputer",
    "keras.layers.TextVectorization",
    "keras.layers.Normalization",
    "keras.preprocessing.text.Tokenizer",
)
SPLITS = ("train_test_split", ".split")
METHODS = ("fit", "fit_transform", "adapt", "fit_on_texts")


def check(script: ScriptFacts) -> Iterator[Seen]:
    """One finding a fit on rows of which some are held out later."""
    for place, use in enumerate(script.uses):
        kind, _, method = use.name.rpartition(".")
        given = next(iter(use.operands.values()), None)
        learns = kind in LEARNING and method in METHODS
        if learns and given and given.part == "all" and not _split(given, script.uses[:place]):
            yield _seen(use, kind.rpartition(".")[2], method, given)


def _split(given: Operand, before: tuple[Use, ...]) -> bool:
    """The rows were split before: this is the last fit, on all that there is."""
    return any(
        operand.source == given.source != 0
        for use in before
        if use.name.endswith(SPLITS)
        for operand in use.operands.values()
    )


def _seen(use: Use, kind: str, method: str, given: Operand) -> Seen:
    rows, line = given.written or "all rows", use.place.text.strip()
    code = line.replace(f"{method}({rows}", f"{method}({rows}_train")
    return Seen(
        subject=kind,
        message=f"{kind} is fitted on {rows}, which is split only later: it has seen the test rows",
        advice="split first, fit on train, and transform the rest",
        code=code if code != line else "",
        place=use.place,
    )


RULE = Rule("fit-before-split", "warning", __doc__ or "", (check,))
