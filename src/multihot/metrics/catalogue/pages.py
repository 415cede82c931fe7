"""A metric, or a measure with all its averages, as a page of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from multihot.metrics.catalogue.entries import TAKES, Elsewhere, Measure, Metric

_WIDTH = 96
_BETTER = {"higher": "higher is better", "lower": "lower is better", "none": "neither is better"}


def sentence(text: str) -> str:
    """The text as a sentence: a capital first, a full stop last.

    >>> sentence("share of the rows")
    'Share of the rows.'
    """
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}" if text else ""


def range_of(metric: Metric) -> str:
    """Range and direction in words."""
    reach = f"{metric.low:g} and up" if metric.high is None else metric.range
    return f"{reach}, {_BETTER[metric.better]}"


def tasks_of(metric: Metric) -> str:
    """What it can be applied to, and why where that is not plain."""
    return f"{metric.tasks}: {metric.tasks_why}" if metric.tasks_why else metric.tasks


def difference_of(other: Elsewhere) -> str:
    """How theirs differs, as a sentence; empty if there is nothing to compare with."""
    return sentence(other.difference or ("the same number" if other.call else ""))


def metric_page(metric: Metric) -> str:
    """Everything that the catalogue says about one metric."""
    facts = {
        "Formula": metric.formula,
        "Takes": f"{metric.takes}: {TAKES[metric.takes]}",
        "For": tasks_of(metric),
        "Range": range_of(metric),
        "0/0": sentence(metric.undefined),
        "Caution": sentence(metric.caution),
        "Source": metric.source,
        "Python": metric.call,
    }
    lines = [_heading(metric.name, metric.title), "", _filled(sentence(metric.definition)), ""]
    lines += [_fact(name, told) for name, told in facts.items() if told]
    lines += ["", "Elsewhere", *_others(metric.elsewhere)]
    return "\n".join(lines)


def measure_page(measure: Measure) -> str:
    """What the entries of a measure have in common, and which they are."""
    first = measure.metrics[0]
    facts = {
        "Formula": measure.formula,
        "Takes": f"{first.takes}: {TAKES[first.takes]}",
        "Range": range_of(first),
        "Source": measure.source,
    }
    width = max(len(metric.name) for metric in measure.metrics)
    lines = [_heading(measure.name, measure.title), "", _filled(sentence(measure.words)), ""]
    lines += [_fact(name, told) for name, told in facts.items()]
    lines += ["", f"In the catalogue as (multihot explain {first.name} says more)"]
    lines += [f"  {metric.name:<{width}}  {metric.title}" for metric in measure.metrics]
    return "\n".join(lines)


def _heading(name: str, title: str) -> str:
    return f"{name}: {title}"


def _fact(name: str, told: str) -> str:
    return _filled(told, first=f"  {name:<9}", rest=" " * 11)


def _others(others: Iterable[Elsewhere]) -> Iterator[str]:
    for other in others:
        if other.call:
            yield _filled(f"{other.system}: {other.call}")
            yield _filled(difference_of(other), first=" " * 6, rest=" " * 6)
        else:
            yield _filled(f"{other.system} has none. {difference_of(other)}".rstrip())


def _filled(text: str, *, first: str = "  ", rest: str = "  ") -> str:
    # a call that is longer than a line stays whole, to be copied
    return fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
