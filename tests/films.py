"""A small file of films whose genres can be learned from their plots."""

import csv
from pathlib import Path

import numpy as np

WORDS = {
    "drama": "mother tears funeral letter hospital",
    "war": "soldier trench general bomb front",
    "western": "sheriff horse saloon desert outlaw",
    "comedy": "joke wedding mistake laugh cake",
}
OTHERS = ["the", "a", "man", "woman", "town", "day", "night", "goes", "comes", "sees"]


def write_films(path: Path, *, n_rows: int = 300, seed: int = 0) -> Path:
    rng = np.random.default_rng(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["title", "plot", "genres"])
        for row in range(n_rows):
            genres = [name for name in WORDS if rng.random() < 0.4]
            words = [word for name in genres for word in rng.choice(WORDS[name].split(), 2)]
            plot = rng.permutation([*words, *rng.choice(OTHERS, 6)])
            table.writerow([f"film {row}", " ".join(plot), "|".join(genres)])
    return path
