"""Finding the scripts and notebooks that a path means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from multihot.errors import DataError, did_you_mean

SUFFIXES = (".py", ".ipynb")
_NOT_ENTERED = frozenset(
    {"__pycache__", "build", "dist", "env", "node_modules", "site-packages", "venv"}
)


def walk(path: Path | str) -> Iterator[Path]:
    """The scripts that a path means: the file itself, or all in a folder and its folders, sorted.

    Hidden folders, environments (`venv`, `env`, `site-packages`, any with a `pyvenv.cfg`), `build`,
    `dist`, `node_modules` and `__pycache__` are passed over; a link to a folder is not followed.

    Args:
        path: a `.py` or `.ipynb` file, or a folder.

    Raises:
        DataError: there is no such file or folder, or the file is of another kind; or a folder
            cannot be looked into, after all others.
    """
    path = Path(path)
    if path.is_dir():
        yield from _in_folder(path)
        return
    if not path.exists():
        raise _missing(path)
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        raise DataError(
            f"no script: its name ends in {path.suffix!r}" if path.is_file() else "no file",
            where=str(path),
            remedy="name a .py file, an .ipynb notebook, or a folder of them",
        )
    yield path


def _in_folder(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise DataError(
            f"cannot look into the folder: {(error.strerror or 'it failed').lower()}",
            where=str(folder),
            remedy="name a folder that can be read",
        ) from None
    refused = None  # told when all others are found
    for entry in entries:
        if not entry.is_dir():
            if entry.suffix.lower() in SUFFIXES and entry.is_file():
                yield entry
        elif _is_entered(entry):
            try:
                yield from _in_folder(entry)
            except DataError as error:
                refused = error
    if refused is not None:
        raise refused


def _is_entered(folder: Path) -> bool:
    return not (
        folder.name.startswith(".")
        or folder.name in _NOT_ENTERED
        or folder.is_symlink()
        or (folder / "pyvenv.cfg").exists()
    )


def _missing(path: Path) -> DataError:
    folder = path.parent
    names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    offer = did_you_mean(path.name, names)
    return DataError(
        f"no such file or folder. {offer}".rstrip(),
        where=str(path),
        remedy="name a .py file, an .ipynb notebook, or a folder of them",
    )
