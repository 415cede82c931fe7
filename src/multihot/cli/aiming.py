"""What the TARGETs of `multihot audit` are, and which options go with which."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import click

from multihot.cli.columns import NAMES
from multihot.errors import DataError, did_you_mean

Kind: TypeAlias = Literal["script", "data", "model", "run", "arrays"]

OF_ALL = ("as_json", "as_sarif", "select", "ignore", "fail_on")
OF_SCRIPTS = ("keras",)
OF_ARRAYS = ("targets", "scores", "thresholds", "decisions")
OF_DATA = tuple(name for name in NAMES if name not in ("header", "label_names"))
OF_SPLITS = ("validation", "test", "validation_share", "test_share", "seed")
# of a data file, and of --targets, --scores and --decisions
OF_FILES = ("label_names", "header")
_GOES_WITH: dict[Kind, tuple[str, ...]] = {
    "script": OF_SCRIPTS,
    "data": (*OF_DATA, *OF_SPLITS, *OF_FILES),
    "model": (*OF_ARRAYS, *OF_FILES),
    "arrays": (*OF_ARRAYS, *OF_FILES),
    "run": (),
}
_CALLED: dict[Kind, str] = {
    "script": "a script",
    "data": "a data file",
    "model": "a .keras model",
    "arrays": "--targets",
    "run": "a run folder",
}
_SCRIPTS = (".py", ".ipynb")
_HDF5 = (".h5", ".hdf5")
_REMEDY = (
    "name a script (.py, .ipynb), a folder of them, a .keras model, a run folder, or a data "
    "file (.csv, .jsonl, ...; --format names its format)"
)


def kind_of_all(targets: Sequence[Path], given: Collection[str]) -> Kind:
    """What the targets are; they are several only where they are scripts.

    Args:
        targets: as the user named them.
        given: names of the options that were given.

    Raises:
        DataError: nothing can be told of one, or it is not there.
        UsageError: kinds that do not go together, or an option of another kind.
    """
    kinds = {target: _kind_of(target, by_format="format" in given) for target in targets}
    if len(targets) > 1 and set(kinds.values()) != {"script"}:
        lone = next(target for target, kind in kinds.items() if kind != "script")
        raise click.UsageError(
            f"{lone} is {_CALLED[kinds[lone]]} and stands alone: only scripts may be several"
        )
    kind: Kind = kinds[targets[0]] if targets else "arrays"
    if not targets and "targets" not in given:
        raise click.UsageError(
            "name what to audit: TARGET, or --targets FILE with --scores FILE or --decisions FILE"
        )
    _refuse_idle(kind, given)
    return kind


def _kind_of(target: Path, *, by_format: bool) -> Kind:
    suffix = target.suffix.lower()
    if target.is_dir():
        return "run" if (target / "run.json").is_file() else "script"
    if by_format:
        return "data"
    if suffix in (*_SCRIPTS, ".keras"):
        _check_exists(target)
        return "script" if suffix in _SCRIPTS else "model"
    if suffix in _HDF5:
        raise DataError(
            "an HDF5 model may hold code that loading runs",
            where=str(target),
            remedy="save it as .keras, or audit the script that builds it",
        )
    if _is_data(target):
        return "data"
    _check_exists(target)
    raise DataError(f"cannot tell what a {suffix!r} file is", where=str(target), remedy=_REMEDY)


def _is_data(target: Path) -> bool:
    from multihot.io.opening import format_of
    from multihot.io.reading import SUFFIXES

    return format_of(target) in SUFFIXES


def _check_exists(target: Path) -> None:
    from multihot.io.opening import broken_link

    if not target.exists():
        folder = target.parent
        names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
        offer = did_you_mean(target.name, names)
        raise broken_link(target) or DataError(
            f"no such file or folder. {offer}".rstrip(), where=str(target), remedy=_REMEDY
        )


def _refuse_idle(kind: Kind, given: Collection[str]) -> None:
    """Refuse an option that this kind of target has no use for."""
    idle = sorted(set(given) - {*_GOES_WITH[kind], *OF_ALL})
    if idle:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in idle)
        instead = kind in ("arrays", "model") and "labels" in idle
        remedy = "--label-names FILE names their labels" if instead else "leave it out"
        raise click.UsageError(f"{options} does not go with {_CALLED[kind]}: {remedy}")
    for name in ("scores", "decisions"):
        if name in given and "targets" not in given:
            raise click.UsageError(f"--targets is missing: the truth that belongs to --{name}")
    if "thresholds" in given and "scores" not in given:
        made = "; --decisions are made already: leave --thresholds out"
        told = made if "decisions" in given else ""
        raise click.UsageError(f"--scores is missing: --thresholds are about them{told}")
