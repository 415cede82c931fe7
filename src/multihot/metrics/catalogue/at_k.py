"""Measures of the k labels of a row that score highest."""

from __future__ import annotations

from dataclasses import dataclass

from multihot.metrics.catalogue.at_k_elsewhere import elsewhere
from multihot.metrics.catalogue.entries import Measure, Metric, Tasks

CUTS = (1, 3, 5)


@dataclass(frozen=True)
class _Text:
    title: str
    words: str
    words_of_one: str
    formula: str
    undefined: str
    tasks: Tasks
    tasks_why: str
    source: str
    caution: str = ""


_UNSTORED = "Labels that sparse scores do not store tie at 0."
_TIES = f"Labels that tie for the last places share them. {_UNSTORED}"
_ZERO = (
    "For a row without true labels: "
    '"zero" counts 0, "nan" makes the mean NaN, "drop" leaves the row out.'
)
_NO_LABELS = (
    "A row without true labels adds nothing to either sum and is told as undefined. Without any "
    'true label it is 0/0: "zero" says 0, "nan" and "drop" say NaN.'
)
_MANNING = "Manning, Raghavan & Schütze 2008"
_JAIN = "Jain, Prabhu & Varma 2016; the extreme classification repository"
_PROPENSITY = (
    "p = 1 / (1 + C exp(-A ln(rows with the label + B))), A = 0.55, B = 1.5, "
    "C = max(0, ln(rows) - 1) (B + 1)^A"
)
_ONE_CLASS = "with one class a row it is the share of rows with their class among the first k"

_TEXTS = {
    "precision": _Text(
        "precision",
        "share of {first} that are true; mean over rows",
        "share of the rows whose highest label is true",
        "mean over rows of (true labels among the first k) / k",
        f"Never: a row without true labels counts 0. {_TIES}",
        "both",
        "with one class a row it is at most 1 / k",
        _MANNING,
        "it divides by k even where a row has fewer than k true labels, so 1 is often out of reach",
    ),
    "recall": _Text(
        "recall",
        "share of the true labels that are among {first}; mean over rows",
        "share of a row's true labels that its highest label finds, mean over rows",
        "mean over rows of (true labels among the first k) / (true labels)",
        f"{_ZERO} {_TIES}",
        "both",
        _ONE_CLASS,
        _MANNING,
        "a row with more than k true labels cannot reach 1",
    ),
    "r_precision": _Text(
        "R-precision",
        "share found of what could be found among {first}; mean over rows",
        "share of the rows with labels whose highest label is true",
        "mean over rows of (true labels among the first k) / min(k, true labels)",
        f"{_ZERO} {_TIES}",
        "both",
        _ONE_CLASS,
        "Chalkidis, Fergadiotis, Malakasiotis & Androutsopoulos 2019",
        "not the R-precision of information retrieval, whose k is the number of true labels",
    ),
    "ndcg": _Text(
        "nDCG",
        "true labels among {first}, the earlier the more, over the best possible; mean over rows",
        "share of the rows with labels whose highest label is true",
        "mean over rows of DCG / best DCG; DCG = sum over places i = 1..k of "
        "[label at place i is true] / log2(i + 1)",
        f"{_ZERO} Ties are averaged over their orders. {_UNSTORED}",
        "both",
        "with one class a row it is the mean of 1 / log2(1 + place), 0 beyond place k",
        "Järvelin & Kekäläinen 2002; sklearn.metrics.ndcg_score",
    ),
    "ps_precision": _Text(
        "propensity-scored precision",
        "share of {first} that are true, a rare label counting more, over the best possible",
        "share of the rows whose highest label is true, a rare label counting more, over the best "
        "possible",
        "sum over rows of (1/p over the true labels among the first k) / the same sum for the "
        f"best order; {_PROPENSITY}",
        f"{_NO_LABELS} {_TIES}",
        "multi-label",
        "it is made for label sets from which true labels are missing",
        _JAIN,
        "it goes by label counts: those of the judged rows unless those of training are given",
    ),
    "ps_ndcg": _Text(
        "propensity-scored nDCG",
        "true labels among {first}, the earlier and the rarer the more, over the best possible",
        "share of the rows whose highest label is true, a rare label counting more, over the best "
        "possible",
        "sum over rows of D / the same sum for the best order; D = (sum over places i = 1..k of "
        "[label at place i is true] / (p log2(i + 1))) / "
        f"(sum over i = 1..min(k, true labels) of 1 / log2(i + 1)); {_PROPENSITY}",
        f"{_NO_LABELS} {_TIES}",
        "multi-label",
        "it is made for label sets from which true labels are missing",
        _JAIN,
        "it goes by label counts: those of the judged rows unless those of training are given",
    ),
}


def _metric(measure: str, k: int) -> Metric:
    text = _TEXTS[measure]
    return Metric(
        name=f"{measure}_at_{k}",
        measure=f"{measure}_at_k",
        k=k,
        title=f"{text.title}, top {k}",
        group="ranking",
        takes="ranks",
        tasks=text.tasks,
        tasks_why=text.tasks_why,
        better="higher",
        definition=text.words_of_one
        if k == 1
        else text.words.format(first=f"the {k} highest labels"),
        formula=f"{text.formula}; k = {k}",
        undefined=text.undefined,
        caution=_caution(measure, k),
        source=text.source,
        elsewhere=elsewhere(measure, k),
    )


_SAME_AS_PRECISION = "it is precision_at_1, but for rows without labels, which are 0/0 here"
_CAUTIONS_OF_ONE = {
    "precision": "it is 1 - one_error",
    "r_precision": _SAME_AS_PRECISION,
    "ndcg": _SAME_AS_PRECISION,
    "ps_ndcg": "it is ps_precision_at_1",
}


def _caution(measure: str, k: int) -> str:
    general = _TEXTS[measure].caution
    return _CAUTIONS_OF_ONE.get(measure, general) if k == 1 else general


MEASURES = tuple(
    Measure(
        f"{measure}_at_k",
        f"{text.title} among the first k",
        text.words.format(first="the k highest labels"),
        text.formula,
        text.source,
        tuple(_metric(measure, k) for k in CUTS),
    )
    for measure, text in _TEXTS.items()
)
