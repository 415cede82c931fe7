"""Predictions where a metric wants the truth.

## Why it matters
scikit-learn and Keras take `(y_true, y_pred)`. The other way round precision is recall and recall
is precision; support counts predictions; a curve is drawn of the wrong side. Nothing
complains where both are 0 and 1.

Numbers that are the same either way round are left alone: accuracy, Hamming loss, kappa, Matthews
correlation, F1 and Jaccard but for `average="weighted"`, which weighs by the first argument. So are
the errors of a regression. Where each row has one class, every micro average and weighted recall
are its accuracy, and the same either way round, too; where rows carry several labels they are not.
Where the script does not tell which of the two it is, the finding is a note.

## What to do
Truth first, or by name:

    precision_score(y_true=y_test, y_pred=decisions, average="macro")
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from multihot.facts import UNKNOWN, Operand, ScriptFacts, Use
from multihot.rules.findings import Certainty, Seen
from multihot.rules.judging import Rule

MODULE = "sklearn.metrics."
PREDICTIONS = ("y_pred", "y_score", "y_prob", "y_proba", "probas_pred", "pred_decision")
# another number the other way round; of others nothing is told
DIRECTED = frozenset(
    {"precision_score", "recall_score", "fbeta_score", "precision_recall_fscore_support"}
    | {"classification_report", "confusion_matrix", "multilabel_confusion_matrix"}
    | {"balanced_accuracy_score", "class_likelihood_ratios", "top_k_accuracy_score"}
    | {"roc_auc_score", "roc_curve", "average_precision_score", "precision_recall_curve"}
    | {"det_curve", "log_loss", "brier_score_loss", "hinge_loss", "d2_log_loss_score"}
    | {"d2_brier_score", "label_ranking_loss", "label_ranking_average_precision_score"}
    | {"coverage_error", "ndcg_score", "dcg_score", "ConfusionMatrixDisplay.from_predictions"}
    | {"RocCurveDisplay.from_predictions", "PrecisionRecallDisplay.from_predictions"}
    | {"DetCurveDisplay.from_predictions"}
)
# only weighted: by how often the first argument has each label
DIRECTED_IF_WEIGHTED = frozenset({"f1_score", "jaccard_score"})
# each wrong class is one that was missed and one that was given
SAME_OF_CLASSES = {
    "precision_score": ("micro",),
    "recall_score": ("micro", "weighted"),
    "fbeta_score": ("micro",),
    "precision_recall_fscore_support": ("micro",),
}
SETTLES = "the number is the same if each row has one class"
PREDICTED = frozenset({"scores", "decisions"})


def check(script: ScriptFacts) -> Iterator[Seen]:
    """One finding for each call."""
    for use in script.uses:
        predicted = next((use.operands[each] for each in PREDICTIONS if each in use.operands), None)
        truth = use.operands.get("y_true")
        if truth is None or predicted is None:
            continue
        certainty = _is_another(use, (truth, predicted))
        if certainty and _is_predicted(truth) and _is_true(predicted):
            yield _seen(use, truth, predicted, certainty)


def _is_another(use: Use, operands: tuple[Operand, Operand]) -> Certainty | None:
    """Whether the number the other way round is another; None where it is the same."""
    name, average = use.name.removeprefix(MODULE), use.arguments.get("average", None)
    of_f1 = name == "fbeta_score" and use.arguments.get("beta", None) == 1
    if name in DIRECTED_IF_WEIGHTED or of_f1:
        return "certain" if average == "weighted" else None
    if name not in DIRECTED:
        return None
    if average not in (*SAME_OF_CLASSES.get(name, ()), UNKNOWN) or name not in SAME_OF_CLASSES:
        return "certain"
    if _rows_have_several(operands) or use.arguments.given.get("labels") is not None:
        return "certain"  # of some of the classes, a wrong one may be missed and not given
    return None if average is not UNKNOWN and _rows_have_one(operands) else "possible"


def _rows_have_several(operands: tuple[Operand, Operand]) -> bool:
    return any(each.kind == "multi-hot" and not each.argmax for each in operands)


def _rows_have_one(operands: tuple[Operand, Operand]) -> bool:
    return any(
        each.argmax or each.role == "classes" or each.kind in ("integer", "column")
        for each in operands
    )


def _is_predicted(operand: Operand) -> bool:
    return (operand.argmax or operand.role) in PREDICTED


def _is_true(operand: Operand) -> bool:
    return (operand.argmax or operand.role) == "targets"


def _seen(use: Use, truth: Operand, predicted: Operand, certainty: Certainty) -> Seen:
    name = use.name.removeprefix(MODULE)
    first, second = predicted.written or "y_true", truth.written or "y_pred"
    return Seen(
        subject=name,
        message=f"{second} stands where the truth belongs and {first} where the prediction does",
        advice="truth first, prediction second",
        code=f"{name}({', '.join((first, second, *_others(use)))})",
        certainty=certainty,
        settles=SETTLES if certainty == "possible" else "",
        place=use.place,
    )


def _others(use: Use) -> Iterator[str]:
    """The other arguments as code: an array as it is written, what is no constant as `...`."""
    for name, value in use.arguments.given.items():
        if name not in ("y_true", *PREDICTIONS):
            operand = use.operands.get(name)
            yield f"{name}={operand.written if operand and operand.written else _code(value)}"
    if not use.arguments.complete:
        yield "..."


def _code(value: Any) -> str:
    if value is UNKNOWN:
        return "..."
    return f'"{value}"' if isinstance(value, str) and value.isprintable() else repr(value)


RULE = Rule("swapped-arguments", "error", __doc__ or "", (check,))
