"""The whole job on every real data set: prints the table of docs/data-sets.md.

    python benchmarks/data_sets.py FOLDER [NAME ...]

FOLDER holds the data sets; they are public, docs/data-sets.md says where.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMANDS = {
    "emotions": "emotions/emotions-train.arff --labels emotions/emotions.xml "
    "--test emotions/emotions-test.arff",
    "scene": "scene/scene-train.arff --labels scene/scene.xml --test scene/scene-test.arff",
    "yeast": "yeast/yeast-train.arff --labels yeast/yeast.xml --test yeast/yeast-test.arff",
    "birds": "birds/birds-train.arff --labels birds/birds.xml --test birds/birds-test.arff",
    "bibtex": "bibtex/bibtex-train.arff --labels bibtex/bibtex.xml --test bibtex/bibtex-test.arff",
    "goemotions": "goemotions/train.tsv --validation goemotions/dev.tsv --test goemotions/test.tsv "
    "--no-header --no-quoting --text 1 --labels 2 --separator , "
    "--label-names goemotions/labels.txt --model linear",
    "wikipedia-movies": "wikipedia-movies/movies.jsonl.gz --text extract --labels genres",
    "robotics": "robotics/robotics.csv --text title --text content --html --labels tags "
    "--separator ' ' --fewest-rows 10",
    "tox21": "tox21/tox21_fp1024.npz --features X_packed --packed-bits --labels Y "
    "--label-names labels",
}
SHOWN = ("f1_micro", "f1_macro", "f1_samples", "subset_accuracy", "lrap", "roc_auc_macro")


def main() -> None:
    folder, names = Path(sys.argv[1]), sys.argv[2:] or list(COMMANDS)
    print(f"| set | rows (train + validation + test) | labels | model | {' | '.join(SHOWN)} | s |")
    print("|---" * (len(SHOWN) + 5) + "|")
    for name in names:
        with tempfile.TemporaryDirectory() as out:
            print(measured(name, folder, Path(out) / "run"), flush=True)


def measured(name: str, folder: Path, run: Path) -> str:
    started = time.perf_counter()
    command = [sys.executable, "-m", "multihot", "train", *shlex.split(COMMANDS[name])]
    done = subprocess.run(
        [*command, "-o", str(run), "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        return f"| {name} | {done.stderr.splitlines()[-1]} |"
    numbers = json.loads(done.stdout)["numbers"]
    facts = json.loads((run / "run.json").read_text("utf-8"))
    rows = " + ".join(f"{part['n_rows']:,}" for part in facts["facts"]["parts"])
    cells = " | ".join(f"{numbers[metric]:.3f}" for metric in SHOWN)
    n_labels = len(facts["facts"]["labels"])
    return f"| {name} | {rows} | {n_labels} | {facts['kind']} | {cells} | {seconds:.0f} |"


if __name__ == "__main__":
    main()
