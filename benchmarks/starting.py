"""Seconds until multihot answers: --help and import, with the modules that must stay out."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 9
CASES = {
    "multihot --help": ["-m", "multihot", "--help"],
    "import multihot": ["-c", "import multihot"],
    "python alone": ["-c", "pass"],
}


def main() -> None:
    for name, arguments in CASES.items():
        seconds = [timed(arguments) for _ in range(RUNS)]
        print(f"{name:<16} median {statistics.median(seconds):.3f} s, worst {max(seconds):.3f} s")
    check = "import multihot, sys; print(sorted({'keras', 'jax', 'sklearn'} & set(sys.modules)))"
    print("imported with it:", subprocess.check_output([sys.executable, "-c", check], text=True))


def timed(arguments: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
