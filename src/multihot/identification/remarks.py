"""What else is to be known about a number, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from multihot.identification.comparing import parting
from multihot.identification.facts import Facts
from multihot.identification.identifications import Match
from multihot.identification.recutting import at_other_thresholds
from multihot.identification.writing import Written
from multihot.metrics import BY_NAME

_MANY = 12
_FEW = 3
_VISIBLE = 5e-5
_ELSE = (
    "What else it could be: other thresholds (--thresholds) or other rows than those it was "
    "printed for; a number of training: dropout was on, and it is a moving mean over the epoch "
    "while the weights changed; sample weights; weights of another epoch."
)


def remarks(
    facts: Facts, matches: Sequence[Match], written: Written, n_searched: int
) -> tuple[str, ...]:
    """What a person should know beside the numbers."""
    return tuple(_told(facts, matches, written, n_searched))


def _told(
    facts: Facts, matches: Sequence[Match], written: Written, n_searched: int
) -> Iterator[str]:
    if not matches:
        yield from _other_thresholds(facts, written)
        yield _ELSE
    yield from _predicting_nothing(facts, matches, written)
    yield from _one_label_a_row(facts)
    yield from _word_accuracy(facts, matches)
    told = parting(facts, matches)
    if told:
        yield told
    if len(matches) > _MANY:
        yield (
            f"{len(matches):,} of {n_searched:,} definitions fit so few digits, most of them by "
            "chance: the first are the least far-fetched. Write more digits."
        )
    if facts.n_unknown:
        yield (
            f"{facts.n_unknown:,} cells are known by nobody: they are left out here; most "
            "libraries take no such cells."
        )


def _other_thresholds(facts: Facts, written: Written) -> Iterator[str]:
    found = list(at_other_thresholds(facts, written.readings[-1]))
    if found:
        more = f" and {len(found) - _FEW:,} more" if len(found) > _FEW else ""
        yield f"At another threshold it would be {'; '.join(found[:_FEW])}{more}."


def _predicting_nothing(facts: Facts, matches: Sequence[Match], written: Written) -> Iterator[str]:
    given = facts.ways[0].given
    if not given.any():
        yield "These decisions give no label to any row."
    if not matches or not matches[0].definition.metric:
        return
    name = matches[0].definition.metric
    nothing = facts.evaluation.baselines[0].numbers.get(name)
    wanted = matches[0].value
    near = written.tolerance / (100 if matches[0].percent else 1)
    if nothing is not None and nothing > 0 and abs(nothing - wanted) <= max(near, _VISIBLE):
        yield (
            f"Giving no label at all to any row gets {nothing:.4f} in {name}, too: "
            "the number says nothing of the model."
        )


def _one_label_a_row(facts: Facts) -> Iterator[str]:
    n_labels = facts.shape[1]
    if n_labels > 1 and bool((facts.truth.sum(axis=1) == 1).all()):
        numbers = facts.evaluation
        yield (
            "Each row has exactly one label, so this is multi-class: argmax_accuracy "
            f"{numbers['argmax_accuracy']:.4f} is the share of rows that are right; label_accuracy "
            f"{numbers['label_accuracy']:.4f} counts the {n_labels - 1} labels a row has not, too."
        )


def _word_accuracy(facts: Facts, matches: Sequence[Match]) -> Iterator[str]:
    """One word, two numbers: what an upgrade of Keras changes."""
    names = [each.definition.metric for each in matches[:3]]
    if facts.shape[1] == 1 or not {"label_accuracy", "argmax_accuracy"} & set(names):
        return
    old = facts.evaluation["label_accuracy"]
    above = next(way for way in facts.ways if "above half" in way.rules)
    if above.suffix:
        counts = above.counts.total()
        old = float((counts.tp + counts.tn)[0] / sum(field[0] for field in counts.fields()))
    new = facts.evaluation["argmax_accuracy"]
    if np.isclose(old, new, atol=_VISIBLE):
        return
    title = BY_NAME["argmax_accuracy"].title
    yield (
        f'metrics=["accuracy"] with sigmoid and binary_crossentropy is {old:.4f} up to TF 2.1 '
        f"(answers right) and {new:.4f} from TF 2.2 on and in Keras 3 ({title})."
    )
