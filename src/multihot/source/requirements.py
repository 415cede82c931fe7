"""Which TensorFlow and Keras a project asks for, in the files people write that in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_
from pathlib import Path

from multihot.facts import Place
from multihot.source.ranges import FIRST, LAST, Version, Versions

FILES = (
    "requirements*.txt",
    "requirements/*.txt",
    "pyproject.toml",
    "setup.cfg",
    "environment*.y*ml",
    "Pipfile",
)
_PARENTS = 3
_NAME = r"(?<![\w./-])(?P<name>tensorflow(?:[-_](?:gpu|cpu|macos|intel))?|tf[-_]keras|keras)"
_LISTED = re.compile(_NAME + r"(?:\[[^\]]*\])?\s*(?P<spec>[=<>!~][^\"';#]*)", re.IGNORECASE)
_KEYED = re.compile(
    rf"^\s*[\"']?{_NAME}[\"']?\s*=\s*(?:\{{.*?\bversion\s*=\s*)?[\"'](?P<spec>[^\"']*)[\"']",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:^|(?<=[,\s]))(?P<sign>[=<>!~^]*)\s*"
    r"(?P<major>\d+)(?:\.(?P<minor>\d+))?(?P<more>\.\d+)?"
)
_INSTALL = re.compile(r"(?:[!%]|\bsystem\(['\"]|^)\s*(?:python3? -m )?pip3?\s+install\s+(.*)")


@dataclass(frozen=True)
class Pin:
    """What a line asks for.

    Args:
        package: `keras`, `tensorflow` or `tf-keras`.
        versions: that it allows.
        place: of the line.
    """

    package: str
    versions: Versions
    place: Place


def pins_of_project(folder: Path) -> tuple[Pin, ...]:
    """What the nearest folder asks for, from this one up to the repository's, at most 3 above."""
    folder = folder.resolve()
    for near in (folder, *folder.parents[:_PARENTS]):
        pins = tuple(pin for file in _files(near) for pin in _pins_of_file(file))
        if pins or (near / ".git").exists():
            return pins
    return ()


def pins_of_installs(lines: tuple[str, ...], file: str, cell: int) -> Iterator[Pin]:
    """What `!pip install tensorflow==2.3` in a notebook asks for."""
    for number, line in enumerate(lines, 1):
        install = _INSTALL.search(line) if "pip" in line else None
        if install is not None:
            for found in _LISTED.finditer(install[1]):
                place = Place(file=file, line=number, column=1, cell=cell, text=line)
                yield _pin(found, found["spec"].split()[0], place)


def _files(folder: Path) -> Iterator[Path]:
    for pattern in FILES:
        yield from sorted(file for file in folder.glob(pattern) if file.is_file())


def _pins_of_file(file: Path) -> Iterator[Pin]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # it is not what was asked for
        return
    for number, line in enumerate(text.splitlines(), 1):
        written = line.split("#")[0]
        place = Place(file=_named(file), line=number, column=1, text=line)
        keyed = _KEYED.search(written)
        for found in (keyed,) if keyed else _LISTED.finditer(written):
            yield _pin(found, found["spec"], place)


def _pin(found: re.Match[str], spec: str, place: Place) -> Pin:
    name = found["name"].lower().replace("_", "-")
    package = "tensorflow" if name.startswith("tensorflow") else name
    return Pin(package, versions_of(spec), place)


def versions_of(spec: str) -> Versions:
    """The (major, minor) versions that a requirement allows.

    >>> versions_of(">=2.4,<2.9"), versions_of("==2.8.*")
    (Versions(low=(2, 4), high=(2, 8)), Versions(low=(2, 8), high=(2, 8)))
    """
    return reduce(and_, (_allowed(clause) for clause in _CLAUSE.finditer(spec)), Versions())


def _allowed(clause: re.Match[str]) -> Versions:
    major, minor = int(clause["major"]), int(clause["minor"] or 0)
    version, whole = (major, minor), (major, LAST[1])
    sign = clause["sign"]
    if sign == "!=":
        return Versions()
    if sign.startswith(">"):
        return Versions(version, LAST)
    if sign.startswith("<"):
        return Versions(FIRST, _below(clause) if sign == "<" else version)
    if sign == "^" or (sign == "~=" and not clause["more"]) or clause["minor"] is None:
        return Versions(version, whole)
    return Versions(version, version)


def _below(clause: re.Match[str]) -> Version:
    major, minor = int(clause["major"]), int(clause["minor"] or 0)
    if (clause["more"] or ".0").strip(".0"):
        return (major, minor)
    return (major, minor - 1) if minor else (major - 1, LAST[1])


def _named(file: Path) -> str:
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
