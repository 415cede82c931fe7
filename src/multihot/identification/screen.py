"""An identification as one screen of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan, nan
from textwrap import fill

from multihot.identification.definitions import Call
from multihot.identification.identifications import Beside, Identification, Match
from multihot.identification.priors import FAR_FETCHED

_WIDTH = 98
_SHOWN = 4
_CALLS = (6, 1)  # of the first, of the others
_NAMES = 4
_HUNDRED = 100
_APART = 2  # an empty line stands before the first two, for the others are beside the second


def screen(found: Identification) -> str:
    """The number, the definitions that fit, what stands beside it, and what is to be known."""
    if not found.matches:
        return "\n".join((*_near_misses(found), *_notes(found)))
    lines = [_headline(found)]
    shown = _shown(found.matches)
    values = {each.name: each.value for each in found.beside}
    for place, match in enumerate(shown):
        few = _CALLS[0] if place == 0 else _CALLS[1]
        lines += _match(place + 1, match, few, values, is_full=place == 0)
    lines += _others(found.matches[len(shown) :])
    lines += ["", *_beside(found.beside), *_notes(found)]
    return "\n".join(lines)


def _notes(found: Identification) -> Iterator[str]:
    if found.notes:
        yield ""
        yield from (_filled(note, first="* ", rest="  ") for note in found.notes)


def _near_misses(found: Identification) -> Iterator[str]:
    """The usual numbers and how far each is off, then the others that come nearest."""
    percent = any(each.percent for each in found.nearest[:1])
    yield f"{_number_of(found, percent=percent)} fits none of {found.n_searched:,} definitions."
    yield ""
    yield from _beside(found.beside, found.number / (_HUNDRED if percent else 1))
    told = {each.name for each in found.beside}
    others = [each for each in found.nearest if each.definition.name not in told]
    if others:
        yield ""
        yield "The nearest of the others, the rarer ones last:"
        for place, match in enumerate(others, 1):
            yield from filter(None, _match(place, match, _CALLS[1], {}, is_full=False))


def _number_of(found: Identification, *, percent: bool) -> str:
    return f"{found.number:.10g}{' %' if percent else ''} (± {found.tolerance:.3g})"


def _shown(matches: Sequence[Match]) -> Sequence[Match]:
    """The first, and the next few that are not far-fetched."""
    likely = sum(match.definition.rarity < FAR_FETCHED for match in matches)
    return matches[: min(_SHOWN, max(likely, 1))]


def _headline(found: Identification) -> str:
    count, percent = len(found.matches), any(each.percent for each in found.matches[:1])
    number = _number_of(found, percent=percent)
    best = found.matches[0].definition
    if best.rarity >= FAR_FETCHED:
        few = "one far-fetched definition" if count == 1 else f"{count:,} far-fetched definitions"
        return f"{number} is nothing that is commonly printed. It fits {few}:"
    others = "the only definition" if count == 1 else f"the likeliest of {count:,} definitions"
    return _cut(f"{number} is {best.name}, {others} that fit{'s' if count == 1 else ''}:")


def _match(
    place: int, match: Match, n_calls: int, values: dict[str, float], *, is_full: bool
) -> Iterator[str]:
    definition = match.definition
    if is_full or place <= _APART:
        yield ""
    yield _cut(f"{place}. {match.value:<10.6f}{definition.name}")
    if is_full:
        yield _filled(f"{definition.words[:1].upper()}{definition.words[1:]}.")
    for call in _spread(definition.calls)[:n_calls]:
        yield _cut(f"     {call.system}: {call.text}")
    if is_full and definition.mistaken_for:
        told = definition.instead
        value = f", which is {told} {_number(values[told])}" if told in values else ""
        other = f", which is {told}" if told and not value else value
        yield _filled(f"It is not {definition.mistaken_for}{other}.")


def _spread(calls: Sequence[Call]) -> list[Call]:
    """One call of each library first, two of Keras; then the others."""
    seen: dict[str, int] = {}
    turns = []
    for place, call in enumerate(calls):
        family = "Keras" if "eras" in call.system else call.system.split()[0]
        seen[family] = seen.get(family, 0) + 1
        turn = (seen[family] + 1) // 2 if family == "Keras" else seen[family]
        turns.append((turn, place, call))
    return [call for *_, call in sorted(turns, key=lambda turn: turn[:2])]


def _others(rest: Sequence[Match]) -> Iterator[str]:
    if rest:
        names = "; ".join(each.definition.name for each in rest[:_NAMES])
        more = len(rest) - _NAMES
        told = f"; and {more:,} more, which --json lists" if more > 0 else ""
        yield ""
        yield _filled(f"Further: {names}{told}.", first="", rest="  ")


def _beside(numbers: Sequence[Beside], wanted: float = nan) -> Iterator[str]:
    """The numbers, and, beside one that is wanted, how far off each is."""
    width = max(len(each.name) for each in numbers)
    off = "" if isnan(wanted) else f"{'off by':>9}"
    yield f"{'The same predictions':<{width + 2}}{'here':>8}{off}{'given none':>12}"
    for each in numbers:
        nothing = "-" if each.nothing is None else _number(each.nothing)
        off = "" if isnan(wanted) else f"{each.value - wanted:>+9.4f}"
        yield f"  {each.name:<{width}}{_number(each.value):>8}{off}{nothing:>12}  {each.title}"


def _cut(line: str) -> str:
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 4]} ..."


def _number(value: float) -> str:
    return "-" if isnan(value) else f"{value:.4f}"


def _filled(text: str, *, first: str = "   ", rest: str = "   ") -> str:
    return fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )
