"""What the names of arrays say about the part that their rows come from."""

from __future__ import annotations

import re
from functools import lru_cache

from multihot.facts.models import Part

_WORDS: dict[str, Part] = {
    "train": "train",
    "training": "train",
    "trn": "train",
    "tr": "train",
    "trainval": "train",
    "validation": "validation",
    "valid": "validation",
    "val": "validation",
    "va": "validation",
    "vl": "validation",
    "eval": "validation",
    "evaluation": "validation",
    "dev": "validation",
    "test": "test",
    "testing": "test",
    "tst": "test",
    "te": "test",
    "holdout": "test",
}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_JOINED = re.compile(r"^[xy](train|test|val|valid|dev|tr|te|va)$")


@lru_cache(maxsize=4096)
def part_of_name(name: str) -> Part | None:
    """The part that an array of this name holds; None where the name says none or two.

    >>> part_of_name("y_test"), part_of_name("XVal"), part_of_name("ytrain"), part_of_name("y")
    ('test', 'validation', 'train', None)
    """
    parts = {_WORDS.get(word) for word in _words(name)} - {None}
    return parts.pop() if len(parts) == 1 else None


@lru_cache(maxsize=4096)
def is_of_targets(name: str) -> bool:
    """The name says that it holds the truth.

    >>> is_of_targets("y_test"), is_of_targets("test_labels"), is_of_targets("y_pred")
    (True, True, False)
    """
    words = _words(name)
    truth = {"y", "labels", "label", "targets", "target", "true", "truth"} & set(words)
    guessed = {
        "pred",
        "preds",
        "predicted",
        "predictions",
        "hat",
        "prob",
        "probs",
        "score",
        "scores",
    }
    return bool(truth) and not guessed & set(words) and set(words) <= _PLAIN


def _words(name: str) -> list[str]:
    found = [word.lower() for word in _WORD.findall(name)]
    return [part for word in found for part in _apart(word)]


def _apart(word: str) -> tuple[str, ...]:
    joined = _JOINED.match(word)
    return (word[0], joined[1]) if joined else (word,)


_PLAIN = {"y", "labels", "label", "targets", "target", "true", "truth", *_WORDS}
