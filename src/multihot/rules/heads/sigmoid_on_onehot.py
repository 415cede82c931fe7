"""Every row has exactly one label, and each label is judged by itself.

## Why it matters
That classes exclude each other is worth knowing, and sigmoids do not use it: they may say yes
to none or to three. And 'accuracy' counts every 0 that is rightly 0: the most-read question
about it has .98 with sigmoids against .83 with a softmax, for the same problem.

## What to do
Where classes exclude each other:

    Dense(n_classes, activation="softmax")
    model.compile(optimizer="adam", loss="categorical_crossentropy")

Sigmoids are right where a row may have none of the classes, or several, even if no row at
hand does.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multihot.facts import DecisionFacts, ModelFacts, ScoreFacts, TargetFacts
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule
from multihot.rules.pairing import is_stacked, loss_kind
from multihot.rules.wording import compile_code, head_code, one_label, subject_of

TWO = 2


def check(model: ModelFacts, targets: TargetFacts) -> Iterator[Seen]:
    """A finding where the head is sigmoid and the loss is binary cross-entropy."""
    output = model.only
    if output is None or targets.kind != "one-hot" or is_stacked(output.head):
        return
    if output.head.units == 1:  # two classes in one column, or a head of the wrong width
        return
    # a focal loss with sigmoids on exclusive classes is a choice that people make knowingly
    if output.head.activation == "sigmoid" and loss_kind(output) == "binary_crossentropy":
        n_labels = output.head.units or targets.n_labels
        yield Seen(
            subject=subject_of(output),
            message=f"{one_label(targets)}, and {n_labels or 'the'} sigmoids "
            "may say yes to none of them or to several",
            advice="a softmax head with categorical cross-entropy, if classes exclude each other",
            code=f"{head_code(output.head, 'softmax', units=n_labels)}\n"
            + compile_code("categorical_crossentropy"),
            # two sigmoids of two classes learn the same thing twice, and nothing wrong
            severity="note" if n_labels == TWO else None,
            evidence={"labels": n_labels, "why": targets.why},
            place=output.head.place,
        )


def check_targets(
    targets: TargetFacts,
    model: ModelFacts | None = None,
    scores: ScoreFacts | None = None,
    decisions: DecisionFacts | None = None,
) -> Iterator[Seen]:
    """A note where targets are all that is known, or what is beside them is no softmax's."""
    if model is not None or targets.kind != "one-hot" or targets.n_labels == 1:
        return
    if decisions is not None and (np.asarray(decisions.decisions.sum(axis=1)) == 1).all():
        return
    if scores is None or not np.allclose(scores.scores.sum(axis=1), 1, atol=1e-3):
        yield Seen(
            subject=targets.place.name or "targets",
            message=f"{one_label(targets)}: that is multi-class, where one decision a row is right",
            advice="a softmax head with categorical cross-entropy, if classes exclude each other",
            severity="note",
            evidence={"labels": targets.n_labels, "rows": targets.n_rows},
            place=targets.place,
        )


RULE = Rule("sigmoid-on-onehot", "warning", __doc__ or "", (check, check_targets))
