"""Settings are found in the nearest pyproject.toml, and refused where they mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from multihot.auditing.settings import Settings, read_settings
from multihot.errors import DataError


def write(folder: Path, *lines: str) -> Path:
    file = folder / "pyproject.toml"
    file.write_text("[tool.multihot.audit]\n" + "\n".join(lines), encoding="utf-8")
    return file


def test_every_setting_is_read(tmp_path):
    write(
        tmp_path,
        'select = ["heads", "error"]',
        'ignore = ["rare-label"]',
        'exclude = ["legacy"]',
        'fail-on = "error"',
        'keras = "2.8"',
    )
    assert read_settings(tmp_path) == Settings(
        select=("heads", "error"),
        ignore=("rare-label",),
        exclude=("legacy",),
        fail_on="error",
        keras="2.8",
        folder=tmp_path.resolve(),
    )


def test_they_are_found_from_a_file_upwards(tmp_path):
    write(tmp_path, 'fail-on = "never"')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "train.py").touch()
    assert read_settings(deep / "train.py").fail_on == "never"


def test_a_pyproject_without_them_is_passed_over(tmp_path):
    write(tmp_path, 'fail-on = "note"')
    inner = tmp_path / "inner"
    inner.mkdir()
    for text in ("", "[tool.multihot]\n", "[project]\nname = 'films'\n", "tool = 3\n"):
        (inner / "pyproject.toml").write_text(text, encoding="utf-8")
        assert read_settings(inner).fail_on == "note"


def test_without_any_all_rules_are_asked_and_warnings_fail(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.multihot.audit]\n", encoding="utf-8")
    assert read_settings(tmp_path) == Settings(fail_on="warning", folder=tmp_path.resolve())


@pytest.mark.parametrize(
    ("pattern", "out"),
    [
        ("legacy", ["legacy/a.py", "src/legacy/c.py"]),
        ("legacy/", ["legacy/a.py", "src/legacy/c.py"]),
        ("*_old.py", ["src/b_old.py"]),
        ("src/legacy", ["src/legacy/c.py"]),
        ("src/*.py", ["src/b_old.py", "src/legacy/c.py"]),
        ("tests", []),
    ],
)
def test_patterns_leave_files_and_folders_out(tmp_path, pattern, out):
    write(tmp_path, f'exclude = ["{pattern}"]')
    settings = read_settings(tmp_path)
    files = ["legacy/a.py", "src/b_old.py", "src/legacy/c.py"]
    assert [file for file in files if settings.excludes(tmp_path / file)] == out


def test_patterns_are_not_about_files_elsewhere(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    write(inner, 'exclude = ["*"]')
    assert read_settings(inner).excludes(inner / "a.py")
    assert not read_settings(inner).excludes(tmp_path / "a.py")
    assert not Settings(exclude=("*",)).excludes(tmp_path / "a.py")


@pytest.mark.parametrize(
    ("line", "problem", "remedy"),
    [
        (
            'fail_on = "error"',
            "no setting 'fail_on'. Did you mean 'fail-on'?",
            "use 'select', 'ignore', 'exclude', 'fail-on', 'keras'",
        ),
        ('select = "error"', "select is 'error'", 'write a list of texts: select = ["..."]'),
        ("ignore = [3]", "ignore is [3]", 'write a list of texts: ignore = ["..."]'),
        ("keras = 2.8", "keras is 2.8", 'write it as a text: keras = "2.8"'),
        (
            'fail-on = "warnings"',
            "no fail-on 'warnings'. Did you mean 'warning'?",
            "use one of 'error', 'warning', 'note', 'never'",
        ),
    ],
)
def test_what_means_nothing_is_refused_with_the_file(tmp_path, line, problem, remedy):
    file = write(tmp_path, line)
    with pytest.raises(DataError, match="To fix") as refusal:
        read_settings(tmp_path)
    assert refusal.value.where == f"{file.resolve()}: [tool.multihot.audit]"
    assert (refusal.value.problem, refusal.value.remedy) == (problem, remedy)


def test_a_rule_that_does_not_exist_is_refused_with_the_file(tmp_path):
    file = write(tmp_path, 'ignore = ["rare-lable"]')
    with pytest.raises(DataError, match="`multihot explain --rules` lists them") as refusal:
        read_settings(tmp_path)
    assert refusal.value.where == f"{file.resolve()}: [tool.multihot.audit] ignore"
    assert "Did you mean 'rare-label'?" in refusal.value.problem


def test_a_keras_that_does_not_exist_is_refused_with_the_file(tmp_path):
    file = write(tmp_path, 'keras = "2"')
    with pytest.raises(DataError, match="write the version such as") as refusal:
        read_settings(tmp_path)
    assert refusal.value.where == f"{file.resolve()}: [tool.multihot.audit] keras"


@pytest.mark.parametrize("content", [b"[tool", b"a = '\xe9'"])
def test_a_file_that_is_no_toml_is_refused(tmp_path, content):
    (tmp_path / "pyproject.toml").write_bytes(content)
    with pytest.raises(DataError, match="mend it: it is TOML in UTF-8"):
        read_settings(tmp_path)


def test_a_setting_in_place_of_the_table_is_refused(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.multihot]\naudit = 3\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"write \[tool\.multihot\.audit\] and its keys below"):
        read_settings(tmp_path)
