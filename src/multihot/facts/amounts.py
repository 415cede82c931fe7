"""Whether what a metric function computes is of a cell, of a row, or of the whole batch."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from enum import IntEnum
from typing import TypeAlias

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

_SUMS = frozenset({"sum", "reduce_sum", "mean", "reduce_mean", "average", "count_nonzero"})
_DIVISIONS = frozenset(
    {"divide", "divide_no_nan", "div", "div_no_nan", "truediv", "true_divide", "realdiv"}
)
# what does not depend on the values of its argument
_SHAPES = frozenset({"shape", "int_shape", "size", "ndim", "rank", "len"}) | frozenset(
    {"ones_like", "zeros_like", "ones", "zeros"}
)
# functions of scikit-learn that a batch is handed to
_RATIOS = frozenset(
    {
        "f1_score",
        "fbeta_score",
        "precision_score",
        "recall_score",
        "jaccard_score",
        "matthews_corrcoef",
        "roc_auc_score",
        "average_precision_score",
    }
)
_CALLERS = frozenset({"py_function", "numpy_function", "py_func", "pure_callback"})


class Amount(IntEnum):
    """What a value is of; what is made of two is of the greater."""

    CONSTANT = 0
    CELL = 1
    ROW = 2
    TOTAL = 3
    RATIO = 4


Told: TypeAlias = tuple[Amount, ast.AST | None]
_Asked: TypeAlias = tuple[Function, tuple[Amount, ...]]
_CONSTANT: Told = (Amount.CONSTANT, None)
_TARGETS_AND_SCORES = 2
_DEEPEST = 8  # calls within calls


def amount_of(definition: Function, others: Mapping[str, Function]) -> Told:
    """What the function returns, and for a ratio of totals the division that makes it one."""
    parameters = [*definition.args.posonlyargs, *definition.args.args]
    cells: list[Told] = [(Amount.CELL, None) for _ in parameters[:_TARGETS_AND_SCORES]]
    return _Reading(others, {}).returned(definition, cells)


class _Reading:
    """One walk through a function, statement by statement."""

    def __init__(
        self, others: Mapping[str, Function], told: dict[_Asked, Amount], depth: int = 0
    ) -> None:
        self.others = dict(others)
        self.told = told
        self.depth = depth
        self.known: dict[str, Told] = {}
        self.results: list[Told] = [_CONSTANT]

    def returned(self, definition: Function, given: list[Told]) -> Told:
        """What comes back where parameters are as given."""
        parameters = [*definition.args.posonlyargs, *definition.args.args]
        self.known = {each.arg: its for each, its in zip(parameters, given, strict=False)}
        if isinstance(definition, ast.Lambda):
            return self.of(definition.body)
        for statement in definition.body:
            self.run(statement)
        return _greatest(self.results)

    def run(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Return(value=ast.expr() as value):
                self.results.append(self.of(value))
            case ast.FunctionDef(name=name):
                self.others[name] = statement
            case ast.AugAssign(target=ast.Name(id=name), op=op, value=value):
                whole = ast.BinOp(ast.Name(name, ast.Load()), op, value)
                self.known[name] = self.of(ast.copy_location(whole, statement))
            case ast.Expr(value=ast.Call(func=ast.Attribute(ast.Name(id=name), "append")) as call):
                self.known[name] = self.of(call)
            case _:
                self.run_within(statement)

    def run_within(self, statement: ast.stmt) -> None:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        value = getattr(statement, "value", None)
        if isinstance(statement, ast.Assign | ast.AnnAssign) and value:
            for target in targets:
                self.bind(target, value)
        for inner in ast.iter_child_nodes(statement):
            if isinstance(inner, ast.stmt):
                self.run(inner)

    def bind(self, target: ast.expr, value: ast.expr) -> None:
        match target, value:
            case ast.Name(id=name), ast.Lambda():
                self.others[name] = value
            case ast.Name(id=name), _:
                self.known[name] = self.of(value)
            case ast.Tuple(elts=names), ast.Tuple(elts=values) if len(names) == len(values):
                for each, its in zip(names, values, strict=True):
                    self.bind(each, its)
            case ast.Tuple(elts=names), _:
                for each in names:
                    self.bind(each, value)

    def of(self, node: ast.expr) -> Told:
        match node:
            case ast.Name(id=name):
                return self.known.get(name, _CONSTANT)
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return _quotient(self.of(left), self.of(right), node)
            case ast.Call(func=ast.Name(id=name)) if name in self.others:
                return self.of_own(node, self.others[name])
            case ast.Call():
                return self.of_call(node)
        if isinstance(node, ast.Lambda) or getattr(node, "attr", "") in _SHAPES:
            return _CONSTANT
        children = (child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))
        return _greatest([self.of(child) for child in children])

    def of_call(self, call: ast.Call) -> Told:
        name = _called(call)
        subject = self.of(call.func.value) if isinstance(call.func, ast.Attribute) else _CONSTANT
        given = self.of_arguments(call)
        if name in _RATIOS or (name in _CALLERS and _hands_on(call)):
            return (Amount.CONSTANT if _of_rows(call) else Amount.RATIO, call)
        if name in _SHAPES:
            return _CONSTANT
        if name in _DIVISIONS and len(given) > 1:
            return _quotient(given[0], given[1], call)
        whole = _greatest([subject, *given])
        method = subject[0] is not Amount.CONSTANT
        return _summed(whole, call, method=method) if name in _SUMS else whole

    def of_arguments(self, call: ast.Call) -> list[Told]:
        return [self.of(each) for each in (*call.args, *(its.value for its in call.keywords))]

    def of_own(self, call: ast.Call, definition: Function) -> Told:
        """A call of another function of the file; a recursive one tells nothing."""
        given = self.of_arguments(call)
        asked = (definition, tuple(amount for amount, _ in given))
        if asked not in self.told and self.depth < _DEEPEST:
            self.told[asked] = Amount.CONSTANT
            reading = _Reading(self.others, self.told, self.depth + 1)
            self.told[asked], _ = reading.returned(definition, given)
        return self.told.get(asked, Amount.CONSTANT), call


def _amount(told: Told) -> Amount:
    return told[0]


def _greatest(told: list[Told]) -> Told:
    return max(told, key=_amount, default=_CONSTANT)


def _quotient(above: Told, below: Told, node: ast.AST) -> Told:
    if Amount.RATIO in (above[0], below[0]) or below[0] is Amount.TOTAL:
        return Amount.RATIO, node
    return max(above, below, key=_amount)


def _summed(whole: Told, call: ast.Call, *, method: bool) -> Told:
    """A sum over rows is a total; one along another axis is a number a row."""
    if whole[0] in (Amount.CONSTANT, Amount.TOTAL, Amount.RATIO):
        return whole
    return (Amount.TOTAL if _over_rows(call, method=method) else Amount.ROW), call


def _over_rows(call: ast.Call, *, method: bool) -> bool:
    by_name = [each.value for each in call.keywords if each.arg in ("axis", "dim")]
    by_position = call.args[0 if method else 1 :][:1]
    for axis in (*by_name, *by_position):
        try:
            value = ast.literal_eval(axis)
        except ValueError:
            return False
        return value is None or value == 0 or (isinstance(value, list | tuple) and 0 in value)
    return True


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _hands_on(call: ast.Call) -> bool:
    """`tf.py_function(roc_auc_score, (y_true, y_pred), tf.double)`."""
    functions = [*call.args[:1], *(each.value for each in call.keywords)]
    names = {getattr(function, "attr", getattr(function, "id", "")) for function in functions}
    return bool(names & _RATIOS)


def _of_rows(call: ast.Call) -> bool:
    """The mean over rows of a number a row is right in batches."""
    values = {each.arg: each.value for each in call.keywords}
    average = values.get("average")
    return isinstance(average, ast.Constant) and average.value == "samples"
