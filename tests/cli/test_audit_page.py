"""What the page about the audit shows runs as it stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from multihot.auditing.settings import read_settings

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "audit.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture
def script(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("COLUMNS", "96")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    path = tmp_path / "train.py"
    path.write_text(blocks("python")[0], encoding="utf-8")
    return path


def test_the_command_prints_what_the_page_shows(run, script):
    (shown,) = blocks("console")
    command, _, printed = shown.partition("\n")
    ended = run(*command.removeprefix("$ multihot ").split())
    assert ended.code == 1
    assert ended.out.rstrip() + "\n\n" + ended.err == printed


def test_the_comment_silences_what_the_page_says(run, script):
    text = script.read_text("utf-8")
    comment = blocks("python")[1].rstrip("\n")
    script.write_text(text.replace(comment.split("  #")[0], comment), encoding="utf-8")
    assert run("audit", "train.py").code == 0


def test_the_settings_are_read(tmp_path):
    (tmp_path / "pyproject.toml").write_text(blocks("toml")[0], encoding="utf-8")
    assert read_settings(tmp_path).fail_on == "error"


def test_the_command_for_a_pipeline_runs(run, script):
    (shown,) = blocks("bash")
    command = shown.split(" > ")[0].removeprefix("multihot ")
    ended = run(*command.split())
    assert ended.code == 0
    assert json.loads(ended.out)["version"] == "2.1.0"


def test_every_option_of_the_page_exists(run):
    known = run("audit", "--help").out + run("explain", "--help").out
    options = set(re.findall(r"--[a-z][a-z-]+", PAGE))
    assert options >= {"--select", "--sarif"}
    assert [option for option in sorted(options) if option not in known] == []
