"""What the text of a script says about its models and data; nothing of it is ever run."""

from multihot.source.gathering import script_facts
from multihot.source.ignoring import ignored
from multihot.source.reading import read_script, read_text
from multihot.source.scripts import Cell, Script
from multihot.source.versions import parse_keras
from multihot.source.walking import walk

__all__ = [
    "Cell",
    "Script",
    "ignored",
    "parse_keras",
    "read_script",
    "read_text",
    "script_facts",
    "walk",
]
