"""A path means the script itself, or all that a folder holds of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from multihot.errors import DataError
from multihot.source.walking import walk


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in walk(folder)]


def test_a_script_and_a_notebook_are_themselves(tmp_path):
    touch(tmp_path, "train.py", "films.ipynb", "OLD.PY")
    for name in ("train.py", "films.ipynb", "OLD.PY"):
        assert list(walk(tmp_path / name)) == [tmp_path / name]


def test_a_folder_is_walked_in_order(tmp_path):
    touch(tmp_path, "b.py", "a.ipynb", "README.md", "c/deep/z.py", "c/a.py", "data.csv")
    assert found(tmp_path) == ["a.ipynb", "b.py", "c/a.py", "c/deep/z.py"]


def test_what_is_not_ones_own_is_passed_over(tmp_path):
    touch(tmp_path, "a.py", "my_env/pyvenv.cfg", "my_env/lib.py")
    for folder in (".git", ".venv", "venv", "env", "node_modules", "__pycache__", "build", "dist"):
        touch(tmp_path, f"{folder}/x.py")
    touch(tmp_path, "lib/site-packages/x.py", "nb/.ipynb_checkpoints/x-checkpoint.ipynb")
    assert found(tmp_path) == ["a.py"]


def test_a_folder_of_such_a_name_is_walked_where_it_is_asked_for(tmp_path):
    touch(tmp_path, "build/a.py")
    assert found(tmp_path / "build") == ["a.py"]


def test_links_that_go_round_end(tmp_path):
    touch(tmp_path, "a.py", "c/b.py")
    (tmp_path / "c" / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.py").symlink_to(tmp_path / "nowhere.py")
    assert found(tmp_path) == ["a.py", "c/b.py"]


def test_a_folder_that_cannot_be_looked_into_is_told_after_all_others(tmp_path, monkeypatch):
    touch(tmp_path, "a/x.py", "b/x.py", "c/x.py")
    look = Path.iterdir

    def closed(path: Path):
        if path.name == "b":
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(Path, "iterdir", closed)
    scripts = walk(tmp_path)
    assert [next(scripts).parent.name, next(scripts).parent.name] == ["a", "c"]
    with pytest.raises(DataError, match="name a folder that can be read") as refusal:
        next(scripts)
    assert refusal.value.where == str(tmp_path / "b")


def test_a_file_of_another_kind_is_refused(tmp_path):
    touch(tmp_path, "films.csv")
    with pytest.raises(DataError, match=r"name a \.py file, an \.ipynb notebook"):
        list(walk(tmp_path / "films.csv"))


def test_a_file_that_is_not_there_is_refused_with_the_nearest_name(tmp_path):
    touch(tmp_path, "train.py")
    with pytest.raises(DataError, match=r"Did you mean 'train\.py'\?\n  To fix: name a \.py"):
        list(walk(tmp_path / "trian.py"))
