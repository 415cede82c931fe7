"""What the page about the classifier shows runs as it stands."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "estimator.md"


def test_the_code_runs_in_its_order(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    scope: dict[str, object] = {}
    for block in re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.M):
        exec(compile(block, str(PAGE), "exec"), scope)
    assert 'activation="sigmoid"' in capsys.readouterr().out
    assert (tmp_path / "report.html").stat().st_size > 10_000
