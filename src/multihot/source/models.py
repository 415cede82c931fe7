"""Keras models as a script makes them: layer by layer, by inputs and outputs, as classes."""

from __future__ import annotations

from dataclasses import replace

from multihot.facts import Head
from multihot.source.calls import Called, constant_of
from multihot.source.layers import activated, activation_named, apply, entry, merged, start
from multihot.source.names import last
from multihot.source.running import Frame
from multihot.source.values import (
    ANYTHING,
    Array,
    Made,
    Model,
    Object,
    Tensor,
    Thing,
    Value,
)

_UNKNOWN = (
    "keras.models.load_model",
    "keras.models.model_from_json",
    "keras.models.model_from_yaml",
    "keras.models.model_from_config",
)
_MERGING = {
    "keras.layers.concatenate": "Concatenate",
    "keras.backend.concatenate": "Concatenate",
    "tensorflow.concat": "Concatenate",
    "keras.ops.concatenate": "Concatenate",
    "keras.layers.add": "Add",
    "keras.layers.average": "Average",
    "keras.layers.multiply": "Multiply",
    "keras.layers.maximum": "Maximum",
}


def made_model(called: Called, name: str) -> Value | None:
    """A model, where a call of this name makes one."""
    frame = called.frame
    if name == "keras.Sequential":
        thing = new_model(frame, Model(place=called.place))
        return add_all(frame, thing, called.get("layers"))
    if name == "keras.Model":
        return new_model(frame, Model(_outputs(called), place=called.place))
    if name in _UNKNOWN:
        return new_model(frame, Model(place=called.place))
    if name == "keras.models.clone_model":
        model = frame.model(called.get("model", "0"))
        outputs = model.outputs if model else ()
        return new_model(frame, Model(outputs, place=called.place))
    if name.startswith("keras.applications.") and last(name)[:1].isupper():
        return new_model(frame, Model((_pretrained(called, name),), place=called.place), own=False)
    return None


def new_model(frame: Frame, model: Model, *, own: bool = True) -> Thing:
    """A thing that is this model; what others trained is none of the script's models."""
    thing = frame.run.hold(Object(model=model))
    frame.run.record.models.append(thing)
    if not own:
        frame.run.record.parts.add(thing.number)
    return thing


def add_all(frame: Frame, thing: Thing, layers: Value | None) -> Thing:
    """`Sequential([...])`."""
    items = frame.items(layers)
    if items is not None:
        for layer in items.values:
            add(frame, thing, layer)
        if not items.complete:
            _end_with(frame, thing, Head() if items.values else None)
    elif layers is not None and constant_of(layers) is not None:
        _end_with(frame, thing, None)
    return thing


def add(frame: Frame, thing: Thing, layer: Value) -> None:
    """`model.add(layer)`."""
    model = frame.model(thing)
    if model is None:
        return
    below = tuple(tensor.head for tensor in model.outputs)
    if not below and isinstance(layer, Made):
        below = (start(frame, layer),)
    if isinstance(layer, Made) and layer.name == "keras.Input":
        tensor = Tensor(start(frame, layer))
    else:
        tensor = through(frame, layer, below) or Tensor(Head())
    frame.put_model(thing, replace(model, outputs=(tensor,)))


def through(frame: Frame, layer: Value, below: tuple[Head, ...]) -> Tensor | None:
    """What a layer or a model that is used as a layer gives; None where it is neither."""
    if isinstance(layer, Tensor):
        return layer
    if isinstance(layer, Made):
        return apply(frame, layer, below)
    inner = frame.model(layer)
    if inner is None or not isinstance(layer, Thing):
        return None
    frame.run.record.parts.add(layer.number)
    return inner.outputs[0] if len(inner.outputs) == 1 else Tensor(Head())


def call_model(frame: Frame, thing: Thing) -> Value:
    """A model that is called on a tensor."""
    model = frame.model(thing)
    if model is None:
        return ANYTHING
    frame.run.record.parts.add(thing.number)
    return model.outputs[0] if len(model.outputs) == 1 else ANYTHING


def heads_of(frame: Frame, value: Value | None) -> tuple[Head, ...]:
    """The tensors that a layer is called on."""
    if isinstance(value, Tensor):
        return (value.head,)
    items = frame.items(value)
    if items is None:
        return (Head(),)
    heads = tuple(each.head if isinstance(each, Tensor) else Head() for each in items.values)
    return heads if items.complete else tuple(replace(head, units=None) for head in heads)


def of_tensors(called: Called, name: str) -> Value | None:
    """What a function of a library makes of tensors: `tf.nn.sigmoid(x)`."""
    frame = called.frame
    first = next(iter(called.named.values()), None)
    if first is None:
        return None
    if name in _MERGING:
        heads = heads_of(frame, first.value)
        return Tensor(merged(_MERGING[name], heads, called.place))
    if not isinstance(first.value, Tensor):
        return None
    if last(name) in ("cast", "identity", "convert_to_tensor"):
        return first.value
    activation = activation_named(name)
    known = activated(activation, first.value.head, "Activation", called.place)
    return Tensor(known if activation in _NAMED else Head(place=called.place))


_NAMED = frozenset(
    (
        "sigmoid",
        "softmax",
        "relu",
        "tanh",
        "linear",
        "hard_sigmoid",
        "softplus",
        "softsign",
        "elu",
        "gelu",
        "selu",
        "swish",
        "silu",
        "exponential",
        "log_softmax",
        "leaky_relu",
    )
)


def input_of(frame: Frame, made: Made) -> Tensor:
    """`Input(shape=(n,))`."""
    return Tensor(entry(frame, made))


def _outputs(called: Called) -> tuple[Tensor, ...]:
    frame = called.frame
    value = called.get("outputs", "output")
    if isinstance(value, Tensor):
        return (value,)
    items, pairs = frame.items(value), frame.pairs(value)
    if not all(held is None or held.complete for held in (items, pairs)):
        return _SEVERAL
    if pairs is not None:
        return tuple(_named(name, _tensor(each)) for name, each in pairs.values.items())
    return tuple(_tensor(each) for each in items.values) if items is not None else ()


# a list that a loop fills: nobody knows how many there are
_SEVERAL = (Tensor(Head()), Tensor(Head()))


def _tensor(value: Value) -> Tensor:
    return value if isinstance(value, Tensor) else Tensor(Head())


def _named(name: object, tensor: Tensor) -> Tensor:
    return Tensor(replace(tensor.head, place=replace(tensor.head.place, name=str(name))))


def _pretrained(called: Called, name: str) -> Tensor:
    top = called.constant("include_top", default=True)
    if top is True:
        activation = called.constant("classifier_activation", "softmax")
        units = called.constant("classes", 1000)
        return Tensor(
            Head(
                activation if isinstance(activation, str) else None,
                units=units if isinstance(units, int) else None,
                rank=2,
                kind=last(name),
                place=called.place,
            )
        )
    pooled = called.constant("pooling") in ("avg", "max")
    flat = 2 if pooled else 4
    return Tensor(Head(rank=flat if top is False else None, kind=last(name), place=called.place))


def _end_with(frame: Frame, thing: Thing, head: Head | None) -> None:
    """Layers that are not known may follow."""
    model = frame.model(thing)
    if model is not None:
        outputs = model.outputs if head is not None else ()
        frame.put_model(thing, replace(model, outputs=outputs))


def predicted(frame: Frame, model: Model, inputs: Array) -> Array:
    """What `predict` gives: scores of the rows of what goes in."""
    targets = model.targets
    head = model.outputs[0].head if len(model.outputs) == 1 else Head()
    kind, why = (targets.kind, targets.why) if targets else (None, "")
    several = head.activation == "sigmoid" and (head.units or 0) > 2  # noqa: PLR2004
    if kind is None and several:
        kind, why = "multi-hot", f"scores of a sigmoid head with {head.units} units"
    number = frame.run.number()
    return replace(
        inputs,
        role="scores",
        kind=kind,
        why=why or "given by predict",
        argmax=None,
        single=False,
        n_labels=head.units,
        source=number,
        swept=inputs.swept or model.swept,
    )
