"""Seconds from file to report, against a plain scikit-learn script that does the same steps.

    python benchmarks/pipeline.py [FOLDER]

Both read the file, split it, make the same tf-idf features, solve one-vs-rest logistic regression
for the same strengths judged on validation, choose a threshold for each label on validation, fit
the best once more on train and validation, and print the same numbers of the test part.
scikit-learn writes no report. Each runs in a process of its own; ours first, then theirs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMANDS = {
    "robotics": [
        *("robotics/robotics.csv", "--text", "title", "--text", "content", "--html"),
        *("--labels", "tags", "--separator", " ", "--fewest-rows", "10"),
    ],
    "wikipedia-movies": [
        *("wikipedia-movies/movies.jsonl.gz", "--text", "extract", "--labels", "genres"),
    ],
}


def main() -> None:
    here = Path(__file__).resolve()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else here.parents[2] / "shared" / "data"
    if not folder.is_dir():
        print(f"the data sets are not at {folder}: name their folder")
        return
    for name in COMMANDS:
        ours, our_numbers = run_ours(name, folder)
        theirs, their_numbers = run_theirs(name, folder)
        print(f"{name}: ours {ours:.1f} s, scikit-learn {theirs:.1f} s, ratio {theirs / ours:.1f}")
        print(f"  ours          {our_numbers}")
        print(f"  scikit-learn  {their_numbers}", flush=True)


def run_ours(name: str, folder: Path) -> tuple[float, str]:
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "multihot", "train", *COMMANDS[name]]
        command += ["--model", "linear", "--json", "-o", f"{out}/run"]
        started = time.perf_counter()
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - started
    return seconds, shown(json.loads(done.stdout)["numbers"])


def run_theirs(name: str, folder: Path) -> tuple[float, str]:
    script = Path(__file__).with_name("pipeline_sklearn.py")
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(script), name], cwd=folder, capture_output=True, text=True, check=True
    )
    return time.perf_counter() - started, shown(json.loads(done.stdout))


def shown(numbers: dict[str, float]) -> str:
    return f"f1_micro {numbers['f1_micro']:.3f}, f1_macro {numbers['f1_macro']:.3f}"


if __name__ == "__main__":
    main()
