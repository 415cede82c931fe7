"""Settings of a project: `[tool.multihot.audit]` in its pyproject.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from multihot.auditing.selecting import rules_for
from multihot.errors import DataError, check_choice, did_you_mean, listed
from multihot.rules import SEVERITIES
from multihot.source import parse_keras

FILE = "pyproject.toml"
FAIL_ON = (*SEVERITIES, "never")
_TABLE = "[tool.multihot.audit]"
_LISTS = ("select", "ignore", "exclude")
_KEYS = (*_LISTS, "fail-on", "keras")


@dataclass(frozen=True)
class Settings:
    """What a project asks of `multihot audit`; the command's options come before it.

    Args:
        select: rules to ask, by id, folder or severity; all where empty.
        ignore: rules not to ask.
        exclude: patterns of files and folders that are passed over on the way through a
            folder: names at any depth (`legacy`, `*_old.py`), or paths as seen from
            pyproject.toml (`notebooks/drafts/*`).
        fail_on: the mildest severity that ends the command with 1, or `never`.
        keras: which Keras the scripts are for; None where that is to be found out.
        folder: where pyproject.toml stands.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str = "warning"
    keras: str | None = None
    folder: Path | None = None

    def excludes(self, file: Path) -> bool:
        """Whether the file, or a folder that it is in, is to be passed over."""
        file = file.resolve()
        if self.folder is None or not file.is_relative_to(self.folder):
            return False
        inner = file.relative_to(self.folder)
        paths = [path.as_posix() for path in (inner, *inner.parents)]
        patterns = [pattern.strip("/") for pattern in self.exclude]
        words = (*paths, *inner.parts)
        return any(fnmatchcase(word, pattern) for word in words for pattern in patterns)


def read_settings(start: Path) -> Settings:
    """Settings of the nearest pyproject.toml that has some, from a file or folder upwards.

    Raises:
        DataError: it is no TOML, or has a key, a value or a rule that does not exist.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        file = folder / FILE
        table = _table(file) if file.is_file() else None
        if table is not None:
            with _naming(file):
                return _settings(table, folder)
    return Settings()


def _table(file: Path) -> Any:
    try:
        found: Any = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(
            f"cannot be read: {error}", where=str(file), remedy="mend it: it is TOML in UTF-8"
        ) from None
    for name in ("tool", "multihot", "audit"):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _settings(table: Any, folder: Path) -> Settings:
    if not isinstance(table, dict):
        raise DataError("is no table", remedy=f"write {_TABLE} and its keys below")
    for key in table:
        if key not in _KEYS:
            raise DataError(
                f"no setting {key!r}. {did_you_mean(key, _KEYS)}".rstrip(),
                remedy=f"use {listed(_KEYS)}",
            )
    lists = {key: _list_of(table, key) for key in _LISTS}
    rules_for(lists["select"], lists["ignore"])
    fail_on, keras = _text_of(table, "fail-on"), _text_of(table, "keras")
    if fail_on is not None:
        check_choice(fail_on, FAIL_ON, name="fail-on")
    if keras is not None:
        parse_keras(keras)
    return Settings(**lists, fail_on=fail_on or "warning", keras=keras, folder=folder)


def _list_of(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise DataError(f"{key} is {value!r}", remedy=f'write a list of texts: {key} = ["..."]')
    return tuple(value)


def _text_of(table: Mapping[str, Any], key: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise DataError(f"{key} is {value!r}", remedy=f'write it as a text: {key} = "{value}"')
    return value


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Errors name the file and its table."""
    try:
        yield
    except DataError as error:
        inner = f" {error.where}" if error.where else ""
        raise error.placed(f"{file}: {_TABLE}{inner}") from None
