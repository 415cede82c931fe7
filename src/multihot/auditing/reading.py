"""Scripts that are asked about, as facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from multihot.facts import ScriptFacts
from multihot.source import ignored, parse_keras, read_script, script_facts, walk


def scripts_in(source: str | Path | Iterable[str | Path]) -> Iterator[Path]:
    """The scripts and notebooks that are named, and those in folders that are."""
    paths = [source] if isinstance(source, str | Path) else source
    for path in paths:
        yield from walk(path)


def facts_of_script(path: Path, *, keras: str | None = None) -> ScriptFacts:
    """What a script says about its models and data.

    Args:
        path: of a script or a notebook.
        keras: which Keras it is for, where that should not be found from the script and the
            requirements beside it: `"2.8"`, `"tf2.1"`.

    Raises:
        DataError: it cannot be read: no Python 3, no text, no notebook; or there is no such Keras.
    """
    script = read_script(path, keras=None if keras is None else parse_keras(keras))
    return replace(script_facts(script), ignored=ignored(script))
