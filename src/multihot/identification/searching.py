"""From a number and the predictions to what the number is."""

from __future__ import annotations

from collections.abc import Iterable

from multihot.identification.candidates import candidates
from multihot.identification.comparing import beside
from multihot.identification.facts import Facts
from multihot.identification.identifications import Identification
from multihot.identification.matching import matches, nearest
from multihot.identification.remarks import remarks
from multihot.identification.writing import Written
from multihot.labels import LabelSpace


def identify(
    number: float | str,
    targets: object,
    scores: object,
    thresholds: object = 0.5,
    *,
    tolerance: float | None = None,
    labels: LabelSpace | Iterable[str] | None = None,
    from_logits: bool = False,
    batch_size: int | None = None,
) -> Identification:
    """What a number is that some library printed for these predictions.

    Computes what Keras of each generation, scikit-learn and others call accuracy, F1, AUC and so
    on, in every average, for every way to decide, and finds those that give the number.

    Args:
        number: as it was printed: 0.98, "0.980", "99.3%" or "nan". Text keeps its last zeros.
        targets: (n_rows, n_labels), 1, 0, or NaN where nobody knows; or lists of label names.
        scores: (n_rows, n_labels), 0 to 1. All rows are kept dense in memory.
        thresholds: one number, one for each label, or `Thresholds`, 0 to 1; decision = score >=
            threshold, in the scores' own precision.
        tolerance: how far from the number still fits, on its scale; by default half a unit of its
            last digit, and a millionth of it at least.
        labels: names of the columns; by default those of the tables, or "0", "1", ...
        from_logits: the scores are logits: 1 / (1 + exp(-logit)) is taken. Never guessed.
        batch_size: how many rows a batch had, if you know: means of such batches are looked for.

    Raises:
        ShapeError: the arrays do not have the same rows and labels.
        DataError: no number; targets other than 0, 1, NaN; scores not in [0, 1]; no rows; tables
            whose columns or rows have other names (as in `evaluate`, they are matched by name).

    >>> targets, decided = [[1, 0, 0], [0, 1, 1], [1, 0, 1]], [[1, 0, 1], [0, 1, 1], [0, 0, 1]]
    >>> found = identify(0.3333, targets, decided)
    >>> found.matches[0].definition.name, round(found.matches[0].value, 6)
    ('subset_accuracy', 0.333333)
    >>> [each.definition.name for each in identify(0.7778, targets, decided).matches][:2]
    ['label_accuracy', 'f1_samples']
    """
    written = Written.of(number, tolerance)
    facts = Facts.of(
        targets, scores, thresholds, labels=labels, from_logits=from_logits, batch_size=batch_size
    )
    found = list(candidates(facts))
    fitting = matches(found, written)
    return Identification(
        number=written.number,
        tolerance=written.tolerance,
        matches=fitting,
        nearest=() if fitting else nearest(found, written),
        beside=beside(facts.evaluation, fitting),
        notes=remarks(facts, fitting, written, len(found)),
        n_searched=len(found),
    )
