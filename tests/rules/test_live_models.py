"""Traps in live Keras models are told before fit, and models that are right are left alone.

Each rule that can be asked of a compiled model has one of each in `live_traps`.
"""

from __future__ import annotations

from typing import Any

import pytest

from live_models import SEVERAL, Maker
from live_traps import TRAPS
from multihot.auditing import audit
from multihot.rules import Finding


def found(make: Maker, y: Any) -> tuple[Finding, ...]:
    made, fit = make()
    return audit(model=made, fit={"y": SEVERAL if y is None else y, **fit})


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.rule)
def test_a_trap_in_a_live_model_is_found_and_nothing_else(trap):
    findings = found(trap.flagged, trap.y)
    (seen,) = [each for each in findings if each.rule == trap.rule]
    assert (seen.severity, seen.certainty) == (trap.severity, "certain")
    assert {each.rule for each in findings if each.severity != "note"} <= {trap.rule, *trap.beside}


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.rule)
def test_a_live_model_that_is_right_is_left_alone(trap):
    y = trap.y if trap.clean_y is None else trap.clean_y
    findings = found(trap.clean, y)
    told = [(each.rule, each.message) for each in findings if each.severity != "note"]
    assert told == []
    assert trap.rule not in {each.rule for each in findings}
