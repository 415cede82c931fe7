"""What a metric that is a plain function does, read from its syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from multihot.facts.amounts import Amount, Function, amount_of
from multihot.facts.places import NOWHERE, Place

_RATES = frozenset({"lr", "learning_rate", "optimizer"})


@dataclass(frozen=True)
class FunctionFacts:
    """A function that a model is given as a metric or a loss.

    Args:
        name: of the function.
        ratio_of_sums: it divides sums over the batch, so what is logged is a mean of ratios
            (`K.sum(...) / (K.sum(...) + K.epsilon())`); where.
        ignores_targets: it overwrites its targets with ones (`y_true = K.ones_like(y_true)`);
            where.
        place: of its `def`.
    """

    name: str
    ratio_of_sums: Place | None = None
    ignores_targets: Place | None = None
    place: Place = NOWHERE


def function_facts(
    definition: Function,
    place_of: Callable[[ast.AST], Place],
    others: Mapping[str, Function] = MappingProxyType({}),
) -> FunctionFacts:
    """Whether a function divides sums over the batch, and whether it looks at its targets.

    A ratio a row, averaged over rows, is right in batches and is not meant.

    Args:
        definition: `def` or `lambda`; its first parameter takes the targets.
        place_of: where a piece of the syntax tree stands.
        others: definitions of the same file by name, for functions that call each other.

    >>> tree = ast.parse("def recall(y, p): return K.sum(y * p) / (K.sum(y) + K.epsilon())")
    >>> facts = function_facts(tree.body[0], lambda node: Place(line=1, column=node.col_offset + 1))
    >>> facts.name, str(facts.ratio_of_sums), facts.ignores_targets
    ('recall', '1:26', None)
    """
    amount, node = amount_of(definition, others)
    ratio = node if amount is Amount.RATIO else None
    ignoring = _ignoring(definition, others, seen=set())
    return FunctionFacts(
        name=getattr(definition, "name", "lambda"),
        ratio_of_sums=place_of(ratio) if ratio else None,
        ignores_targets=place_of(ignoring) if ignoring else None,
        place=place_of(definition),
    )


def asks_for_rate(definition: Function, *, method: bool = False) -> bool:
    """A schedule of LearningRateScheduler builds upon the learning rate that is set.

    Args:
        definition: it takes the epoch and, where it wants to, the rate.
        method: its first parameter is the object.

    >>> schedules = "lambda epoch: 0.1 / epoch", "lambda epoch, lr: lr * 0.9"
    >>> [asks_for_rate(ast.parse(each, mode="eval").body) for each in schedules]
    [False, True]
    """
    parameters = [*definition.args.posonlyargs, *definition.args.args][int(method) :]
    rates = {each.arg for each in parameters[1:]}
    rates |= {each.arg for each in (definition.args.vararg, definition.args.kwarg) if each}
    return any(
        (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in rates)
        or (isinstance(node, ast.Attribute) and node.attr in _RATES)
        for node in ast.walk(definition)
    )


def _ignoring(
    definition: Function, others: Mapping[str, Function], seen: set[Function]
) -> ast.AST | None:
    """The line that replaces the targets by ones, or the call of a function that has one."""
    seen.add(definition)
    parameters = [*definition.args.posonlyargs, *definition.args.args]
    for node in ast.walk(definition):
        if parameters and _makes_ones(node, parameters[0].arg):
            return node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called = others.get(node.func.id)
            if called and called not in seen and _ignoring(called, others, seen):
                return node
    return None


def _makes_ones(node: ast.AST, targets: str) -> bool:
    """`y_true = K.ones_like(y_true)`."""
    match node:
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.Call(func=ast.Attribute(attr="ones_like"), args=[ast.Name(id=of), *_]),
        ):
            return name == of == targets
    return False
