"""Auditing a model while it is fitted, in anyone's `model.fit`."""

from __future__ import annotations

import gc
import math
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from multihot.arrays import all_column_names, named_values
from multihot.errors import DataError, MultihotError, check_choice
from multihot.facts import Facts, Fit, ModelFacts, Place, TargetFacts
from multihot.facts.counting import score_facts, target_facts
from multihot.labels import LabelSpace
from multihot.nn.backend import load_keras
from multihot.nn.describing import model_facts
from multihot.nn.describing.batches import facts_of_batch
from multihot.nn.peeking import peek
from multihot.rules import RULES, Finding, in_order, judge
from multihot.thresholds import Thresholds, threshold_values

keras = load_keras()

# of the rows that were fitted, so that scoring takes a small part of the time that fitting took
_ROWS_SHARE, _FEWEST_ROWS = 0.0025, 256


class AuditCallback(keras.callbacks.Callback):  # type: ignore[name-defined, misc]
    """Finds the traps of multi-label training in the fit that it is given to.

    Before the first step it looks at the first batch: the head, the loss and the metrics against
    the targets. When the fit has ended it predicts validation rows, where it has them, once, and
    looks at the scores: labels that no row reaches, numbers no better than predicting nothing.
    Where these are many and the fit was short, it takes every second, third, ... of them: one for
    400 rows that were fitted, and at least 256.
    It changes nothing: weights are the same, to the bit, with it and without.

    Args:
        validation_data: (x, y), as for `fit`; arrays. Without it, scores are not judged.
        targets: y of all rows that are fitted, (n_rows, n_labels); without it, the targets are
            known by the validation rows and the first batch.
        labels: names of the columns.
        thresholds: one, or one a label, from which on a score is a decision; a Series of pandas, a
            mapping and `Thresholds` may name labels as `labels` or the validation targets do.
        on_finding: `print` to stderr; `warn`; `raise` for errors that are found before the first
            step, so that no fit is spent on them: the model is left as it was.

    Raises:
        DataError: validation data that are not (x, y), no such `on_finding`, or thresholds that
            are none, or of other labels.

    Attributes:
        findings: what was found in the last fit, the worst first.
        seconds: that the audit took of it.
    """

    def __init__(
        self,
        *,
        validation_data: tuple[Any, ...] | None = None,
        targets: Any = None,
        labels: LabelSpace | Iterable[str] | None = None,
        thresholds: Any = 0.5,
        on_finding: Literal["print", "warn", "raise"] = "print",
    ) -> None:
        super().__init__()
        check_choice(on_finding, ("print", "warn", "raise"), name="on_finding")
        self._inputs, self._truth = _pair(validation_data)
        self._labels = None if labels is None else LabelSpace.named(labels)
        _check_thresholds(thresholds, self._labels, self._truth)
        self._targets, self._thresholds = targets, thresholds
        self._on_finding = on_finding
        self.findings: tuple[Finding, ...] = ()
        self.seconds = 0.0

    def on_train_begin(self, logs: Any = None) -> None:  # noqa: ARG002
        """Describe the model while it holds its weights, and wait for the first batch."""
        self.findings, self.seconds, self._n_epochs = (), 0.0, 0
        self._described: ModelFacts | None = None
        self._n_rows: int | None = None
        with self._spending("the model"):
            self._described = model_facts(self.model)
        if not peek(self.model, self._on_first_batch):
            self._judge("the model", lambda: Facts(model=self._described))

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:  # noqa: ARG002
        """Count the epochs that were really fitted."""
        self._n_epochs += 1

    def on_train_end(self, logs: Any = None) -> None:  # noqa: ARG002
        """Judge the scores of the validation rows."""
        if self._truth is not None and self._described and self._described.only:
            self._judge("the scores", self._facts_of_scores)

    def _on_first_batch(self, batch: Any) -> None:
        self._judge("the first batch", lambda: self._facts_of_batch(batch))
        errors = [each for each in self.findings if each.severity == "error"]
        if errors and self._on_finding == "raise":
            raise MultihotError(
                f"{len(errors)} errors before the first step",
                where="AuditCallback",
                remedy="mend what is listed, or pass `on_finding='print'`",
            )

    def _facts_of_batch(self, batch: Any) -> Facts:
        self._n_rows = len(keras.tree.flatten(batch)[0])
        seen, weights = facts_of_batch(batch, self._labels)
        targets = self._all_targets(seen)
        fit = Fit(
            targets=targets,
            sample_weight=weights,
            all_callbacks_known=False,
            place=Place(name="fit"),
        )
        model = self._described and replace(self._described, fits=(fit,))
        return Facts(model=model, targets=targets)

    def _all_targets(self, seen: TargetFacts | None) -> TargetFacts | None:
        """Of all rows where they are at hand, of validation rows otherwise, or of the batch."""
        for given, name in ((self._targets, "targets"), (self._truth, "validation targets")):
            if seen is not None and given is not None:
                whole = target_facts(given, labels=self._labels, name=name)
                # one row of several labels is enough, wherever it is
                return seen if seen.kind == "multi-hot" != whole.kind else whole
        return seen

    def _facts_of_scores(self) -> Facts:
        every = self._every()
        inputs = keras.tree.map_structure(lambda values: values[::every], self._inputs)
        # as many rows at a time as in fit: as fast, and no more memory
        scores = self.model.predict(inputs, batch_size=self._n_rows, verbose=0)
        truth, chances = self._truth[::every], self._as_chances(scores)
        return Facts(scores=score_facts(truth, chances, self._thresholds, labels=self._labels))

    def _every(self) -> int:
        """Which of the validation rows are scored: every first, second, third, ..."""
        n_steps, n_rows = (self.params or {}).get("steps"), self._n_rows
        if not n_steps or not n_rows:
            return 1
        most = max(_FEWEST_ROWS, _ROWS_SHARE * self._n_epochs * n_steps * n_rows)
        given = self._truth.shape[0] if hasattr(self._truth, "shape") else len(self._truth)
        return math.ceil(given / most)

    def _as_chances(self, scores: NDArray[Any]) -> NDArray[Any]:
        """Probabilities of a model that gives logits to its loss."""
        output = self._described and self._described.only
        if not output or not output.loss or not output.loss.from_logits:
            return scores
        if output.head.activation != "linear":
            return scores
        if output.loss.kind == "categorical_crossentropy":
            return np.asarray(special.softmax(scores, axis=-1))
        return np.asarray(special.expit(scores))

    def _judge(self, what: str, facts: Callable[[], Facts]) -> None:
        known = {finding.rule for finding in self.findings}
        new: tuple[Finding, ...] = ()
        with self._spending(what):
            found = judge(facts(), RULES)
            new = tuple(finding for finding in found if finding.rule not in known)
        self.findings = in_order((*self.findings, *new))
        if new:
            self._tell(told(new))

    def _tell(self, text: str) -> None:
        if self._on_finding == "warn":
            warnings.warn(text, stacklevel=2)
        else:
            print(text, file=sys.stderr)  # noqa: T201

    @contextmanager
    def _spending(self, what: str) -> Iterator[None]:
        """Count the seconds; a fit of hours must not end because an audit of it went wrong."""
        with _uncollected():
            started = time.perf_counter()
            try:
                yield
            except Exception as error:
                warnings.warn(f"{what} could not be audited: {error!r}", stacklevel=2)
            finally:
                self.seconds += time.perf_counter() - started


@contextmanager
def _uncollected() -> Iterator[None]:
    """Within, Python does not collect garbage: to go through all that a fit made takes as long."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _pair(validation_data: Any) -> tuple[Any, Any]:
    """Inputs and targets; a third, weights, is not asked for."""
    if validation_data is None:
        return None, None
    if not isinstance(validation_data, tuple | list) or len(validation_data) not in (2, 3):
        raise DataError(
            f"validation_data is {type(validation_data).__name__}, not (x, y)",
            where="validation_data",
            remedy="pass a pair of arrays, (x, y)",
        )
    return validation_data[0], validation_data[1]


def _check_thresholds(thresholds: Any, labels: LabelSpace | None, truth: Any) -> None:
    """Refuse now what would be refused when the fit has ended."""
    names = all_column_names(truth) if labels is None else labels.names
    if isinstance(thresholds, Thresholds):
        thresholds.in_order(names)
    else:
        threshold_values(named_values(thresholds, names, name="thresholds"))


def told(findings: Iterable[Finding]) -> str:
    """Findings as lines of text, the way out under each."""
    return "\n".join(line for finding in findings for line in _lines(finding))


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity}: {finding.subject}: {finding.message} [{finding.rule}]"
    if finding.settles:
        yield f"  possible: {finding.settles}"
    yield f"  To fix: {finding.advice}"
    for line in finding.code.splitlines():
        yield f"    {line}"
