"""Who computes a metric of the catalogue, for decisions that were made in a certain way."""

from __future__ import annotations

from collections.abc import Iterable

from multihot.identification.averaging import Policy
from multihot.identification.deciding import Rule
from multihot.identification.definitions import Call
from multihot.metrics import Metric
from multihot.metrics.catalogue import Elsewhere

_AT_LEAST = ("MEKA", "MULAN", "LibMultiLabel", "napkinXC")
_BETA = {"f1": "F1Score(", "f2": "FBetaScore(beta=2.0, ", "f05": "FBetaScore(beta=0.5, "}
_REPORTED = ("precision", "recall", "f1")
_FOLDED = (*_REPORTED, "f2", "f05", "jaccard", "specificity")
_SK = "scikit-learn"
_JAVA_ONE = "counts 1"
# what the catalogue says of calls that give another number, which has a definition of its own here
_APART = (
    "another number",
    "adds up a row",
    "of a batch",
    "is yours to take",
    "1 less on each row",
    "not divided",
    "a cell counts at most",
    "200 even thresholds",
    "pooled",
    "weigh by the rows that lack them",
    "the same on decisions",
    "it takes the argmax of targets",
)
_DEPTHS: dict[Rule, int] = {"first highest": 1, "top 3": 3, "top 5": 5}
_TOP = {"precision_micro": "Precision", "recall_micro": "Recall"}

# how the string that a user wrote is resolved is told by the catalogue; these are other strings
_STRINGS = {
    "label_accuracy": 'metrics=["binary_accuracy"]',
    "argmax_accuracy": 'metrics=["categorical_accuracy"]',
    "precision_micro": 'metrics=["Precision"]',
    "recall_micro": 'metrics=["Recall"]',
    "brier_score": 'metrics=["mse"]',
    "log_loss": 'loss="binary_crossentropy"',
}


def calls_of(metric: Metric, rules: Iterable[Rule], policy: Policy, *, sole: bool) -> list[Call]:
    """Who computes it in one of these ways, with 0/0 as the policy says.

    Args:
        metric: of the catalogue.
        rules: the ways of deciding that decide alike.
        policy: what 0/0 counts as.
        sole: there is no 0/0, so every policy is as good.

    >>> from multihot.metrics import BY_NAME
    >>> calls_of(BY_NAME["f1_macro"], ["highest"], "zero", sole=True)[0].text
    'keras.metrics.F1Score(average="macro")'
    """
    known = set(rules)
    calls = []
    if sole or policy == "zero":
        calls = [*_of_highest(metric, known), *_of_top(metric, known)]
    for call in _told(metric):
        if call.system.startswith(_SK):
            calls += _scikit_learn(metric, call, policy, sole=sole)
        elif _fits(metric, call, known, policy, sole=sole):
            calls.append(call)
    if policy != "one":
        calls.append(Call("multihot", _with_policy(metric, policy)))
    return calls


def elsewhere(metric: Metric, *, unwanted: Iterable[str] = ()) -> list[Call]:
    """Everybody who computes this very number, but for those of whom unwanted words are told."""
    words = tuple(unwanted)
    return [*_told(metric, words), Call("multihot", metric.call)]


def _told(metric: Metric, unwanted: tuple[str, ...] = ()) -> list[Call]:
    apart = (*_APART, *unwanted)
    calls = [Call(each.system, each.call) for each in metric.elsewhere if _is_same(each, apart)]
    keras = [call for call in calls if "eras" in call.system]
    string = _STRINGS.get(metric.name)
    if string is not None:
        keras.append(Call("Keras, tf.keras", string))
    # the strings that most people write, and what they see as a plain word, come first
    keras.sort(key=lambda call: not call.text.startswith('metrics=["accuracy"]'))
    return keras + [call for call in calls if "eras" not in call.system]


def _is_same(other: Elsewhere, apart: tuple[str, ...]) -> bool:
    return bool(other.call) and not any(words in other.difference for words in apart)


def _of_highest(metric: Metric, rules: set[Rule]) -> list[Call]:
    if "highest" not in rules:
        return []
    if metric.measure in _BETA and metric.average != "samples":
        call = f'{_BETA[metric.measure]}average="{metric.average}")'
        addons = call.replace("(", "(num_classes=n_labels, ", 1)
        return [
            Call("Keras 3, tf.keras 2.15", f"keras.metrics.{call}"),
            Call("tensorflow-addons 0.23", f"tfa.metrics.{addons}"),
        ]
    if metric.name == "hamming_loss":
        return [Call("tensorflow-addons 0.23", 'tfa.metrics.HammingLoss(mode="multilabel")')]
    return []


def _of_top(metric: Metric, rules: set[Rule]) -> list[Call]:
    name = _TOP.get(metric.name)
    return [
        Call("Keras 2.3 to 3, tf.keras 2", f"keras.metrics.{name}(top_k={k})")
        for rule, k in _DEPTHS.items()
        if name is not None and rule in rules
    ]


def _scikit_learn(metric: Metric, call: Call, policy: Policy, *, sole: bool) -> list[Call]:
    if sole or policy == "zero":
        if metric.measure == "balanced_accuracy" and not sole:
            return []  # of recall and specificity, the one that is there stands for both
        row = f'classification_report(targets, decisions): "{metric.average} avg"'
        return [call, *([Call(call.system, row)] if metric.measure in _REPORTED else [])]
    how = {"one": "1", "drop": "np.nan"}.get(policy)
    if how is None or metric.measure not in _FOLDED or not _takes(metric, policy):
        return []
    return [Call(call.system, f"{call.text[:-1]}, zero_division={how})")]


def _fits(metric: Metric, call: Call, rules: set[Rule], policy: Policy, *, sole: bool) -> bool:
    if call.system.startswith(_AT_LEAST):
        ones = any(
            _JAVA_ONE in each.difference for each in metric.elsewhere if each.call == call.text
        )
        counted = "one" if ones else "zero"
        return "half" in rules and (sole or policy == counted)
    cut = "half" if "BinaryIoU" in call.text else "above half"
    return cut in rules and (sole or policy == "zero")


def _takes(metric: Metric, policy: Policy) -> bool:
    return metric.measure != "jaccard" or policy != "drop"


def _with_policy(metric: Metric, policy: Policy) -> str:
    return metric.call if policy == "zero" else f'{metric.call[:-1]}, undefined="{policy}")'
