"""Whether what a model is asked is multi-label, as far as that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from multihot.facts import Head, Metric, ModelFacts, Output, TargetFacts
from multihot.rules.findings import Certainty
from multihot.rules.pairing import BINARY, loss_kind

ONE_LABEL = "right if every row of y has exactly one label"
ONE_UNIT = "right if the head has one unit, or every row of y has exactly one label"

SIGMOIDS = frozenset({"sigmoid", "hard_sigmoid"})
RANK_OF_IMAGES = 4  # rows, height, width, channels


@dataclass(frozen=True)
class Problem:
    """One output with what its targets are.

    Args:
        output: of the model.
        targets: None where nobody knows which targets are this output's.
        multilabel: `certain`, `possible`, or `no` for classes that exclude each other and for a
            single unit; None where neither head nor targets are known.
    """

    output: Output
    targets: TargetFacts | None
    multilabel: Certainty | Literal["no"] | None

    @property
    def settles(self) -> str:
        """What would settle a possible one; empty for a certain one."""
        if self.multilabel == "certain":
            return ""
        return ONE_LABEL if self.output.head.units else ONE_UNIT


def problems(model: ModelFacts, targets: TargetFacts | None) -> Iterator[Problem]:
    """One for each output; several outputs share no targets that can be told apart."""
    told = targets if model.only else None
    for output in model.outputs:
        yield Problem(output, told, _multilabel(output, told.kind if told else None))


def judged(
    model: ModelFacts, targets: TargetFacts | None
) -> Iterator[tuple[Problem, Metric, Certainty]]:
    """Each metric of a problem that is multi-label, and how certain that is."""
    for problem in problems(model, targets):
        if problem.multilabel in ("certain", "possible"):
            for metric in problem.output.metrics:
                yield problem, metric, problem.multilabel


def _multilabel(output: Output, kind: str | None) -> Certainty | Literal["no"] | None:
    head = output.head
    if head.units == 1 or kind in ("one-hot", "integer", "column"):
        return "no"
    if kind == "multi-hot":
        return "certain"
    if head.activation == "softmax":
        return "no"
    if not _judges_each_label(output) or is_image(output.head):
        return None
    return "certain" if head.units and loss_kind(output) in BINARY else "possible"


def _judges_each_label(output: Output) -> bool:
    """A sigmoid in the head, or one in the loss."""
    inside = output.loss is not None and output.loss.from_logits is True
    return output.head.activation in SIGMOIDS or (inside and loss_kind(output) in BINARY)


def is_image(head: Head) -> bool:
    """The head gives pixels, which are no labels, as those of an autoencoder."""
    return (head.rank or 0) >= RANK_OF_IMAGES or head.kind.startswith("Conv2D")
