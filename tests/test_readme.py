"""What the README shows runs as it stands."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from films import write_films

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_the_python_of_the_readme_runs(number, tmp_path, monkeypatch):
    write_films(tmp_path / "films.csv")
    monkeypatch.chdir(tmp_path)
    script = tmp_path / "script.py"
    script.write_text(blocks("python")[number], encoding="utf-8")
    runpy.run_path(str(script))


def test_the_pipeline_of_the_readme_sets_off_no_alarm(tmp_path):
    (block,) = [each for each in blocks("python") if "make_pipeline" in each]
    script = tmp_path / "script.py"
    script.write_text(block, encoding="utf-8")
    pipeline = runpy.run_path(str(script))["pipeline"]
    assert pipeline[-1].findings_ == ()
    assert pipeline.predict(["the sheriff rides"]).tolist() == [[0, 0, 1]]


@pytest.mark.parametrize("block", blocks("bash"))
def test_the_commands_of_the_readme_run(block, tmp_path):
    write_films(tmp_path / "films.csv")
    write_films(tmp_path / "new-films.csv", n_rows=40, seed=1)
    found = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", block],
        cwd=tmp_path,
        env={**os.environ, "PATH": found},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "all 40 rows are new to the run" in done.stderr
    assert "0 are new: the numbers are those of the test rows alone" in done.stderr
    assert (tmp_path / "films.html").stat().st_size > 10_000
    assert (tmp_path / "predictions.csv").read_text("utf-8").startswith("line,labels,scores\n")


def test_every_command_in_the_docs_has_options_that_exist():
    docs = Path(__file__).resolve().parents[1] / "docs"
    shown = "".join(
        subprocess.run(
            [sys.executable, "-m", "multihot", command, "--help"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for command in ("train", "evaluate", "audit", "explain")
    )
    commands = "".join(file.read_text("utf-8") for file in docs.glob("*.md"))
    options = set(re.findall(r"(?<=[\s`])--[a-z-]+", commands))
    assert options > {"--labels", "--label-names", "--packed-bits"}
    assert [option for option in sorted(options) if option not in shown] == []
