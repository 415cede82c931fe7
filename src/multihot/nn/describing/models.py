"""Facts of a live Keras model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multihot.errors import DataError
from multihot.facts import Keras, ModelFacts, Place
from multihot.nn.backend import load_keras
from multihot.nn.describing.compiling import outputs_of
from multihot.nn.describing.fitting import fit_facts
from multihot.nn.describing.heads import heads_of
from multihot.nn.describing.spelling import is_of_keras

# what of a model decides on what is logged
_LOGGING = (
    *("fit", "train_step", "test_step", "compute_loss", "compute_metrics"),
    *("get_metrics_result", "metrics"),
)


def model_facts(model: Any, *, fit: Mapping[str, Any] | None = None) -> ModelFacts:
    """What is known of a Keras model before it is fitted; nothing of it is changed or run.

    Args:
        model: a `keras.Model`, compiled or not, built or not.
        fit: keyword arguments that `model.fit` is called with.

    Raises:
        DataError: no model of Keras 3.
    """
    keras = load_keras()
    if not isinstance(model, keras.Model):
        kind = f"{type(model).__module__}.{type(model).__name__}"
        raise DataError(
            f"{kind} is no model of Keras {keras.__version__}",
            where="model",
            remedy="pass a keras.Model, or the script that makes the model: "
            "`multihot.audit(source='train.py')`",
        )
    compiled = outputs_of(model, heads_of(model))
    optimizer = getattr(model, "optimizer", None)
    return ModelFacts(
        outputs=compiled.outputs,
        compiled=bool(getattr(model, "compiled", False)),
        metrics_known=compiled.metrics_known and not _logs_more(model),
        fits=() if fit is None else (fit_facts(fit),),
        schedule=_scheduled(optimizer),
        keras=_version(keras.__version__),
        backend=keras.backend.backend(),
        live=True,
        place=Place(name=f"model '{model.name}'"),
        compiling=Place(name="compile"),
    )


def _logs_more(model: Any) -> bool:
    """Whether a fit may log what compile was not told of: by steps or layers of the user's own."""
    owners = (
        next((each for each in type(model).__mro__ if name in vars(each)), object)
        for name in _LOGGING
    )
    return not all(map(is_of_keras, owners)) or any(layer.metrics for layer in model.layers)


def _version(told: str) -> Keras:
    numbers = told.split(".")[:2]
    known = all(number.isdigit() for number in numbers)
    version = (int(numbers[0]), int(numbers[1])) if known else None
    return Keras("keras", version, Place(name=f"keras {told}"))


def _scheduled(optimizer: Any) -> bool | None:
    """Whether the learning rate follows a schedule; None where Keras does not let it be seen."""
    optimizer = getattr(optimizer, "inner_optimizer", optimizer)  # a LossScaleOptimizer's
    rate = getattr(optimizer, "_learning_rate", None)
    if rate is None:
        return None
    return isinstance(rate, load_keras().optimizers.schedules.LearningRateSchedule)
