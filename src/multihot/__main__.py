"""`python -m multihot` is the command `multihot`."""

from multihot.cli.main import main

main()
