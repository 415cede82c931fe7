"""What the page about Keras's metrics shows runs as it stands."""

import doctest
import inspect
import re
from pathlib import Path

from multihot.nn import metrics

PAGE = Path(__file__).resolve().parents[3] / "docs" / "keras-metrics.md"


def test_the_session_gives_what_is_shown():
    told = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (told.failed, told.attempted > 0) == (0, True)


def test_the_code_runs():
    for block in re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.M):
        exec(compile(block, str(PAGE), "exec"), {})


def test_what_is_to_be_written_exists_and_takes_what_it_is_given():
    table = re.findall(r"^\|.*?\| (.*?) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    shown = [line for cell in table for line in re.findall(r"`([A-Z]\w*\(.*?\))", cell)]
    assert len(shown) > 15
    for line in shown:
        eval(line, {"k": 3, **vars(metrics)})


def test_every_metric_is_on_the_page():
    text = PAGE.read_text("utf-8")
    classes = [name for name in metrics.__all__ if hasattr(getattr(metrics, name), "update_state")]
    missing = [name for name in classes if not re.search(rf"\b{name}\(", text)]
    assert missing == []
    assert all(inspect.isclass(getattr(metrics, name)) for name in classes)
