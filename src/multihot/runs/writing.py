"""Files and folders that are whole or absent: written beside, then renamed."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from multihot.errors import OutputError, option

RUN_FILE = "run.json"
_NO_FILES: Mapping[Callable[[int], bool], str] = {
    stat.S_ISDIR: "a folder",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
    stat.S_ISFIFO: "a named pipe",
    stat.S_ISSOCK: "a socket",
}


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What the system says against writing `path` is told as an `OutputError`."""
    try:
        yield
    except OSError as error:
        raise _cannot(path, error) from error


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of `path` when all went well.

    Folders on the way to it are made. A link stays: the file that it leads to is replaced.

    Raises:
        OutputError: it is no file, or cannot be written; what was there before is untouched.
    """
    refuse_what_is_no_file(path)
    place = _behind_links(path)
    beside = place.with_name(f".{place.name}.part")
    _discard(beside)  # one that was left behind may be a link or a pipe
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        _flush(beside)
        beside.replace(place)
        _flush_folder(place.parent)
    except OSError as error:
        _discard(beside)
        raise _cannot(path, error) from error
    except BaseException:
        _discard(beside)
        raise


@contextmanager
def new_folder(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A folder to fill, which takes the place of `path` when all went well.

    Folders on the way to it are made. A link stays: the folder that it leads to is replaced.

    Raises:
        OutputError: it exists already and may not be overwritten, or cannot be written.
    """
    refuse_existing_folder(path, overwrite=overwrite)
    place = _behind_links(path)
    beside = place.with_name(f".{place.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        yield beside
        for file in beside.rglob("*"):
            if file.is_file():
                _flush(file)
        _swap(beside, place)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise _cannot(path, error) from error
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def refuse_what_is_no_file(path: Path) -> None:
    """Refuse a folder, a device, a pipe or a socket: put in its place, a file would destroy it.

    Raises:
        OutputError: such a thing is there, or the path cannot be followed.
    """
    with writing(path):
        try:
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return  # the latter is told when the folders on the way are made
        kind = next((word for holds, word in _NO_FILES.items() if holds(mode)), "")
        if kind:
            raise OutputError(
                f"is {kind}, not a file",
                where=str(path),
                remedy="name a file to write to; one that is there is replaced",
            )


def refuse_existing(path: Path, *, overwrite: bool) -> None:
    """Refuse a place that is taken, unless told to overwrite it.

    Raises:
        OutputError: something is there.
    """
    if overwrite or not path.exists():
        return
    if path.is_dir() and not any(path.iterdir()):
        return
    raise OutputError(
        "exists already",
        where=str(path),
        remedy=f"choose another place, or say {option('overwrite', value=True)}",
    )


def refuse_existing_folder(path: Path, *, overwrite: bool) -> None:
    """As `refuse_existing`; and what is no run folder is never overwritten.

    Raises:
        OutputError: something is there.
    """
    refuse_existing(path, overwrite=overwrite)
    taken = path.exists() and not (path.is_dir() and not any(path.iterdir()))
    if taken and not (path / RUN_FILE).is_file():
        raise OutputError(
            f"is no run folder (it has no {RUN_FILE}), so it is not overwritten",
            where=str(path),
            remedy="choose another place",
        )


def _behind_links(path: Path) -> Path:
    """Where a link leads, whether or not anything is there yet."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _swap(beside: Path, path: Path) -> None:
    old = path.with_name(f".{path.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if path.exists():
        path.replace(old)
    try:
        beside.replace(path)
        _flush_folder(path.parent)
    except BaseException:
        if old.exists():
            old.replace(path)
        raise
    if old.is_dir():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.unlink(missing_ok=True)


def _discard(file: Path) -> None:
    with suppress(OSError):  # it may never have been there, nor its folder
        file.unlink()


def _flush(file: Path) -> None:
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def _flush_folder(folder: Path) -> None:
    """A rename lasts through a loss of power once its folder is on the disk."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cannot(path: Path, error: OSError) -> OutputError:
    if isinstance(error, OutputError):
        return error
    reason = error.strerror or str(error)
    return OutputError(
        f"cannot be written: {reason}",
        where=str(path),
        remedy="make room, or choose another place; nothing was left half-written",
    )
