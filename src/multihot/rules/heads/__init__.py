"""Heads, losses and shapes: what a model's end must be for what it is trained on."""

from multihot.rules.heads import (
    double_sigmoid,
    half_precision_head,
    head_bias_unset,
    head_width,
    logit_threshold,
    logits_as_probabilities,
    sequence_head_shape,
    sigmoid_cce,
    sigmoid_on_onehot,
    softmax_bce,
    softmax_dense1,
    softmax_multihot,
    sparse_cce_multihot,
    stacked_activations,
)
from multihot.rules.judging import Rule

RULES: tuple[Rule, ...] = (
    softmax_multihot.RULE,
    softmax_bce.RULE,
    sigmoid_cce.RULE,
    sigmoid_on_onehot.RULE,
    logits_as_probabilities.RULE,
    double_sigmoid.RULE,
    logit_threshold.RULE,
    sparse_cce_multihot.RULE,
    head_width.RULE,
    softmax_dense1.RULE,
    stacked_activations.RULE,
    sequence_head_shape.RULE,
    half_precision_head.RULE,
    head_bias_unset.RULE,
)

__all__ = ["RULES"]
