"""What a fitted step needs to be made again: facts for JSON, arrays for npz."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class State:
    """Plain facts and plain arrays; nothing in them is code."""

    facts: Mapping[str, Any]
    arrays: Mapping[str, NDArray[Any]]
