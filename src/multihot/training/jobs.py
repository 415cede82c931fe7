"""What a training is asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from multihot.errors import check_seed
from multihot.thresholds import Scope
from multihot.training.candidates import Effort, ModelBuilder


@dataclass(frozen=True, eq=False)
class Job:
    """What a training is asked to do.

    Args:
        model: as for `train`.
        metric: what thresholds are chosen for.
        scope: thresholds pooled, for each label, or one for all; see `choose_thresholds`.
        monitor: validation metric that chooses step and model.
        seed: of all that is random, from 0 to 2^32 - 1.
        effort: epochs, batch size, patience.
        with_validation: whether the chosen model is fitted once more on train and validation.
        settings: what to keep with the run.
        told: sentences on how the data were read, (heading, sentence).
    """

    model: str | ModelBuilder = "auto"
    metric: str = "f1_macro"
    scope: Scope = "pooled"
    monitor: str = "f1_macro"
    seed: int = 0
    effort: Effort = Effort()
    with_validation: bool = True
    settings: Mapping[str, Any] = field(default_factory=dict)
    told: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        check_seed(self.seed)
