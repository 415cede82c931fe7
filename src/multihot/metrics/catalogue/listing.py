"""Every entry, in the order in which numbers are shown."""

from __future__ import annotations

from multihot.metrics.catalogue import agreement, areas, at_k, calibration, counted, orders, sizes
from multihot.metrics.catalogue.entries import Measure, Metric

_MEASURES = (*counted.MEASURES, *at_k.MEASURES, *areas.MEASURES, calibration.ECE)


def _of(measures: tuple[Measure, ...]) -> tuple[Metric, ...]:
    return tuple(metric for measure in measures for metric in measure.metrics)


CATALOGUE: tuple[Metric, ...] = (
    agreement.SUBSET_ACCURACY,
    agreement.LABEL_ACCURACY,
    agreement.ARGMAX_ACCURACY,
    agreement.HAMMING_LOSS,
    *_of(counted.MEASURES),
    *_of(at_k.MEASURES),
    orders.ONE_ERROR,
    orders.COVERAGE_ERROR,
    orders.RANKING_LOSS,
    orders.LRAP,
    *_of(areas.MEASURES),
    calibration.LOG_LOSS,
    calibration.BRIER_SCORE,
    *calibration.ECE.metrics,
    *sizes.SIZES,
)
BY_NAME: dict[str, Metric] = {metric.name: metric for metric in CATALOGUE}
MEASURES: dict[str, Measure] = {measure.name: measure for measure in _MEASURES}
