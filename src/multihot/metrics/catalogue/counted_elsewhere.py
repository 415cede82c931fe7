"""Who else computes the counted measures, and how theirs differs."""

from __future__ import annotations

from multihot.metrics.catalogue.entries import Elsewhere

_F = {"f1": 1.0, "f2": 2.0, "f05": 0.5}
_BETA = {"f2": "2", "f05": "0.5"}
_FOLDED = ("micro", "macro", "weighted")
_NAMES = {"precision": "Precision", "recall": "Recall", "f1": "F1Score"}


def elsewhere(measure: str, average: str) -> tuple[Elsewhere, ...]:
    """Entries of every system that has the measure with this average."""
    systems = (_scikit_learn, _keras_3, _keras_1, _addons, _torchmetrics, _libmultilabel, _java)
    return tuple(entry for system in systems for entry in system(measure, average))


def _scikit_learn(measure: str, average: str) -> tuple[Elsewhere, ...]:
    system, how = "scikit-learn 1.9", f'average="{average}")'
    if measure == "specificity":
        other = (
            "labels weigh by the rows that lack them, not by those that have them"
            if average == "weighted"
            else "there is no function of that name; this is the recall of what is not true"
        )
        return (Elsewhere(system, f"recall_score(1 - targets, 1 - decisions, {how}", other),)
    if measure in ("balanced_accuracy", "mcc"):
        function = {"mcc": "matthews_corrcoef"}.get(measure, f"{measure}_score")
        zero = (
            "0/0 is 0 there"
            if measure == "mcc"
            else "of recall and specificity the one that is not 0/0 stands for both there"
        )
        refuses = f"it refuses multi-label targets, so one at a time; {zero}"
        return (Elsewhere(system, _one_at_a_time(function, average), refuses),)
    if measure == "jaccard":
        zero = "0/0 is zero_division there, 0 with a warning or 1; nothing can be left out"
    else:
        zero = "0/0 is zero_division there: 0 with a warning, 1, or np.nan to leave it out"
    function = f"{measure}_score"
    if measure in _BETA:
        function, how = "fbeta_score", f"beta={_BETA[measure]}, {how}"
    return (Elsewhere(system, f"{function}(targets, decisions, {how}", zero),)


def _one_at_a_time(function: str, average: str) -> str:
    if average == "micro":
        return f"{function}(targets.ravel(), decisions.ravel())"
    pairs = "zip(targets, decisions)" if average == "samples" else "zip(targets.T, decisions.T)"
    values = f"[{function}(t, d) for t, d in {pairs}]"
    if average == "weighted":
        return f"np.average({values}, weights=targets.sum(axis=0))"
    return f"np.mean({values})"


def _keras_3(measure: str, average: str) -> tuple[Elsewhere, ...]:
    if measure in _F and average in _FOLDED:
        name = "F1Score(" if measure == "f1" else f"FBetaScore(beta={_F[measure]}, "
        told = (
            "decides by score > threshold; without threshold= only the row's highest score is "
            "given, without average= it is a vector; in Keras 3 an epsilon keeps a perfect score "
            "just below 1"
        )
        call = f'keras.metrics.{name}average="{average}", threshold=0.5)'
        return (Elsewhere("Keras 3, tf.keras 2.15", call, told),)
    if measure in ("precision", "recall"):
        call = f"keras.metrics.{_NAMES[measure]}()"
        systems = "Keras 2.3 to 3, tf.keras 2"
        if average == "micro":
            return (Elsewhere(systems, call, "decides by score > 0.5; all cells are pooled"),)
        if average == "macro":
            of_label = call.replace("()", "(class_id=i)")
            told = "one label at a time, the mean is yours to take; score > 0.5; 0/0 is 0"
            return (Elsewhere(systems, of_label, told),)
    if (measure, average) == ("jaccard", "micro"):
        call = "keras.metrics.BinaryIoU(target_class_ids=[1], threshold=0.5)"
        return (
            Elsewhere("Keras 3", call, "decides by score >= threshold, unlike the others of Keras"),
        )
    return ()


def _keras_1(measure: str, average: str) -> tuple[Elsewhere, ...]:
    names = {
        "precision": "precision",
        "recall": "recall",
        "f1": "fmeasure",
        "mcc": "matthews_correlation",
    }
    if average != "micro" or measure not in names:
        return ()
    told = "all cells of a batch, then the mean of the batches; gone from Keras 2.0"
    return (Elsewhere("Keras 1", f'metrics=["{names[measure]}"]', told),)


def _addons(measure: str, average: str) -> tuple[Elsewhere, ...]:
    system = "tensorflow-addons 0.23"
    if measure in _F and average in _FOLDED:
        name = "F1Score(" if measure == "f1" else f"FBetaScore(beta={_F[measure]}, "
        told = (
            "decides by score > threshold; without threshold= only the row's highest score is given"
        )
        call = f'tfa.metrics.{name}num_classes=n_labels, average="{average}", threshold=0.5)'
        return (Elsewhere(system, call, told),)
    if (measure, average) == ("mcc", "micro"):
        call = "tfa.metrics.MatthewsCorrelationCoefficient(num_classes=n_labels)"
        told = "for multi-class: it takes the argmax of targets and scores, so a row has one label"
        return (Elsewhere(system, call, told),)
    return ()


def _torchmetrics(measure: str, average: str) -> tuple[Elsewhere, ...]:
    names = {
        **_NAMES,
        "f2": "FBetaScore",
        "f05": "FBetaScore",
        "jaccard": "JaccardIndex",
        "specificity": "Specificity",
    }
    guess = "decides by score > 0.5; a batch with a score outside [0, 1] is taken for logits"
    if (measure, average) == ("mcc", "micro"):
        told = f"{guess}; 0/0 is 1 if nothing is wrong, -1 if nothing is right, else in between"
        call = "MultilabelMatthewsCorrCoef(n_labels)"
        return (Elsewhere("torchmetrics 1.9", call, told),)
    if measure not in names or average not in _FOLDED:
        return ()
    beta = f"beta={_F[measure]}, num_labels=" if measure in _BETA else ""
    call = f'Multilabel{names[measure]}({beta}n_labels, average="{average}")'
    return (Elsewhere("torchmetrics 1.9", call, f"{guess}; 0/0 counts 0"),)


def _libmultilabel(measure: str, average: str) -> tuple[Elsewhere, ...]:
    entries: tuple[Elsewhere, ...] = ()
    if measure == "f1" and average in ("micro", "macro"):
        told = "its linear models' scores are margins and are cut at > 0; 0/0 counts 0"
        entries = (Elsewhere("LibMultiLabel 0.10", f'"{average.title()}-F1"', told),)
    if measure == "f1" and average == "macro":
        told = "another number: the F1 of the macro precision and the macro recall"
        entries += (Elsewhere("LibMultiLabel 0.10", '"Another-Macro-F1"', told),)
    if measure == "f1" and average != "weighted":
        call = f'f1_measure(targets, decisions, average="{average}")'
        told = "0/0 is zero_division there, 0 by default"
        if average == "macro":
            told += "; labels above the highest that occurs are not counted"
        entries += (Elsewhere("napkinXC", call, told if average != "micro" else ""),)
    return entries


_MEKA = {
    "precision_micro": "P_PrecisionMicro",
    "precision_macro": "P_PrecisionMacro",
    "recall_micro": "P_RecallMicro",
    "recall_macro": "P_RecallMacro",
    "f1_micro": "P_FmicroAvg",
    "f1_macro": "P_FmacroAvgL",
    "f1_samples": "P_FmacroAvgD",
    "jaccard_samples": "P_Accuracy",
}
_MULAN = {
    "precision_micro": "MicroPrecision",
    "precision_macro": "MacroPrecision",
    "precision_samples": "ExampleBasedPrecision",
    "recall_micro": "MicroRecall",
    "recall_macro": "MacroRecall",
    "recall_samples": "ExampleBasedRecall",
    "f1_micro": "MicroFMeasure",
    "f1_macro": "MacroFMeasure",
    "f1_samples": "ExampleBasedFMeasure",
    "specificity_macro": "MacroSpecificity",
    "specificity_samples": "ExampleBasedSpecificity",
    "jaccard_samples": "ExampleBasedAccuracy",
}


def _java(measure: str, average: str) -> tuple[Elsewhere, ...]:
    name, entries = f"{measure}_{average}", []
    where = {"macro": "a label in which ", "samples": "a row in which "}.get(average, "0/0, where ")
    if name in _MEKA:
        told = "called accuracy; 0/0 counts 1" if measure == "jaccard" else "0/0 counts 0"
        entries.append(Elsewhere("MEKA", f"Metrics.{_MEKA[name]}", told))
    if name in _MULAN:
        if measure == "jaccard":
            told = "called accuracy; 0/0 counts 1"
        elif measure == "specificity":
            told = f"{where}all is true and given, counts 1"
        else:
            told = f"{where}nothing is true and nothing given, counts 1"
        entries.append(Elsewhere("MULAN", _MULAN[name], told))
    return tuple(entries)
