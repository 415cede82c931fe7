"""What the rules say of themselves: one page each, and all of them as a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from textwrap import fill

from multihot.auditing.selecting import FOLDERS
from multihot.rules import Rule

HEADINGS: Mapping[str, str] = {
    "heads": "Head, loss, shapes",
    "metrics": "Metrics",
    "weights": "Weights",
    "data": "Data and splits",
    "choices": "Choosing and watching",
}
_OPENING = """\
# Every rule of the audit

`multihot explain --rules` lists the same; `multihot explain softmax-multihot` prints one page.
[How to audit](audit.md) tells where the rules look, and how to silence one.

**error**: the number or the model is wrong. **warning**: probably wrong, or misleading.
**note**: worth knowing. What is possible but not certain is told as a note, with what would
settle it.
"""


def opening(rule: Rule) -> str:
    """What the rule finds, the first sentence of its page.

    >>> from multihot.rules.data.rare_label import RULE
    >>> opening(RULE)
    'A label with so few rows that its numbers are chance.'
    """
    return " ".join(rule.page.strip().split("\n\n", 1)[0].split())


def section(rule: Rule, heading: str) -> str:
    """The text below a heading of the page as one line; empty where there is none.

    >>> from multihot.rules.data.rare_label import RULE
    >>> section(RULE, "What to do")
    'Gather more rows, merge labels, or read macro averages with that in mind.'
    """
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", rule.page, re.DOTALL | re.MULTILINE)
    return " ".join(found[1].split()) if found else ""


def rule_page(rule: Rule) -> str:
    """The page for a screen."""
    return f"{rule.id}: {rule.severity} of `multihot audit`\n\n{rule.page.strip()}"


def rules_overview() -> str:
    """Every rule with its severity and its first sentence, by what it looks at."""
    blocks = []
    for folder, rules in FOLDERS.items():
        lines = [f"{HEADINGS[folder]} (--select {folder})"]
        for rule in rules:
            lead = f"  {rule.severity:<8}{rule.id}: "
            lines.append(fill(lead + opening(rule), 100, subsequent_indent=" " * 10))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def rules_document() -> str:
    """What docs/rules.md holds, Markdown."""
    return "\n".join([_OPENING, *_tables(), *_pages()]).rstrip() + "\n"


def _tables() -> Iterator[str]:
    for folder, rules in FOLDERS.items():
        if rules:
            yield f"## {HEADINGS[folder]}\n"
            yield "| rule | severity | what it finds |\n|---|---|---|"
            for rule in rules:
                yield f"| [`{rule.id}`](#{rule.id}) | {rule.severity} | {_cell(opening(rule))} |"
            yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _pages() -> Iterator[str]:
    for rules in FOLDERS.values():
        for rule in rules:
            yield f"## {rule.id}\n\n*{rule.severity}*\n"
            yield re.sub(r"^## ", "### ", rule.page.strip(), flags=re.MULTILINE) + "\n"
