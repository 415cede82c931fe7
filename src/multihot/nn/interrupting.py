"""Ctrl-C between steps: a step that is cut in two leaves neither the old weights nor the new."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread


@contextmanager
def interrupts_between_steps() -> Iterator[Callable[[], bool]]:
    """Within, the first Ctrl-C is only noted; what is given tells whether there was one.

    The second raises KeyboardInterrupt at once. Where Ctrl-C has another meaning (another handler,
    ignored, not the main thread) it keeps it.
    """
    noted: list[int] = []

    def note(number: int, _: object) -> None:
        if noted:
            raise KeyboardInterrupt
        noted.append(number)
        sys.stderr.write("\nfinishing this step; Ctrl-C again stops at once\n")

    ours = current_thread() is main_thread() and (
        signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )
    if ours:
        signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(noted)
    finally:
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)
