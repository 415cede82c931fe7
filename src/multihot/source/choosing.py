"""The best so far of a loop: what it is judged by, and what is kept of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from multihot.facts.scripts import Choice, Keeps
from multihot.source.calls import written
from multihot.source.measuring import evident_part
from multihot.source.running import Frame
from multihot.source.uses import is_swept

_ORDERS = (ast.Gt, ast.GtE, ast.Lt, ast.LtE)
_READ = (ast.Name, ast.Attribute, ast.Subscript)
_OVER_FOLDS = re.compile(r"fold|split|(\b|_)s?kf\b|(\b|_)cv\b", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MODELS = frozenset(
    {"model", "net", "network", "weights", "state", "params", "parameters", "hyperparameters"}
    | {"hyperparams", "config", "clf", "classifier", "estimator", "settings"}
)
_OTHERS = frozenset({"name", "path", "file", "filename", "idx", "index", "id", "number", "title"})
_THRESHOLDS = frozenset({"threshold", "thresholds", "thresh", "thr", "cutoff", "tau"})
_SAVING = frozenset(
    {"save", "save_weights", "save_model", "save_pretrained", "get_weights", "state_dict", "dump"}
)
_NO_MODELS = frozenset({"np", "numpy", "plt", "fig", "json", "yaml", "df", "pd", "writer"})


def note_choice(frame: Frame, node: ast.If) -> None:
    """`if f1 > best: best = f1; best_model = model`, in a loop or at the end of each epoch."""
    run = frame.run
    each_epoch = any(getattr(each, "name", "") == "on_epoch_end" for each in run.calling)
    over_folds = any(_OVER_FOLDS.search(turn.heading) for turn in run.turns)
    if over_folds or not (run.turns or each_epoch):
        return
    number = next((new for new, best in _compared(node.test) if _is_kept(node, new, best)), None)
    part = evident_part(frame, number) if number is not None else None
    keeps = _keeps(frame, node, number) if number is not None and part else None
    if number is not None and keeps:
        choice = Choice(written(frame, number), part, keeps, frame.at(node.test))
        run.record.choices.append(choice)


def _compared(test: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Both sides of a comparison, either of which may be the best so far."""
    if isinstance(test, ast.BoolOp):
        for each in test.values:
            yield from _compared(each)
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], _ORDERS):
        left, right = test.left, test.comparators[0]
        if isinstance(left, _READ) and isinstance(right, _READ):
            yield from ((left, right), (right, left))


def _is_kept(node: ast.If, new: ast.expr, best: ast.expr) -> bool:
    """The number becomes the best so far."""
    name, value = ast.unparse(best), ast.unparse(new)
    return any(
        ast.unparse(target) == name and ast.unparse(given) == value
        for target, given in _assigned(node.body)
    )


def _assigned(body: list[ast.stmt]) -> Iterator[tuple[ast.expr, ast.expr]]:
    for statement in body:
        if not isinstance(statement, ast.Assign):
            continue
        for target in statement.targets:
            pair = (target, statement.value)
            if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
                yield from zip(target.elts, statement.value.elts, strict=False)
            else:
                yield pair


def _keeps(frame: Frame, node: ast.If, number: ast.expr) -> Keeps | None:
    """What is kept besides the number; None where that is nothing, or no setting."""
    pairs = [(target, given) for target, given in _assigned(node.body) if _may_be_kept(given)]
    others = [pair for pair in pairs if ast.unparse(pair[1]) != ast.unparse(number)]
    if _tries_thresholds(frame) or any(_words(target) & _THRESHOLDS for target, _ in others):
        return "threshold"
    if _saves(node) or any(_is_of_model(target, given) for target, given in others):
        return "model"
    settings = [given for _, given in others if isinstance(given, ast.Name)]
    return "setting" if any(is_swept(frame, frame.evaluate(each)) for each in settings) else None


def _may_be_kept(given: ast.expr) -> bool:
    return not isinstance(given, ast.Constant | ast.JoinedStr)


def _tries_thresholds(frame: Frame) -> bool:
    """Scores are cut at what the innermost loop runs over."""
    turns, cuts = frame.run.turns, frame.run.record.cuts
    return bool(turns) and any(cut.swept for cut, _ in cuts[turns[-1].n_cuts :])


def _is_of_model(target: ast.expr, given: ast.expr) -> bool:
    """`best_model = model`, and not `best_model = name`."""
    words = _words(target)
    return bool(words & _MODELS) and not (words | _words(given)) & _OTHERS


def _words(node: ast.expr) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORDS.findall(ast.unparse(node)))


def _saves(node: ast.If) -> bool:
    calls = [each for statement in node.body for each in ast.walk(statement)]
    return any(_is_saving(each.func) for each in calls if isinstance(each, ast.Call))


def _is_saving(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in ("save_model", "dump")
    if not isinstance(function, ast.Attribute) or function.attr not in _SAVING:
        return False
    return ast.unparse(function.value).partition(".")[0] not in _NO_MODELS
