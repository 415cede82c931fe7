"""Which Keras a script is for: by an option, its imports, the requirements beside it, its names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_
from pathlib import Path

from multihot.errors import DataError
from multihot.facts import Keras, Place
from multihot.facts.generations import Flavour
from multihot.source.dating import names_of
from multihot.source.ranges import LAST, Versions
from multihot.source.requirements import Pin, pins_of_installs, pins_of_project
from multihot.source.scripts import Script

# `tf_keras` is Keras 2.15 and what followed it without a change of these meanings
_LEGACY = (2, 15)
# keras came with TensorFlow, in its number, from 2.6 to 2.15; TensorFlow 2.16 brought Keras 3
_TOGETHER = Versions((2, 6), (2, 15))
_WITH_KERAS_3: dict[Flavour, Versions] = {"keras": Versions((3, 0)), "tf.keras": Versions((2, 16))}
_OPTION = re.compile(
    r"(?P<package>tf(?:[.\-_]?keras)?|tensorflow|keras)?[\s=]*v?"
    r"(?P<major>\d+)(?:\.(?P<minor>\d+))?(?:\.\d+\w*)?",
    re.IGNORECASE,
)
_EXAMPLES = "write the version such as 3.5, 2.8, or tf2.4 for TensorFlow 2.4"


def keras_of(script: Script, folder: Path | None = None) -> Keras | None:
    """Which Keras a script is for; its version where all that is allowed is of one generation.

    Args:
        script: that imports it.
        folder: of the script; it and the folders above, up to the repository's, are searched
            for requirements.
    """
    names = names_of(script)
    flavour = names.flavour
    if flavour is None:
        return None
    if names.legacy:
        return Keras("keras", _LEGACY, names.place)
    installs = (
        pin
        for cell in script.cells
        for pin in pins_of_installs(cell.lines, script.file, cell.number)
    )
    pins = tuple(installs) or (pins_of_project(folder) if folder is not None else ())
    asked, place = _asked(pins, flavour)
    versions = asked & names.versions(flavour) or asked
    version = versions.newest_of_one(flavour)
    return Keras(flavour, version, place if version and place else names.place)


def _asked(pins: Iterable[Pin], flavour: Flavour) -> tuple[Versions, Place | None]:
    own, other = ("keras", "tensorflow") if flavour == "keras" else ("tensorflow", "keras")
    kinds = {package: [pin for pin in pins if pin.package == package] for package in (own, other)}
    if kinds[own]:
        return reduce(or_, (pin.versions for pin in kinds[own])), kinds[own][0].place
    for pin in kinds[other]:
        return _through(pin.versions, flavour), pin.place
    return Versions(), None


def _through(versions: Versions, flavour: Flavour) -> Versions:
    """Versions of TensorFlow as those of keras, or the other way round."""
    three = _WITH_KERAS_3["tf.keras" if flavour == "keras" else "keras"]
    if versions.low >= three.low:
        return _WITH_KERAS_3[flavour]
    return versions if versions == versions & _TOGETHER else Versions()


def parse_keras(text: str) -> Keras:
    """The Keras that an option names.

    Args:
        text: `3.5`, `3`, `2.8`, `keras 1.2` for the package; `tf2.4`, `tf.keras 2.4`,
            `tensorflow==2.4.1` for the one in that TensorFlow.

    Raises:
        DataError: no version, one that does not exist, or one that names several generations.

    >>> parse_keras("tf2.1").flavour, parse_keras("tf2.1").version
    ('tf.keras', (2, 1))
    """
    found = _OPTION.fullmatch(text.strip())
    if found is None:
        raise _unknown(f"no version of Keras: {text!r}")
    package = (found["package"] or "keras").lower()
    flavour: Flavour = "keras" if package == "keras" else "tf.keras"
    major, minor = int(found["major"]), found["minor"]
    versions = Versions((major, int(minor or 0)), (major, int(minor) if minor else LAST[1]))
    if not versions.exists(flavour):
        offer = f"; TensorFlow {major}.{minor} is tf{major}.{minor}" if flavour == "keras" else ""
        raise _unknown(f"there is no Keras {text!r}{offer if minor else ''}")
    version = versions.newest_of_one(flavour)
    if version is None:
        raise _unknown(f"{text!r} is several generations of Keras, which read code differently")
    return Keras(flavour, version, Place(name=f"--keras {text}"))


def _unknown(problem: str) -> DataError:
    return DataError(problem, where="keras", remedy=_EXAMPLES)
