"""Areas under curves over all thresholds."""

from __future__ import annotations

from multihot.metrics.catalogue.averages import AVERAGES
from multihot.metrics.catalogue.entries import Elsewhere, Measure, Metric

_FOLDED = ("micro", "macro", "weighted")
_SK = "scikit-learn 1.9"
_LOGITS = "a batch with a score outside [0, 1] is taken for logits"

_TITLES = {"roc_auc": "ROC AUC", "average_precision": "average precision"}
_WORDS = {
    ("roc_auc", "label"): "chance that a row with the label scores above a row without it",
    ("roc_auc", "cell"): "chance that a true cell scores above a false one, whatever row or label",
    ("roc_auc", "row"): "chance that a true label of a row scores above a false one",
    ("average_precision", "label"): "precision of the rows that score highest for a label, "
    "averaged over the recall it reaches",
    ("average_precision", "cell"): "precision of the cells that score highest, averaged over the "
    "recall it reaches",
    ("average_precision", "row"): "of the labels of a row that score as high as a true one, the "
    "share that is true",
}
_FORMULAS = {
    "roc_auc": "(pairs of a positive and a negative in the right order + half of the ties) / "
    "(positives x negatives)",
    "average_precision": "sum over distinct scores s, highest first, of (recall at >= s minus "
    "recall before) x (precision at >= s)",
}
_EMPTY = {
    ("roc_auc", "label"): "a label that every row or no row has",
    ("roc_auc", "row"): "a row that has every label or none",
    ("average_precision", "label"): "a label that no row has",
    ("average_precision", "row"): "a row that has no label",
}
_SOURCES = {
    "roc_auc": "Hanley & McNeil 1982; sklearn.metrics.roc_auc_score",
    "average_precision": "Buckley & Voorhees 2000; sklearn.metrics.average_precision_score",
}
_CAUTIONS = {
    "roc_auc_micro": "it mixes rows and labels: knowing which labels are frequent is enough "
    "for a high number",
    "roc_auc_macro": "labels that every row has, or none, are left out and counted as undefined",
    "roc_auc_samples": "for a row it is 1 - ranking loss, but for ties, which count half here",
    "average_precision_micro": "not Keras's AUC(curve='PR'), which interpolates",
    "average_precision_macro": "labels that no row has are left out; scikit-learn counts them as 0",
    "average_precision_samples": "it is lrap of the rows that have labels",
}


def _unit(average: str) -> str:
    return {"micro": "cell", "samples": "row"}.get(average, "label")


def _undefined(area: str, average: str) -> str:
    if average == "micro":
        kinds = "true" if area == "average_precision" else "true, or none false"
        return f"If no known cell is {kinds}: NaN."
    empty = _EMPTY[area, _unit(average)]
    return (
        f'For {empty}: "zero" and "drop" leave it out of the mean, '
        '"nan" makes the mean NaN; how many there were is told.'
    )


def _formula(area: str, average: str) -> str:
    over = {
        "micro": "over all known cells",
        "macro": "mean over labels of v = {}, over the rows",
        "weighted": "sum over labels of (rows with the label) v / sum of (rows with the label), "
        "v = {}, over the rows",
        "samples": "mean over rows of {}, over the labels",
    }[average]
    return over.format(_FORMULAS[area]) if "{}" in over else f"{_FORMULAS[area]}, {over}"


def _scikit_learn(area: str, average: str) -> Elsewhere:
    call = f'{area}_score(targets, scores, average="{average}")'
    empty = "a row without labels" if average == "samples" else "a label that no row has"
    if average == "micro":
        return Elsewhere(_SK, call)
    if area == "average_precision":
        weighted = f"{empty} has no weight" if average == "weighted" else f"{empty} counts 0"
        return Elsewhere(_SK, call, weighted)
    one = "row" if average == "samples" else "label"
    told = f"NaN with a warning if one {one} has only positives or only negatives"
    if average == "weighted":
        told = (
            "NaN with a warning for a label that every row has; one that no row has weighs nothing"
        )
    return Elsewhere(_SK, call, told)


def _keras(area: str, average: str) -> tuple[Elsewhere, ...]:
    kind = [] if area == "roc_auc" else ['curve="PR"']
    grid = "200 even thresholds in [0, 1]"
    if area == "average_precision":
        grid += ", interpolated between: not the step sum"
    options = {
        "micro": [],
        "macro": ["multi_label=True"],
        "weighted": ["multi_label=True", "label_weights=counts"],
    }[average]
    missing = "" if average == "micro" else f"; {_EMPTY[area, 'label']} counts 0"
    call = f"keras.metrics.AUC({', '.join([*kind, *options])})"
    return (Elsewhere("Keras 3, tf.keras 2.15", call, grid + missing),)


def _elsewhere(area: str, average: str) -> tuple[Elsewhere, ...]:
    entries = [_scikit_learn(area, average)]
    if average in _FOLDED:
        entries += _keras(area, average)
        name = {"roc_auc": "MultilabelAUROC"}.get(area, "MultilabelAveragePrecision")
        missing = "" if average == "micro" else f"; {_EMPTY[area, 'label']} counts 0"
        call = f'{name}(n_labels, average="{average}")'
        entries.append(Elsewhere("torchmetrics 1.9", call, _LOGITS + missing))
    if (area, average) == ("roc_auc", "macro"):
        told = "Weka's curve; labels with rows of one kind are not left out"
        entries.append(Elsewhere("MULAN", "MacroAUC", told))
        entries.append(Elsewhere("MEKA", "Metrics.P_macroAUROC", told))
    if (area, average) == ("average_precision", "samples"):
        told = "ties are ordered"
        entries.append(Elsewhere("MULAN", "AveragePrecision", told))
    return tuple(entries)


def _metric(area: str, average: str) -> Metric:
    name, how = f"{area}_{average}", AVERAGES[average]
    words = _WORDS[area, _unit(average)]
    means = {
        "macro": "; mean over labels",
        "weighted": "; mean over labels by their frequency",
        "samples": "; mean over rows",
    }
    return Metric(
        name=name,
        measure=area,
        average=average,
        title=f"{_TITLES[area]}, {how.short}",
        group="ranking",
        takes="ranks",
        tasks="both",
        tasks_why="a class is judged as a label: it, or not it",
        better="higher",
        definition=words + means.get(average, ""),
        formula=_formula(area, average),
        undefined=_undefined(area, average),
        caution=_CAUTIONS.get(name, ""),
        source=_SOURCES[area],
        elsewhere=_elsewhere(area, average),
    )


MEASURES = tuple(
    Measure(
        area,
        f"{title}, by average",
        _WORDS[area, "label"],
        _FORMULAS[area],
        _SOURCES[area],
        tuple(_metric(area, average) for average in AVERAGES),
    )
    for area, title in _TITLES.items()
)
