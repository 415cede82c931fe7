"""How well scores do as probabilities."""

from __future__ import annotations

from multihot.metrics.catalogue.entries import Elsewhere, Measure, Metric

_SK = "scikit-learn 1.9"
_NO_CELLS = "Only if no cell is known: NaN."

LOG_LOSS = Metric(
    name="log_loss",
    measure="log_loss",
    title="log loss, mean of cells",
    group="calibration",
    takes="scores",
    tasks="multi-label",
    tasks_why="multi-class log loss is another number: -ln of the score of the one true class",
    better="lower",
    high=None,
    definition="how surprised the scores are by the targets, mean over all cells; "
    "the loss called binary cross-entropy",
    formula="mean over known cells of -ln q, q = p where y is 1, 1 - p where y is 0; "
    "q below 1e-7 counts as 1e-7",
    undefined=_NO_CELLS,
    caution="low for scores near 0 wherever labels are rare: compare it with the base rates'",
    source="Good 1952; keras.losses.BinaryCrossentropy",
    elsewhere=(
        Elsewhere(
            _SK,
            "log_loss(targets.ravel(), scores.ravel())",
            "keeps p off 0 and 1 by its type's epsilon: theirs is finite at another height",
        ),
        Elsewhere(
            _SK,
            "log_loss(targets, scores)",
            "another number: it leaves out false cells and adds up a row, "
            "so scores of 1 everywhere get 0",
        ),
        Elsewhere("Keras 2.3 to 3, tf.keras 2", "keras.metrics.BinaryCrossentropy()"),
        Elsewhere("MULAN", "LogLoss", "adds up a row: as many times more as there are labels"),
        Elsewhere("MEKA", "Metrics.L_LogLossL", "a cell counts at most ln(number of labels)"),
    ),
)

BRIER_SCORE = Metric(
    name="brier_score",
    measure="brier_score",
    title="Brier score, mean of cells",
    group="calibration",
    takes="scores",
    tasks="multi-label",
    tasks_why="the multi-class Brier score adds up the classes of a row",
    better="lower",
    definition="squared distance of the scores from the targets, mean over all cells",
    formula="mean over known cells of (p - y)^2",
    undefined=_NO_CELLS,
    caution="low for scores near 0 wherever labels are rare: compare it with the base rates'",
    source="Brier 1950",
    elsewhere=(
        Elsewhere(_SK, "brier_score_loss(targets.ravel(), scores.ravel())"),
        Elsewhere(
            _SK,
            "brier_score_loss(targets, scores)",
            "adds up a row: as many times more as there are labels",
        ),
        Elsewhere("Keras", 'metrics=["mse"]'),
        Elsewhere("MULAN", "MeanSquaredError", "adds up a row"),
    ),
)

_ECE_WORDS = "distance of the scores from how often they come true, in 15 bins of scores"
_ECE_FORMULA = (
    "sum over bins [i/15, (i+1)/15), the last with 1, of |sum of (p - y) in the bin| / cells"
)
_ECE_SOURCE = "Naeini, Cooper & Hauskrecht 2015; Guo, Pleiss, Sun & Weinberger 2017"
_CURVE = "sklearn.calibration.calibration_curve gives the bins, without their sizes"


def _ece(average: str) -> Metric:
    micro = average == "micro"
    told = "scores of exactly 1 make a bin of their own"
    flat = "of all cells in one row" if micro else "of each label, the mean is yours to take"
    return Metric(
        name=f"ece_{average}",
        measure="ece",
        average=average,
        title=f"calibration error, {'all cells together' if micro else 'mean of labels'}",
        group="calibration",
        takes="scores",
        tasks="multi-label" if micro else "both",
        tasks_why="the usual multi-class ECE asks of the highest score of a row alone"
        if micro
        else "in multi-class it is called class-wise",
        better="lower",
        definition=f"{_ECE_WORDS}; {'all cells together' if micro else 'mean over labels'}",
        formula=f"{_ECE_FORMULA}, all known cells together"
        if micro
        else f"mean over labels of {_ECE_FORMULA} of the label",
        undefined=_NO_CELLS if micro else "A label without known cells is left out and told.",
        caution="0 is reached by giving each cell the base rate: it says nothing of telling "
        "rows apart, and with few cells a bin it is too high",
        source=_ECE_SOURCE,
        elsewhere=(
            Elsewhere(_SK, "", _CURVE),
            Elsewhere(
                "torchmetrics 1.9",
                "BinaryCalibrationError(n_bins=15)",
                f"{flat}: it has no multi-label form; {told}",
            ),
        ),
    )


ECE = Measure(
    "ece",
    "expected calibration error, by average",
    _ECE_WORDS,
    _ECE_FORMULA,
    _ECE_SOURCE,
    tuple(_ece(average) for average in ("micro", "macro")),
)
