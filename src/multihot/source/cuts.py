"""Scores become decisions: by a comparison, by rounding, by argmax."""

from __future__ import annotations

import ast
from dataclasses import replace

from multihot.facts import Cut, TargetKind
from multihot.facts.scripts import Role
from multihot.source.calls import constant_of
from multihot.source.recording import Taken
from multihot.source.running import Frame
from multihot.source.uses import is_swept, operand_of
from multihot.source.values import ANYTHING, Anything, Array, Value

_ORDERS = (ast.Gt, ast.GtE, ast.Lt, ast.LtE)


def compare(frame: Frame, node: ast.Compare) -> Value:
    """A comparison; one of scores is recorded as a cut."""
    left = frame.evaluate(node.left)
    rights = [frame.evaluate(each) for each in node.comparators]
    if len(rights) != 1:
        return ANYTHING
    if isinstance(node.ops[0], _ORDERS):
        return _ordered(frame, node, left, rights[0])
    if isinstance(node.ops[0], ast.Eq) and isinstance(left, Array):
        kind: TargetKind | None = "column" if left.kind == "integer" else None
        return replace(left, kind=kind, single=True, source=frame.run.number())
    return ANYTHING


def cut(frame: Frame, node: ast.expr, scores: Array, given: ast.expr, threshold: Value) -> Value:
    """Decisions of scores; what is compared is `given`."""
    number = constant_of(threshold)
    swept = is_swept(frame, threshold)
    if scores.role == "scores":
        constant = isinstance(number, int | float) and not isinstance(number, bool)
        taken = Taken(operand_of(frame, scores, given), scores.rows)
        found = Cut(taken.operand, float(number) if constant else None, swept, frame.at(node))
        frame.run.record.cuts.append((found, taken))
    return decided(scores, swept=swept)


def decided(scores: Array, *, swept: bool = False) -> Array:
    """0s and 1s of these scores."""
    if scores.why == "random numbers" and scores.rank == 2 and (scores.n_labels or 0) > 1:  # noqa: PLR2004
        why = f"random 0s and 1s on line {scores.place.line}"
        return replace(scores, role="targets", kind="multi-hot", why=why)
    role: Role | None = "decisions" if scores.role in ("scores", "decisions") else None
    return replace(scores, role=role, swept=swept or scores.swept)


def argmax_of(frame: Frame, array: Array | None) -> Array:
    """The class numbers that an argmax gives."""
    if array is None:
        return Array(role="classes")
    return replace(
        array,
        role="classes",
        argmax=array.role,
        single=True,
        n_labels=None,
        source=frame.run.number(),
    )


def _ordered(frame: Frame, node: ast.Compare, left: Value, right: Value) -> Value:
    if isinstance(left, Array):
        return cut(frame, node, left, node.left, right)
    if isinstance(right, Array):
        return cut(frame, node, right, node.comparators[0], left)
    swept = is_swept(frame, left) or is_swept(frame, right)
    return Anything(swept)
