"""What a call was given, as far as that can be known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Unknown(Enum):
    """The one value that stands for every value that nobody can know without running."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown.UNKNOWN


@dataclass(frozen=True)
class Arguments:
    """The arguments of a call by the parameter's name, positional ones too.

    Args:
        given: constants as Python values (numbers, texts, None, tuples, dicts of them);
            `UNKNOWN` for what is no constant.
        complete: False where `*args` or `**kwargs` may hold more.

    >>> arguments = Arguments({"threshold": None, "average": UNKNOWN})
    >>> arguments.get("threshold", 0.5), arguments.get("average", None), arguments.get("beta", 1.0)
    (None, UNKNOWN, 1.0)
    """

    given: Mapping[str, Any] = field(default_factory=dict)
    complete: bool = True

    def get(self, name: str, default: Any) -> Any:
        """The argument; the parameter's default where it was not given."""
        if name in self.given:
            return self.given[name]
        return default if self.complete else UNKNOWN
