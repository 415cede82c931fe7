"""The scripts in `cases` are read, never run or imported."""

collect_ignore = ["cases"]
