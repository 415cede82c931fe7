"""What the page about auditing in training shows runs as it stands."""

import re
from pathlib import Path

from multihot.nn import load_keras

PAGE = Path(__file__).resolve().parents[2] / "docs" / "audit-in-training.md"


def test_the_code_runs_in_its_order(capsys):
    load_keras().utils.set_random_seed(0)
    text = PAGE.read_text("utf-8")
    scope: dict[str, object] = {}
    for block in re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        exec(compile(block, str(PAGE), "exec"), scope)
    (shown,) = re.findall(r"^```text\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert shown in capsys.readouterr().err
