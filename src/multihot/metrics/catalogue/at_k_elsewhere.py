"""Who else computes the measures of the first k labels, and how theirs differs."""

from __future__ import annotations

from multihot.metrics.catalogue.entries import Elsewhere

_SK = "scikit-learn 1.9"
_TIES = "ties go to one of the labels"
_UNSTORED = (
    "of sparse scores, labels that are not stored are never hits, while here they tie at 0 and "
    "share the places that are left"
)
_OF_PECOS = {"precision": "prec", "recall": "recall"}


def elsewhere(measure: str, k: int) -> tuple[Elsewhere, ...]:
    """Entries of every system that has the measure."""
    if measure.startswith("ps_"):
        return _propensity(measure.removeprefix("ps_"), k)
    return (
        *_scikit_learn(measure, k),
        *_keras(measure, k),
        *_torchmetrics(measure, k),
        *_extreme(measure, k),
    )


def _scikit_learn(measure: str, k: int) -> tuple[Elsewhere, ...]:
    if measure == "ndcg":
        return (Elsewhere(_SK, f"ndcg_score(targets, scores, k={k})", "0/0 counts 0"),)
    refused = "top_k_accuracy_score refuses multi-label targets"
    return (Elsewhere(_SK, "", refused),)


def _keras(measure: str, k: int) -> tuple[Elsewhere, ...]:
    system = "Keras 2.3 to 3, tf.keras 2"
    if measure == "precision":
        call = f"keras.metrics.Precision(top_k={k})"
        wrong = f"keras.metrics.TopKCategoricalAccuracy(k={k})"
        told = "another number: whether the row's first true label is among the first k"
        return (Elsewhere(system, call, _TIES), Elsewhere(system, wrong, told))
    if measure == "recall":
        told = f"pooled: true labels found in all rows over true labels of all rows; {_TIES}"
        return (Elsewhere(system, f"keras.metrics.Recall(top_k={k})", told),)
    return ()


def _torchmetrics(measure: str, k: int) -> tuple[Elsewhere, ...]:
    system = "torchmetrics 1.9"
    if measure == "precision":
        told = "rows are queries; labels that score 0 or less are never hits; " + _TIES
        return (Elsewhere(system, f"RetrievalPrecision(top_k={k})", told),)
    if measure == "recall":
        told = "rows are queries; a row without true labels counts 0; " + _TIES
        return (Elsewhere(system, f"RetrievalRecall(top_k={k})", told),)
    if measure == "r_precision":
        told = "another number: k is the number of true labels of the row"
        return (Elsewhere(system, "RetrievalRPrecision()", told),)
    told = "rows are queries; a row without true labels counts 0"
    return (Elsewhere(system, f"RetrievalNormalizedDCG(top_k={k})", told),)


def _extreme(measure: str, k: int) -> tuple[Elsewhere, ...]:
    names = {"precision": "P", "recall": "R", "r_precision": "RP", "ndcg": "NDCG"}
    zero = "" if measure == "precision" else "a row without true labels counts 0; "
    spelt = f'; "nDCG@{k}" for its networks' if measure == "ndcg" else ""
    call = f'"{names[measure]}@{k}"'
    entries = [Elsewhere("LibMultiLabel 0.10", call, f"{zero}{_TIES}{spelt}")]
    if measure != "r_precision":
        last = f"{zero}{_TIES}; {_UNSTORED}{_values(k)}"
        call = f"{measure}_at_k(targets, scores, k={k})"
        shorter = "; until 2021 a row that stores fewer than k labels adds 0" if k > 1 else ""
        entries.append(Elsewhere("napkinXC", call, f"{last}{shorter}"))
        entries.append(Elsewhere("pyxclib", f"{measure}(scores, targets, k={k})", last))
    if measure in _OF_PECOS:
        call = (
            f"smat_util.Metrics.generate(targets, scores, topk={k}).{_OF_PECOS[measure]}[{k - 1}]"
        )
        told = f"{zero}takes sparse scores alone; ties go to the first label; {_UNSTORED}"
        entries.append(Elsewhere("PECOS", call, told))
    return tuple(entries)


def _propensity(measure: str, k: int) -> tuple[Elsewhere, ...]:
    given = "1/p is given by the caller, from training counts as a rule"
    told = f"{given}; {_TIES}; {_UNSTORED}{_values(k)}"
    return (
        Elsewhere(_SK, ""),
        Elsewhere("napkinXC", f"ps{measure}_at_k(targets, scores, inv_ps, k={k})", told),
        Elsewhere("pyxclib", f"ps{measure}(scores, targets, inv_psp, k={k})", told),
    )


def _values(k: int) -> str:
    return f"; gives the values for 1 to {k}" if k > 1 else ""
