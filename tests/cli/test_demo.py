import json

import pytest


def test_the_demonstration_beats_the_best_peer_on_data_it_never_saw(run, tmp_path):
    pytest.importorskip("pymispgalaxies", reason="needs the extra demo")
    ended = run("demo", "-o", "out")
    assert ended.code == 0, ended.err
    numbers = json.loads((tmp_path / "out" / "metrics.json").read_text("utf-8"))
    assert numbers["n_rows"] == 611
    assert numbers["numbers"]["f1_micro"] > 0.72
    assert numbers["numbers"]["f1_macro"] > 0.64
    *_, first, second, third = ended.out.splitlines()
    assert first.startswith("  Potential PowerShell Downgrade Attack: defense-evasion")
    assert second.startswith("  Local Groups Discovery - MacOs: discovery")
    assert third.startswith("  Sdiagnhost Calling Suspicious Child Process: ")
    assert (tmp_path / "out" / "report.html").is_file()
