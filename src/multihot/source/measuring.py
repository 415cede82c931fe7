"""Numbers that say how good a model is: the rows that they are of, and the names they are given."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from multihot.facts import Place
from multihot.facts.models import Named, Part
from multihot.source.calls import Called, Given
from multihot.source.names import last
from multihot.source.recording import Compilation
from multihot.source.running import Frame
from multihot.source.uses import is_swept, taken_by
from multihot.source.values import (
    ANYTHING,
    Anything,
    Constant,
    Evaluation,
    Measured,
    Model,
    Value,
)

EVALUATING = ("evaluate", "evaluate_generator", "test_on_batch")
_SINGLE = re.compile(r"_score$|_loss$|^matthews_corrcoef$")
_SEPARATORS = re.compile(r"[,;|/\n]")


def evaluated(called: Called, model: Model, *, subclassed: bool) -> Value:
    """What `evaluate` gives: the loss, and the metrics in the order of compile."""
    if called.constant("return_dict", default=False) is not False:
        return ANYTHING
    numbers = tuple(model.compilations)
    number = numbers[0] if len(numbers) == 1 and not subclassed else 0
    compilation = called.frame.run.record.compilations.get(number)
    count = _count(compilation)
    part = part_of(called)
    if count == 1:
        return Measured(part, number, 0)
    return Evaluation(part, number if count else 0, count)


def scored(called: Called, name: str) -> Value | None:
    """What a metric of scikit-learn gives; None for other functions, and for curves."""
    if not name.startswith("sklearn.metrics.") or not _SINGLE.search(last(name)):
        return None
    swept = any(is_swept(called.frame, each.value) for each in called.named.values())
    return Measured(part_of(called), swept=swept)


def part_of(called: Called) -> Part | None:
    """The part that all rows of a call come from, as far as they say it."""
    taken = (taken_by(called.frame, given) for given in called.named.values())
    parts = {each.operand.part for each in taken if each is not None} - {None}
    return parts.pop() if len(parts) == 1 else None


def evident_part(frame: Frame, node: ast.expr) -> Part | None:
    """The part whose rows gave a number that is read here."""
    value = frame.evaluate(node)
    return value.part if isinstance(value, Measured) else None


def unpacked(value: Evaluation, n_targets: int) -> tuple[Value, ...]:
    """Its numbers one by one; nobody knows which they are where they are not so many."""
    known = value.compilation if value.count == n_targets else 0
    return tuple(Measured(value.part, known, index) for index in range(n_targets))


def number_at(value: Evaluation, index: object) -> Value:
    """The number at this place of what `evaluate` gives."""
    if not isinstance(index, int) or not -value.count <= index < (value.count or 100):
        return ANYTHING
    place = index if index >= 0 else value.count + index
    return Measured(value.part, value.compilation, place)


def combined(left: Value, right: Value, *, scaled: bool) -> Value | None:
    """A number that is computed from such numbers; None where there is none.

    Args:
        left: operand.
        right: operand.
        scaled: one is multiplied or divided by the other, as by 100 for percents.
    """
    numbers = [each for each in (left, right) if isinstance(each, Measured)]
    others = [each for each in (left, right) if not isinstance(each, Measured)]
    if not numbers or not all(isinstance(each, Constant | Anything) for each in others):
        return None
    if scaled and any(isinstance(each, Constant) for each in others):
        return numbers[0]
    parts = {each.part for each in numbers}
    swept = any(isinstance(each, Measured | Anything) and each.swept for each in (left, right))
    return Measured(parts.pop() if len(parts) == 1 else None, swept=swept)


def _count(compilation: Compilation | None) -> int:
    """How many numbers `evaluate` gives; 0 where that is not known."""
    if compilation is None or not compilation.compiled or not compilation.metrics_known:
        return 0
    outputs = compilation.outputs
    return 1 + len(outputs[0].metrics) if len(outputs) == 1 else 0


def note_name(frame: Frame, value: Measured, name: str, place: Place) -> None:
    """Note that the script calls a number of `evaluate` so."""
    compilation = frame.run.record.compilations.get(value.compilation)
    if compilation is not None and value.index is not None:
        compilation.named.append(Named(name, value.index, place))


def note_printed(called: Called) -> None:
    """Note what is printed before a number of `evaluate`."""
    for text, value in _texts(called):
        words = _SEPARATORS.split(text.strip(" :=-\n"))[-1].strip()
        if isinstance(value, Measured) and words:
            note_name(called.frame, value, words, called.place)


def _texts(called: Called) -> Iterator[tuple[str, Value]]:
    """Texts with what is printed behind them; one before several numbers names none of them."""
    given = called.positional
    for before, behind, after in zip(given, given[1:], (*given[2:], None), strict=False):
        text = getattr(before.node, "value", None)
        if isinstance(text, str) and (after is None or _is_text(after.node)):
            yield text, behind.value
    for each in given:
        yield from _inside(called.frame, each)


def _inside(frame: Frame, given: Given) -> Iterator[tuple[str, Value]]:
    """The numbers within one text: `f"AUC {auc}"`, `"AUC %f" % auc`, `"AUC {}".format(auc)`."""
    match given.node:
        case ast.JoinedStr(values=pieces):
            for place, (before, behind) in enumerate(pairwise(pieces), 2):
                alone = not _stands_before_another(pieces[place:])
                if isinstance(behind, ast.FormattedValue) and _is_text(before) and alone:
                    yield str(getattr(before, "value", "")), _read(frame, behind.value)
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod(), right=value):
            yield text.partition("%")[0], _read(frame, value)
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format"), args=[value]
        ):
            yield text.partition("{")[0], _read(frame, value)


def _is_text(node: ast.expr) -> bool:
    return isinstance(getattr(node, "value", None), str)


def _stands_before_another(pieces: list[ast.expr]) -> bool:
    """A number follows without a word between."""
    texts = [str(getattr(each, "value", "")) for each in pieces[:1] if _is_text(each)]
    wordless = not any(letter.isalpha() for text in texts for letter in text)
    return len(pieces) > len(texts) and wordless


def _read(frame: Frame, node: ast.expr) -> Value:
    """An expression that calls nothing, so that nothing is noted twice."""
    calls = any(isinstance(each, ast.Call) for each in ast.walk(node))
    return ANYTHING if calls else frame.evaluate(node)
