"""Every number as a function of arrays; states that add; the catalogue of what there is."""

from multihot.metrics.areas import AREAS, area_mean, average_precision_of, roc_auc_of
from multihot.metrics.argmax import argmax_agrees
from multihot.metrics.averages import (
    Average,
    Measured,
    Undefined,
    macro,
    micro,
    per_label,
    samples,
    weighted,
)
from multihot.metrics.binned import EDGES, Bounded, ScoreBins
from multihot.metrics.calibration import CalibrationSums
from multihot.metrics.catalogue import BY_NAME, CATALOGUE, GROUPS, Metric
from multihot.metrics.cells import Cells
from multihot.metrics.counted_measures import (
    balanced_accuracy,
    cardinality_predicted,
    empty_share,
    f05,
    f1,
    f2,
    f_beta,
    hamming_loss,
    jaccard,
    label_accuracy,
    mcc,
    precision,
    recall,
    specificity,
    subset_accuracy,
)
from multihot.metrics.counts import LabelCounts, SetCounts
from multihot.metrics.decisions import NEVER, cuts_in, decide
from multihot.metrics.exact import ExactSums
from multihot.metrics.formulas import FORMULAS, LINEAR, Formula
from multihot.metrics.frequencies import LabelFrequencies
from multihot.metrics.kept import KeptScores
from multihot.metrics.outcomes import Outcomes
from multihot.metrics.propensity import propensities
from multihot.metrics.ranked_measures import (
    argmax_accuracy,
    as_propensities,
    average_precision,
    coverage_error,
    lrap,
    ndcg_at_k,
    one_error,
    precision_at_k,
    ps_ndcg_at_k,
    ps_precision_at_k,
    r_precision_at_k,
    ranking_loss,
    recall_at_k,
    roc_auc,
)
from multihot.metrics.ranking import Within, lrap_of, rank, ranks_within
from multihot.metrics.ranks import Ranks
from multihot.metrics.rows import RankSums, row_values
from multihot.metrics.scored_measures import brier_score, cardinality_true, ece, log_loss
from multihot.metrics.sets import set_metrics

__all__ = [
    "AREAS",
    "BY_NAME",
    "CATALOGUE",
    "EDGES",
    "FORMULAS",
    "GROUPS",
    "LINEAR",
    "Average",
    "Bounded",
    "CalibrationSums",
    "Cells",
    "ExactSums",
    "Formula",
    "KeptScores",
    "LabelCounts",
    "LabelFrequencies",
    "Measured",
    "NEVER",
    "Metric",
    "Outcomes",
    "RankSums",
    "Ranks",
    "ScoreBins",
    "SetCounts",
    "Undefined",
    "Within",
    "area_mean",
    "argmax_accuracy",
    "argmax_agrees",
    "as_propensities",
    "average_precision",
    "average_precision_of",
    "balanced_accuracy",
    "brier_score",
    "cardinality_predicted",
    "cardinality_true",
    "coverage_error",
    "cuts_in",
    "decide",
    "ece",
    "empty_share",
    "f05",
    "f1",
    "f2",
    "f_beta",
    "hamming_loss",
    "jaccard",
    "label_accuracy",
    "log_loss",
    "lrap",
    "lrap_of",
    "macro",
    "mcc",
    "micro",
    "ndcg_at_k",
    "one_error",
    "per_label",
    "precision",
    "precision_at_k",
    "propensities",
    "ps_ndcg_at_k",
    "ps_precision_at_k",
    "r_precision_at_k",
    "rank",
    "ranking_loss",
    "ranks_within",
    "recall",
    "recall_at_k",
    "roc_auc",
    "roc_auc_of",
    "row_values",
    "samples",
    "set_metrics",
    "specificity",
    "subset_accuracy",
    "weighted",
]
