"""How facts about heads, targets and weights are put in words and in code."""

from __future__ import annotations

from multihot.facts import NOWHERE, Head, Keras, Output, Place, TargetFacts

_ALONE = frozenset({"Activation", "Softmax", "ReLU"})


def subject_of(output: Output) -> str:
    """The head by its name; where it has none, by what it is."""
    return output.head.place.name or output.name or "head"


def code_name(place: Place) -> str:
    """What targets are called in code to paste: as in the user's, where that is a name.

    >>> code_name(Place(name="y_val")), code_name(Place(name="first batch"))
    ('y_val', 'y_train')
    """
    return place.name if place.name.isidentifier() else "y_train"


def several_labels(targets: TargetFacts) -> str:
    """That rows carry several labels, in numbers where they were counted.

    >>> several_labels(TargetFacts("multi-hot", why="made by MultiLabelBinarizer on line 12"))
    'targets are multi-hot (made by MultiLabelBinarizer on line 12)'
    """
    numbers = targets.numbers
    if numbers is not None and numbers.n_several:
        return f"{numbers.n_several:,} of {sum(numbers.row_sums):,} rows carry two labels or more"
    return f"targets are multi-hot{_because(targets)}"


def one_label(targets: TargetFacts) -> str:
    """That each row carries just one label.

    >>> one_label(TargetFacts("one-hot", why="made by to_categorical on line 9", n_labels=4))
    'each row has exactly one of 4 classes (made by to_categorical on line 9)'
    """
    classes = f"{targets.n_labels:,} classes" if targets.n_labels else "the classes"
    n_rows = targets.numbers.row_sums[1:2] if targets.numbers else ()
    rows = f"each of {n_rows[0]:,} rows" if n_rows else "each row"
    return f"{rows} has exactly one of {classes}{'' if n_rows else _because(targets)}"


def _because(targets: TargetFacts) -> str:
    return f" ({targets.why})" if targets.why else ""


def head_code(head: Head, activation: str, *, units: int | None = None, more: str = "") -> str:
    """The head with another activation, as the user makes it.

    >>> head_code(Head("softmax", units=416, kind="Dense"), "sigmoid")
    'Dense(416, activation="sigmoid")'
    >>> head_code(Head("softmax", units=416, kind="Activation"), "sigmoid", more='dtype="float32"')
    'Activation("sigmoid", dtype="float32")'
    """
    tail = f", {more}" if more else ""
    if head.kind in _ALONE:
        return f'Activation("{activation}"{tail})'
    return f'Dense({units or head.units or "n_labels"}, activation="{activation}"{tail})'


def compile_code(loss: str) -> str:
    """A compile with that loss.

    >>> compile_code("binary_crossentropy")
    'model.compile(..., loss="binary_crossentropy")'
    """
    return f'model.compile(..., loss="{loss}")'


def loss_code(kind: str, keras: Keras | None, *, from_logits: bool = False) -> str:
    """A compile with a loss object, by the path that the user imports it from.

    >>> loss_code("binary_crossentropy", Keras("tf.keras"), from_logits=True)
    'model.compile(..., loss=tf.keras.losses.BinaryCrossentropy(from_logits=True))'
    """
    loss_class = "".join(word.title() for word in kind.split("_"))
    told = "from_logits=True" if from_logits else ""
    return f"model.compile(..., loss={flavour_of(keras)}.losses.{loss_class}({told}))"


def flavour_of(keras: Keras | None) -> str:
    """The package that the user imports: `keras` or `tf.keras`."""
    return keras.flavour if keras else "keras"


def label_weights_code(keras: Keras | None, targets: TargetFacts | None = None) -> str:
    """A loss that weighs the positives of each label by themselves, in any Keras."""
    called = code_name(targets.place if targets else NOWHERE)
    return f"""\
positives = {called}.sum(axis=0)
weights = ((len({called}) - positives) / positives).astype("float32")

def weighted_crossentropy(y_true, y_pred):
    cells = {flavour_of(keras)}.losses.binary_crossentropy(y_true[..., None], y_pred[..., None])
    return cells * (1 + y_true * (weights - 1))

model.compile(..., loss=weighted_crossentropy)"""
