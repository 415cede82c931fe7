"""Weights of classes and rows."""

from multihot.rules.judging import Rule
from multihot.rules.weights import (
    class_weight_argmax,
    class_weight_from_argmax,
    class_weight_keys,
    class_weight_shape,
    class_weight_unused,
    sample_weight_2d,
)

RULES: tuple[Rule, ...] = (
    class_weight_argmax.RULE,
    class_weight_shape.RULE,
    class_weight_from_argmax.RULE,
    class_weight_unused.RULE,
    class_weight_keys.RULE,
    sample_weight_2d.RULE,
)

__all__ = ["RULES"]
