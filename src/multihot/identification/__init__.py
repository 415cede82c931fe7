"""From a number that some library printed to what it is."""

from multihot.identification.definitions import Call, Definition
from multihot.identification.identifications import Beside, Identification, Match
from multihot.identification.searching import identify

__all__ = ["Beside", "Call", "Definition", "Identification", "Match", "identify"]
