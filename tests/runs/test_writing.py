"""Files and folders are whole or absent."""

from __future__ import annotations

import errno
import os
import socket
import stat
from pathlib import Path

import pytest

from multihot.errors import DataError, OutputError
from multihot.runs import new_file, refuse_existing, refuse_existing_folder
from multihot.runs.writing import new_folder

posix = pytest.mark.skipif(os.name != "posix", reason="of POSIX's files")


def fill(folder: Path, **files: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def a_run(folder: Path) -> Path:
    fill(folder)
    (folder / "run.json").write_text("old", encoding="utf-8")
    return folder


def test_a_file_appears_when_all_went_well(tmp_path):
    path = tmp_path / "new" / "numbers.csv"
    with new_file(path) as beside:
        beside.write_text("1", encoding="utf-8")
        assert not path.exists()
    assert path.read_text("utf-8") == "1"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_was_there_is_replaced(tmp_path):
    fill(tmp_path, numbers="old")
    with new_file(tmp_path / "numbers") as beside:
        beside.write_text("new", encoding="utf-8")
    assert (tmp_path / "numbers").read_text("utf-8") == "new"


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), OutputError),
        (DataError("nonsense"), DataError),
        (KeyboardInterrupt(), KeyboardInterrupt),
        (ZeroDivisionError(), ZeroDivisionError),
    ],
)
def test_what_fails_half_way_leaves_the_old_file_as_it_was(tmp_path, failure, told):
    fill(tmp_path, numbers="old")

    def half() -> None:
        with new_file(tmp_path / "numbers") as beside:
            beside.write_text("ne", encoding="utf-8")
            raise failure

    with pytest.raises(told):
        half()
    assert (tmp_path / "numbers").read_text("utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["numbers"]


def test_a_place_that_cannot_be_is_refused(tmp_path):
    fill(tmp_path, file="")
    message = r"file.below: cannot be written: .*\n.*choose another place"
    with pytest.raises(OutputError, match=message), new_file(tmp_path / "file" / "below"):
        pass
    with pytest.raises(OutputError, match=message), new_folder(tmp_path / "file" / "below"):
        pass


def test_an_output_error_from_within_is_told_as_it_is(tmp_path):
    own = OutputError("no such format", where="x.csv", remedy="use .csv")
    message = r"x.csv: no such format\n.*use .csv"
    with pytest.raises(OutputError, match=message), new_folder(tmp_path / "run"):
        raise own
    assert list(tmp_path.iterdir()) == []


def test_a_folder_whose_last_step_fails_leaves_the_old_one(tmp_path, monkeypatch):
    run = a_run(tmp_path / "run")
    rename = Path.replace

    def fails_for_the_new(self: Path, target: Path) -> Path:
        if self.name == ".run.part":
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", fails_for_the_new)
    raises = pytest.raises(OutputError, match="Input/output error")
    with raises, new_folder(run, overwrite=True) as beside:
        fill(beside, new="new")
    assert (run / "run.json").read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [run]


def test_an_empty_folder_or_none_is_free(tmp_path):
    for refuse in (refuse_existing, refuse_existing_folder):
        refuse(tmp_path, overwrite=False)
        refuse(tmp_path / "none", overwrite=False)


def test_what_is_there_is_refused_unless_it_may_be_replaced(tmp_path):
    run = a_run(tmp_path / "run")
    for refuse in (refuse_existing, refuse_existing_folder):
        with pytest.raises(OutputError, match=r"run: exists already\n.*overwrite=True"):
            refuse(run, overwrite=False)
        refuse(run, overwrite=True)


def test_a_folder_of_other_things_is_never_replaced(tmp_path):
    fill(tmp_path / "photos", holiday="sea")
    message = r"photos: is no run folder \(it has no run.json\).*\n.*choose another place"
    with pytest.raises(OutputError, match=message):
        refuse_existing_folder(tmp_path / "photos", overwrite=True)
    with pytest.raises(OutputError, match=message), new_folder(tmp_path / "photos", overwrite=True):
        pass
    assert (tmp_path / "photos" / "holiday").read_text("utf-8") == "sea"


def test_a_file_is_never_replaced_by_a_folder(tmp_path):
    fill(tmp_path, holiday="sea")
    with pytest.raises(OutputError, match=r"holiday: is no run folder"):
        refuse_existing_folder(tmp_path / "holiday", overwrite=True)


def a_device(path):
    try:
        os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 7))  # as /dev/full
    except PermissionError:
        pytest.skip("only root makes devices")


def a_socket(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@posix
@pytest.mark.parametrize(
    ("make", "kind"),
    [(a_device, "a device"), (os.mkfifo, "a named pipe"), (a_socket, "a socket")]
    if os.name == "posix"
    else [],
)
@pytest.mark.parametrize("linked", [False, True])
def test_what_is_no_file_is_refused_and_left_as_it_was(tmp_path, monkeypatch, make, kind, linked):
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    make(Path("there"))
    before = Path("there").lstat()
    if linked:
        Path("link").symlink_to("there")
    told = f"is {kind}, not a file\n  To fix: name a file to write"
    with (
        pytest.raises(OutputError, match=told),
        new_file(Path("link" if linked else "there")) as beside,
    ):
        beside.write_text("new", encoding="utf-8")
    assert Path("there").lstat() == before


def test_a_folder_is_not_replaced_by_a_file(tmp_path):
    with (
        pytest.raises(OutputError, match="is a folder, not a file\n  To fix: name a file"),
        new_file(tmp_path),
    ):
        pass


@posix
@pytest.mark.parametrize("there", [False, True])
def test_a_link_stays_and_the_file_that_it_leads_to_is_replaced(tmp_path, there):
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to(Path("far", "page"))
    if there:
        (tmp_path / "far" / "page").write_text("old", encoding="utf-8")
    with new_file(tmp_path / "link") as beside:
        beside.write_text("new", encoding="utf-8")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "far" / "page").read_text("utf-8") == "new"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["far", "link", "page"]


@posix
def test_a_link_that_leads_to_itself_is_refused(tmp_path):
    (tmp_path / "link").symlink_to("link")
    with (
        pytest.raises(OutputError, match=r"cannot be written: Too many levels .*\n  To fix: "),
        new_file(tmp_path / "link"),
    ):
        pass


@posix
def test_what_was_left_beside_is_not_written_through(tmp_path):
    (tmp_path / "other").write_text("kept", encoding="utf-8")
    (tmp_path / ".page.part").symlink_to("other")
    with new_file(tmp_path / "page") as beside:
        beside.write_text("new", encoding="utf-8")
    assert (tmp_path / "other").read_text("utf-8") == "kept"
    assert not (tmp_path / "page").is_symlink()


@posix
@pytest.mark.parametrize("there", [False, True])
def test_a_link_stays_and_the_run_folder_that_it_leads_to_is_replaced(tmp_path, there):
    (tmp_path / "link").symlink_to("far")
    if there:
        fill(tmp_path / "far", **{"run.json": "old"})
    with new_folder(tmp_path / "link", overwrite=True) as beside:
        (beside / "run.json").write_text("new", encoding="utf-8")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "far" / "run.json").read_text("utf-8") == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["far", "link"]
