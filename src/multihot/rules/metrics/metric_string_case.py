"""A metric by a string that this Keras does not know in that spelling.

## Why it matters
'auc', 'precision' and 'recall' are known in small letters in Keras 3 only; tf.keras from 2.2 to
2.15 wants 'AUC', 'Precision', 'Recall', and logs them in small letters; older versions know no
such string at all. Code that is moved from one to the other stops with "unknown metric
function", or watches a `val_auc` that is now called `val_AUC`.

## What to do
Pass the class, which all of them know, and name it:

    metrics=[keras.metrics.AUC(multi_label=True, name="auc")]
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.facts import Metric, ModelFacts
from multihot.facts.generations import REFUSED, Generation, generations_of, resolve, spans
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.spelling import has_multi_label_auc, metric_code, word_of

CLASSES = {"auc": "AUC", "precision": "Precision", "recall": "Recall"}


def check(model: ModelFacts) -> Iterator[Seen]:
    """One finding for each string that this Keras refuses, or that another may refuse."""
    for output in model.outputs:
        for metric in output.metrics:
            word = word_of(metric)
            if word.lower() in CLASSES:
                yield from _judged(model, metric, word)


def _judged(model: ModelFacts, metric: Metric, word: str) -> Iterator[Seen]:
    generations = _likely(generations_of(model.keras))
    refusing = [each for each in generations if resolve(word, each) == REFUSED]
    if not refusing:
        return
    known = [each for each in generations if resolve(word, each)]
    certain = len(refusing) == len(generations)
    yield Seen(
        subject=f"'{word}'",
        message=f"unknown in {spans(refusing)}" + (f", known in {spans(known)}" if known else ""),
        advice="pass the class, and name it",
        code=metric_code(_call(model, word.lower()), model),
        certainty="certain" if certain else "possible",
        settles="" if certain else f"right if it is run with {spans(known)}",
        place=metric.place,
    )


def _call(model: ModelFacts, name: str) -> str:
    one_unit = model.only is not None and model.only.head.units == 1
    several_labels = name == "auc" and not one_unit and has_multi_label_auc(model.keras)
    several = "multi_label=True, " if several_labels else ""
    return f'{CLASSES[name]}({several}name="{name}")'


def _likely(generations: tuple[Generation, ...]) -> list[Generation]:
    """Of several that it may be, those that know metrics by such strings at all."""
    known = [each for each in generations if each.words.get("AUC")]
    return known if len(generations) > 1 else list(generations)


RULE = Rule("metric-string-case", "warning", __doc__ or "", (check,))
