"""What functions of NumPy, TensorFlow and scikit-learn make of arrays."""

from __future__ import annotations

from dataclasses import replace

from multihot.source import splits, targets
from multihot.source.calls import Called, constant_of
from multihot.source.cuts import argmax_of, cut, decided
from multihot.source.targets import array_of
from multihot.source.values import ANYTHING, Array, Constant, Items, Object, Value


def same(called: Called) -> Value:
    """The first argument, converted."""
    first = next(iter(called.named.values()), None)
    if first is None:
        return ANYTHING
    array = array_of(called.frame, first.value)
    return first.value if array is None else array


def stacked(called: Called) -> Value:
    """Arrays one below the other."""
    first = next(iter(called.named.values()), None)
    items = called.frame.items(first.value) if first else None
    arrays = [array_of(called.frame, each) for each in items.values] if items else []
    known = [each for each in arrays if each is not None]
    sideways = constant_of(called.get("axis") or Constant(0)) != 0
    if not known or len(known) != len(arrays) or sideways:
        return ANYTHING
    same = len({each.kind for each in known}) == len({each.role for each in known}) == 1
    rows = called.frame.run.number()
    kept = known[0] if same and items and items.complete else Array()
    parts = {each.part for each in known}
    part = parts.pop() if len(parts) == 1 else None
    mixed = None if len(known) == 1 or True in {each.mixed for each in known} else False
    return replace(kept, part=part, rows=rows, source=rows, n_rows=None, mixed=mixed)


def argmax(called: Called) -> Value:
    """The class with the highest score of each row."""
    given = called.named.get("a") or next(iter(called.named.values()), None)
    array = array_of(called.frame, given.value) if given else None
    return ANYTHING if called.constant("axis", -1) == 0 else argmax_of(called.frame, array)


def rounded(called: Called) -> Value:
    """Scores cut at .5, by rounding."""
    first = next(iter(called.named.values()), None)
    array = array_of(called.frame, first.value) if first else None
    return ANYTHING if array is None else decided(array)


def where(called: Called) -> Value:
    """`np.where(scores > t, 1, 0)`."""
    condition = called.get("condition", "0")
    chosen = {constant_of(called.get(name)) for name in ("x", "y")}
    array = array_of(called.frame, condition)
    return array if array is not None and chosen == {0, 1} else ANYTHING


def greater(called: Called) -> Value:
    """`tf.greater(scores, t)`."""
    given = list(called.named.values())[:2]
    array = array_of(called.frame, given[0].value) if given else None
    if array is None or len(given) < 2:  # noqa: PLR2004 -- scores and a threshold
        return ANYTHING
    return cut(called.frame, called.node, array, given[0].node, given[1].value)


def read_rows(called: Called) -> Value:
    """Rows of a file; nobody knows whether its order means anything."""
    rows = called.frame.run.number()
    return Array(rows=rows, source=rows, place=called.place)


def shuffled_in_place(called: Called) -> Value:
    """`np.random.shuffle(order)`: what comes behind it may be in another order."""
    called.frame.run.record.shuffles = True
    return ANYTHING


def shuffled(called: Called) -> Value:
    """`x, y = shuffle(x, y)`."""
    called.frame.run.record.shuffles = True
    return splits.shuffled_together(called)


def bundle(called: Called) -> Value:
    """A data set with `.data` and `.target`; a pair with `return_X_y=True`."""
    pair = targets.known_pair("integer", called_name(called))(called)
    if called.constant("return_X_y", default=False) is True or not isinstance(pair, Items):
        return pair
    return called.frame.run.hold(_object(pair))


def _object(pair: Items) -> Object:
    return Object(attributes=dict(zip(("data", "target"), pair.values, strict=True)))


def called_name(called: Called) -> str:
    """The last word of what is called, as the script writes it."""
    function = called.node.func
    return str(getattr(function, "attr", getattr(function, "id", "")) or "a library")


def weights(called: Called) -> Value:
    """Weights of classes, or of rows."""
    return Array(role="weights", rank=1, single=True, place=called.place)


def random_cells(called: Called) -> Value:
    """`np.random.rand(n, L)`: cut at a number, they are random 0s and 1s."""
    given = called.named.get("size") or called.named.get("0")
    shape = called.frame.items(given.value) if given else None
    lengths = shape.values if shape else [each.value for each in called.named.values()]
    width = constant_of(lengths[1]) if len(lengths) == 2 else None  # noqa: PLR2004
    rows = called.frame.run.number()
    return Array(
        why="random numbers",
        rank=len(lengths),
        n_labels=width if isinstance(width, int) else None,
        mixed=True,
        rows=rows,
        source=rows,
        place=called.place,
    )


def filled(called: Called) -> Value:
    """`np.ones((n, L))`: rows of which only the shape is known."""
    first = next(iter(called.named.values()), None)
    shape = called.frame.items(first.value) if first else None
    rank = len(shape.values) if shape and shape.complete else None
    rows = called.frame.run.number()
    return Array(rank=rank, rows=rows, source=rows, place=called.place)


def multilabel(called: Called) -> Value:
    """Made-up rows with several labels."""
    return targets.known_pair("multi-hot", "make_multilabel_classification")(called)


def of_skmultilearn(called: Called) -> Value:
    """Inputs, targets, and the names of both."""
    pair = targets.known_pair("multi-hot", "skmultilearn's load_dataset")(called)
    return Items((*pair.values, ANYTHING, ANYTHING)) if isinstance(pair, Items) else pair
