"""The demonstration data: detection rules and the attack tactics that they are made for."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import numpy as np

from multihot.data import Dataset, Texts
from multihot.errors import MissingExtra
from multihot.io.opening import open_text
from multihot.labels import LabelSpace

TACTICS = (
    "collection",
    "command-and-control",
    "credential-access",
    "defense-evasion",
    "discovery",
    "execution",
    "exfiltration",
    "impact",
    "initial-access",
    "lateral-movement",
    "persistence",
    "privilege-escalation",
    "reconnaissance",
    "resource-development",
)


def read_sigma_rules() -> Dataset:
    """The Sigma rules of the package pymispgalaxies, each with its ATT&CK tactics.

    Text: name and description of a rule. Labels: its tags among the 14 tactics. One of the 3060
    rules has no tactic and is left out, because the published splits of this set leave it out.
    Needs the extra `demo`; downloads nothing.

    Raises:
        MissingExtra: pymispgalaxies is not installed.

    Source: https://github.com/SigmaHQ/sigma through https://github.com/MISP/misp-galaxy.
    """
    package = importlib.util.find_spec("pymispgalaxies")
    if package is None or package.origin is None:
        raise MissingExtra("the demonstration", library="pymispgalaxies", extra="demo")
    path = Path(package.origin).parent / "data" / "misp-galaxy" / "clusters" / "sigma-rules.json"
    with open_text(path) as file:
        rules = json.load(file)["values"]
    texts = tuple(f"{rule['value']}. {rule.get('description', '')}" for rule in rules)
    label_sets = [_tactics(rule.get("meta", {}).get("tags", ())) for rule in rules]
    space = LabelSpace(TACTICS)
    lines = np.arange(1, len(rules) + 1)
    whole = Dataset(Texts(texts), space.encode(label_sets), space, "sigma-rules", lines)
    return whole.take(np.array([row for row, labels in enumerate(label_sets) if labels]))


def _tactics(tags: list[str]) -> list[str]:
    names = (tag.removeprefix("attack.").replace("_", "-") for tag in tags)
    return [name for name in names if name in TACTICS]
