"""A callback takes the worst epoch for the best.

## Why it matters
`mode="min"` on a metric that should rise, or `mode="max"` on a loss, keeps the worst epoch and
stops while the model gets better. Without `mode`, callbacks guess from the name. Up to Keras 3.10
`ModelCheckpoint` and `ReduceLROnPlateau` raise only what has "acc" in its name: of `val_f1` or
`val_auc` they keep the worst epoch. From Keras 3.11 on they ask the metric, and stop with an error
where it is a plain function that cannot answer.

## What to do
Say it:

    keras.callbacks.EarlyStopping(monitor="val_f1", mode="max", patience=5)
"""

from __future__ import annotations

from collections.abc import Iterator

from multihot.errors import listed
from multihot.facts import Callback, Fit, Keras, Metric, ModelFacts
from multihot.facts.directions import maximises, rises
from multihot.facts.monitoring import better_higher, logged_names, metric_of, watched
from multihot.rules.findings import Seen
from multihot.rules.judging import Rule

# one of each generation whose callbacks choose alike
GENERATIONS = {
    "Keras up to 2.6": Keras("keras", (2, 3)),
    "Keras 2.7 to 2.15": Keras("keras", (2, 12)),
    "Keras 3.0 to 3.10": Keras("keras", (3, 5)),
    "Keras from 3.11 on": Keras("keras", (3, 15)),
}

FIRST_WITH_KERAS_3 = (2, 16)
OF_KERAS_3 = ("Keras 3.0 to 3.10", "Keras from 3.11 on")
# what a mode takes for the best, what is the best where that is wrong, and the mode for it
OPPOSITES = {"min": ("lowest", "higher", "max"), "max": ("highest", "lower", "min")}
# in names of metrics of the user's own; a `dice` or an `iou` may be one that should fall
SURE = ("loss", "acc", "auc", "f1", "precision", "recall")
WRONG = ("takes the lowest for the best", "stops with an error")


def check(model: ModelFacts) -> Iterator[Seen]:
    """Certain where every Keras that it may be goes the wrong way."""
    for fit in model.fits:
        for callback, name in watched(fit):
            mode = callback.arguments.get("mode", "auto")
            higher = _rises(model, fit, name)
            if mode == "auto" and higher:
                yield from _judged(model, callback, name)
            elif (mode, higher) in (("min", True), ("max", False)):
                yield _opposite(callback, name, mode, certain=_is_sure(model, name))


def _rises(model: ModelFacts, fit: Fit, name: str) -> bool | None:
    """Whether higher is better; None where that is not known."""
    names = logged_names(model, fit)
    if names is not None and name not in names:
        return None  # `monitor-name` tells of it
    if name in ("loss", "val_loss"):
        return False
    metric = metric_of(model, name)
    of_keras = None if metric is None or metric.library != "keras" else rises(metric.kind)
    return (better_higher(name) or None) if of_keras is None else of_keras


def _is_sure(model: ModelFacts, name: str) -> bool:
    """Keras says which way the number goes, or its name leaves no doubt."""
    metric = metric_of(model, name)
    if metric is not None and metric.library == "keras":
        return True
    # of several outputs the name begins with that of one: `val_precision_mae`
    told = name if model.only else name.rpartition("_")[2]
    return any(word in told for word in SURE)


def _opposite(callback: Callback, name: str, mode: str, *, certain: bool) -> Seen:
    taken, better, right = OPPOSITES[mode]
    return Seen(
        subject=callback.kind,
        message=f'{callback.kind} goes by {name!r} with mode="{mode}": '
        f"it takes the {taken} for the best, and {better} is better",
        advice=f'say mode="{right}"',
        code=f'{callback.kind}(monitor="{name}", mode="{right}")',
        evidence={"monitor": name, "mode": mode},
        certainty="certain" if certain else "possible",
        settles="" if certain else f"right if {name!r} is better when it is lower",
        place=callback.place,
    )


def _judged(model: ModelFacts, callback: Callback, name: str) -> Iterator[Seen]:
    metric = metric_of(model, name)
    ways = {told: _way(callback, name, metric, keras) for told, keras in _may_be(model).items()}
    wrong = {told: way for told, way in ways.items() if way in WRONG}
    right = [told for told, way in ways.items() if way not in WRONG]
    settles = f"right in {listed(right)}" if right else ""
    if model.only is None and not _is_sure(model, name):
        settles = f"right if {name!r} is better when it is lower"
    if wrong:
        yield Seen(
            subject=callback.kind,
            message=f"{callback.kind} goes by {name!r} without a mode: "
            + ", ".join(f"{told} {way}" for told, way in wrong.items()),
            advice='say mode="max"',
            code=f'{callback.kind}(monitor="{name}", mode="max")',
            evidence={"monitor": name, "wrong": wrong},
            certainty="possible" if settles else "certain",
            settles=settles,
            place=callback.place,
        )


def _way(callback: Callback, name: str, metric: Metric | None, keras: Keras) -> str:
    kind = metric.kind if metric and metric.library == "keras" else None
    highest = maximises(name, keras, callback=callback.kind, metric=kind)
    function = metric is not None and metric.library == "custom" and metric.form == "function"
    if highest is None and function:  # a class of the user's may say its direction
        return WRONG[1]
    return WRONG[0] if highest is False else ""


def _may_be(model: ModelFacts) -> dict[str, Keras]:
    keras = model.keras
    if keras is None or keras.version is None:
        return GENERATIONS
    flavour = "TensorFlow" if keras.flavour == "tf.keras" else "Keras"
    if keras.flavour == "tf.keras" and keras.version >= FIRST_WITH_KERAS_3:
        return {told: GENERATIONS[told] for told in OF_KERAS_3}
    return {f"{flavour} {keras.version[0]}.{keras.version[1]}": keras}


RULE = Rule("monitor-mode", "error", __doc__ or "", (check,))
