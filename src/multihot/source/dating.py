"""What the names in a script say about its Keras: its imports, and what came or went."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from multihot.facts import NOWHERE, Place
from multihot.facts.generations import Flavour
from multihot.source.ranges import Versions
from multihot.source.scripts import PlaceOf, Script

_KERAS_1 = Versions((1, 1), (1, 2))
_TENSORFLOW_1 = Versions((1, 13), (1, 15))
_KERAS_3: dict[Flavour, Versions] = {
    "keras": Versions(low=(3, 0)),
    "tf.keras": Versions(low=(2, 16)),
}
# of two imported Kerases, the models are of the one that these are of
_MODELS = frozenset({"Functional", "Input", "Model", "Sequential", "models"})
_ONE, _MANY = 1, 100
# arguments of Keras 1, and what Keras 2 called them
_OF_KERAS_1 = frozenset({"border_mode", "nb_epoch", "nb_filter", "nb_row", "nb_val_samples"})
_OF_KERAS_2 = frozenset({"epochs", "filters", "kernel_size", "padding", "validation_steps"})
_OF_TENSORFLOW_1 = frozenset(
    {"ConfigProto", "InteractiveSession", "Session", "contrib", "placeholder"}
)
# without one of these in the text, and with one Keras, the imports say it all
_HINT = re.compile(
    "|".join(("TF_USE_LEGACY_KERAS", "set_image_dim", r"\bops\b", *_OF_KERAS_1, *_OF_TENSORFLOW_1))
)
_BLOCKS = ("finalbody", "orelse", "handlers", "cases", "body")  # the last is seen first


@dataclass
class Names:
    """What was seen on the way through the trees.

    Args:
        kerases: how often each was met, those that models are of far more.
        places: where each was first imported.
        tensorflow: names that TensorFlow is imported under.
        legacy: Keras 2 beside a newer one: `tf_keras`, TF_USE_LEGACY_KERAS.
        of_keras_1: arguments or functions that are called otherwise since Keras 2.
        of_keras_2: those that are called so since Keras 2.
        of_keras_3: `keras.ops`.
        of_tensorflow_1: `tf.Session`, `tf.placeholder`.
    """

    kerases: Counter[Flavour] = field(default_factory=Counter)
    places: dict[Flavour, Place] = field(default_factory=dict)
    tensorflow: set[str] = field(default_factory=set)
    legacy: bool = False
    of_keras_1: bool = False
    of_keras_2: bool = False
    of_keras_3: bool = False
    of_tensorflow_1: bool = False

    @property
    def flavour(self) -> Flavour | None:
        """The Keras that the models are of; None where none is imported."""
        if self.kerases:
            return self.kerases.most_common(1)[0][0]
        return "tf.keras" if self.tensorflow else None

    @property
    def place(self) -> Place:
        """Where that is imported."""
        return self.places.get(self.flavour or "keras", NOWHERE)

    def versions(self, flavour: Flavour) -> Versions:
        """Those that know all these names."""
        if self.of_keras_3:
            return _KERAS_3[flavour]
        if flavour == "keras":
            return _KERAS_1 if self.of_keras_1 and not self.of_keras_2 else Versions()
        return _TENSORFLOW_1 if self.of_tensorflow_1 else Versions()


Looks: TypeAlias = Mapping[type[ast.AST], Callable[..., Iterator[tuple[Flavour, int]]]]


def names_of(script: Script) -> Names:
    """What the names in a script say, of all its cells."""
    names = Names()
    for cell in script.cells:
        _look(names, statements(cell.tree), _IMPORTS, script.place_of(cell))
    mixed = names.tensorflow and "keras" in names.kerases
    for cell in script.cells:
        if mixed or _HINT.search("\n".join(cell.lines)):
            _look(names, ast.walk(cell.tree), _USES, script.place_of(cell))
    return names


def statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Every statement in the order of the text, those within others, too."""
    waiting: list[ast.AST] = [*reversed(tree.body)]
    while waiting:
        node = waiting.pop()
        yield node
        for field_name in _BLOCKS:
            waiting += getattr(node, field_name, ())[::-1]


def _look(names: Names, nodes: Iterable[ast.AST], looks: Looks, place_of: PlaceOf) -> None:
    for node in nodes:
        look = looks.get(type(node))
        for flavour, weight in look(names, node) if look else ():
            names.kerases[flavour] += weight
            names.places.setdefault(flavour, place_of(node))


def _look_at_import(names: Names, node: ast.Import) -> Iterator[tuple[Flavour, int]]:
    for alias in node.names:
        if alias.name == "tensorflow":
            names.tensorflow.add(alias.asname or alias.name)
        yield from _of_module(names, alias.name)


def _look_at_from(names: Names, node: ast.ImportFrom) -> Iterator[tuple[Flavour, int]]:
    if node.module is None or node.level:
        return
    taken = {alias.name for alias in node.names}
    for alias in taken:
        names.of_keras_3 |= f"{node.module}.{alias}" in ("keras.ops", "tensorflow.keras.ops")
    modules = {f"tensorflow.{name}" for name in taken} if node.module == "tensorflow" else ()
    for module in modules or (node.module,):
        for flavour, _ in _of_module(names, module):
            yield flavour, _MANY if taken & _MODELS else _ONE


def _of_module(names: Names, module: str) -> Iterator[tuple[Flavour, int]]:
    top, _, below = module.partition(".")
    names.legacy |= top == "tf_keras"
    names.of_keras_3 |= top == "keras_core" or module == "keras.ops"
    if top in ("keras", "tf_keras", "keras_core"):
        yield "keras", _MANY if below == "models" else _ONE
    elif top == "tensorflow" and "keras" in below.split("."):
        yield "tf.keras", _ONE


def _look_at_attribute(names: Names, node: ast.Attribute) -> Iterator[tuple[Flavour, int]]:
    names.of_keras_1 |= node.attr == "set_image_dim_ordering"
    value = node.value
    if isinstance(value, ast.Name):
        names.of_keras_3 |= (value.id, node.attr) == ("keras", "ops")
        if value.id in names.tensorflow:
            names.of_tensorflow_1 |= node.attr in _OF_TENSORFLOW_1
            if node.attr == "keras":
                yield "tf.keras", _ONE
    elif node.attr in _MODELS and isinstance(value, ast.Attribute) and value.attr == "keras":
        yield "tf.keras", _MANY


def _look_at_call(names: Names, node: ast.Call) -> Iterator[tuple[Flavour, int]]:
    given = {keyword.arg for keyword in node.keywords}
    names.of_keras_1 |= bool(given & _OF_KERAS_1)
    names.of_keras_2 |= bool(given & _OF_KERAS_2)
    yield from ()


def _look_at_constant(names: Names, node: ast.Constant) -> Iterator[tuple[Flavour, int]]:
    names.legacy |= node.value == "TF_USE_LEGACY_KERAS"
    yield from ()


_IMPORTS: Looks = {ast.Import: _look_at_import, ast.ImportFrom: _look_at_from}
_USES: Looks = {
    ast.Attribute: _look_at_attribute,
    ast.Call: _look_at_call,
    ast.Constant: _look_at_constant,
}
