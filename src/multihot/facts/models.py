"""What is known about a model: its outputs, its loss, its metrics, how it is fitted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from multihot.facts.arguments import Arguments
from multihot.facts.functions import FunctionFacts
from multihot.facts.generations import Keras
from multihot.facts.places import NOWHERE, Place
from multihot.facts.targets import TargetFacts

# as it is handed to compile: "auc", keras.metrics.AUC(), keras.metrics.binary_accuracy
Form: TypeAlias = Literal["string", "object", "function"]
Bias: TypeAlias = Literal["zeros", "set", "none"]
Part: TypeAlias = Literal["all", "train", "validation", "test"]


@dataclass(frozen=True)
class Head:
    """The layer that gives the scores; None is what is not known.

    Args:
        activation: `sigmoid`, `softmax`, `linear` where there is none, others by Keras's name,
            `custom` for a function of the user's.
        below: activations that its input went through with nothing that learns between, the
            nearest first: `("softmax",)` for a sigmoid upon a softmax.
        units: width of the last axis.
        rank: of the output with the batch counted: 2 for (n_rows, n_labels).
        dtype: that it computes in: `float32`, `float16`, `bfloat16`.
        bias: `zeros` as it starts by default, `set` by an initializer or from weights, `none`.
        kind: class of the layer: `Dense`, `Activation`.
        place: where it is made; its `name` is the layer's.
    """

    activation: str | None = None
    below: tuple[str, ...] = ()
    units: int | None = None
    rank: int | None = None
    dtype: str | None = None
    bias: Bias | None = None
    kind: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Loss:
    """What the model is trained to lower; None is what is not known.

    Args:
        kind: Keras's name of the function: `binary_crossentropy`, `categorical_crossentropy`,
            `sparse_categorical_crossentropy`, `binary_focal_crossentropy`,
            `mean_squared_error` ...; `custom` for a function or class of the user's.
        from_logits: it applies the sigmoid or softmax itself.
        form: how it is handed to compile.
        spelled: as it is written.
        function: what a function of the user's does.
        place: where it is written.
    """

    kind: str | None = None
    from_logits: bool | None = False
    form: Form = "string"
    spelled: str = ""
    function: FunctionFacts | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Metric:
    """One entry of `metrics=` or `weighted_metrics=`.

    Args:
        kind: Keras's snake-case name: `accuracy` (the ambiguous word as a string; the class
            `Accuracy` as an object), `binary_accuracy`, `categorical_accuracy`,
            `sparse_categorical_accuracy`, `top_k_categorical_accuracy`, `auc`, `precision`,
            `recall`, `f1_score`, `fbeta_score`, `hamming_loss` (tfa) ...; `custom` for the
            user's own; None where unknown.
        form: how it is handed to compile.
        spelled: as it is written: `'accuracy'`, `AUC(curve="PR")`, `f1_m`.
        name: that it is logged by, without `val_`; None where unknown.
        library: whose it is: `keras`, `tfa`, `multihot`, `custom`.
        arguments: of the object's call.
        weighted: it stands in `weighted_metrics`.
        resolved: the class that live Keras made of a string: `categorical_accuracy`; empty
            where that has not happened yet or there is no live model.
        function: what a function of the user's does.
        place: where it is written.
    """

    kind: str | None
    form: Form = "object"
    spelled: str = ""
    name: str | None = None
    library: Literal["keras", "tfa", "multihot", "custom"] = "keras"
    arguments: Arguments = field(default_factory=Arguments)
    weighted: bool = False
    resolved: str = ""
    function: FunctionFacts | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Output:
    """One output of a model with what is asked of it.

    Args:
        head: the layer that gives it.
        loss: None where compile was not seen or it has no loss.
        metrics: in their order, weighted ones last.
        name: of the output; empty where there is one.
    """

    head: Head = Head()
    loss: Loss | None = None
    metrics: tuple[Metric, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Callback:
    """One callback of a fit.

    Args:
        kind: class: `ModelCheckpoint`, `EarlyStopping`, `ReduceLROnPlateau`,
            `LearningRateScheduler`, others; `custom` for the user's own.
        arguments: as given: `monitor`, `mode`, `save_best_only`, ...
        resets: a LearningRateScheduler says the rate without a look at the one before; None
            where unknown, and for all others.
        place: where it is made.
    """

    kind: str
    arguments: Arguments = field(default_factory=Arguments)
    resets: bool | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Weights:
    """`class_weight=` or `sample_weight=` of a fit.

    Args:
        form: `dict`, `list`, `array`, `string`; None where unknown.
        keys: of a dict; None where unknown.
        rank: of an array: 1 for a weight a row, 2 for one a cell; None where unknown.
        place: where it is handed over.
    """

    form: Literal["dict", "list", "array", "string"] | None = None
    keys: tuple[object, ...] | None = None
    rank: int | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Fit:
    """One call of `fit`; None is what is not known or not given.

    Args:
        targets: that it is given.
        class_weight: None where it is not given.
        sample_weight: None where it is not given.
        validation_split: share taken from the end of the rows; None where it is not given.
        validated: there are validation rows of any kind; None where unknown.
        validation_part: where they come from.
        shuffled: the rows were shuffled before `validation_split` cuts; None where unknown.
        callbacks: that are known.
        all_callbacks_known: False where there may be more.
        batch_size: rows a batch.
        place: of the call.
    """

    targets: TargetFacts | None = None
    class_weight: Weights | None = None
    sample_weight: Weights | None = None
    validation_split: float | None = None
    validated: bool | None = None
    validation_part: Part | None = None
    shuffled: bool | None = None
    callbacks: tuple[Callback, ...] = ()
    all_callbacks_known: bool = True
    batch_size: int | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Named:
    """A number that `evaluate` gives, under a name that the user gives it.

    Args:
        name: the variable that it is bound to, or the text that is printed before it.
        index: which number: 0 is the loss, the metrics of the output follow in their order.
        place: where it is named.
    """

    name: str
    index: int
    place: Place = NOWHERE


@dataclass(frozen=True)
class ModelFacts:
    """A model, from a live compiled one or from the text of a script.

    Args:
        outputs: one or more; empty where the end of the model is not known.
        compiled: compile was called.
        metrics_known: False where metrics may hold more than is known.
        fits: calls of fit.
        named: numbers that it gives, by the names that a script gives them.
        schedule: the optimizer's learning rate follows a schedule; None where unknown.
        keras: which Keras it is for; None where unknown.
        backend: `jax`, `tensorflow`, `torch`; empty where unknown.
        live: it is a Keras model in memory.
        place: where it is made; its `name` is the model's.
        compiling: where compile is called.
    """

    outputs: tuple[Output, ...] = ()
    compiled: bool = False
    metrics_known: bool = True
    fits: tuple[Fit, ...] = ()
    named: tuple[Named, ...] = ()
    schedule: bool | None = None
    keras: Keras | None = None
    backend: str = ""
    live: bool = False
    place: Place = NOWHERE
    compiling: Place = NOWHERE

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Those of every output."""
        return tuple(metric for output in self.outputs for metric in output.metrics)

    @property
    def only(self) -> Output | None:
        """The output, where there is just one: targets of several are told apart by nobody."""
        return self.outputs[0] if len(self.outputs) == 1 else None
