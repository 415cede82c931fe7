"""The catalogue as a document: what `docs/metrics.md` holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from multihot.metrics.catalogue.entries import GROUPS, TAKES, TASKS, Elsewhere, Measure, Metric
from multihot.metrics.catalogue.listing import CATALOGUE, MEASURES
from multihot.metrics.catalogue.pages import difference_of, range_of, sentence, tasks_of

_OPENING = """\
# Every metric

`multihot metrics` lists the same; `multihot explain f1_macro` prints one entry.

**Can a metric be applied to multi-label data?** See the column "for":
"""
_COUNTS = """\
tp, fp, fn and tn count cells (a row, a label): true and given, given but not true, true but not
given, neither. A decision is score >= threshold, compared in the scores' own precision: float32
scores with the float32 number nearest to the threshold. Cells whose target is NaN are left out
everywhere. `undefined` says what 0/0 is, "zero", "nan" or "drop"; how many labels or rows it
concerned is always told. Where no cell is known at all, or all weights are 0, every number is NaN.
"""


def document() -> str:
    """The whole catalogue in Markdown."""
    parts = [_OPENING, *_listed(TASKS), "", 'The column "takes":', "", *_listed(TAKES), ""]
    parts += [_COUNTS]
    for group, heading in GROUPS.items():
        members = [metric for metric in CATALOGUE if metric.group == group]
        parts += [f"## {heading}", "", *_table(members), ""]
    parts += ["## One by one", ""]
    told: set[str] = set()
    for metric in CATALOGUE:
        if metric.measure not in told:
            told.add(metric.measure)
            parts += _section(metric)
    return "\n".join(parts).rstrip() + "\n"


def _listed(words: Mapping[str, str]) -> Iterator[str]:
    return (f"- **{word}**: {told}" for word, told in words.items())


def _table(metrics: list[Metric]) -> Iterator[str]:
    yield "| name | takes | for | range | what it is |"
    yield "|---|---|---|---|---|"
    for metric in metrics:
        link = f"[`{metric.name}`](#{metric.measure})"
        cells = (link, metric.takes, metric.tasks, range_of(metric), metric.title)
        yield f"| {' | '.join(cells)} |"


def _section(metric: Metric) -> Iterator[str]:
    yield f"### {metric.measure}"
    yield ""
    measure = MEASURES.get(metric.measure)
    yield from _alone(metric) if measure is None else _together(measure)
    yield ""


def _alone(metric: Metric) -> Iterator[str]:
    yield from (sentence(metric.definition), "")
    yield from _facts(metric)
    yield from ("", "| who | call | difference |", "|---|---|---|")
    for other in metric.elsewhere:
        yield _row(other)


def _together(measure: Measure) -> Iterator[str]:
    yield from (f"{sentence(measure.words)} `{measure.formula}`", "")
    yield from (f"Source: {measure.source}.", "")
    for metric in measure.metrics:
        yield from (f"#### {metric.name}", "", sentence(metric.definition), "")
        yield from _facts(metric, source=False)
        yield ""
    yield from ("| number | who | call | difference |", "|---|---|---|---|")
    for metric in measure.metrics:
        for other in metric.elsewhere:
            yield f"| `{metric.name}` {_row(other)}"


def _facts(metric: Metric, *, source: bool = True) -> Iterator[str]:
    yield f"- Formula: `{metric.formula}`"
    yield f"- For {tasks_of(metric)}; takes {metric.takes}; {range_of(metric)}"
    yield f"- 0/0: {metric.undefined}"
    if metric.caution:
        yield f"- Caution: {sentence(metric.caution)}"
    if source:
        yield f"- Source: {metric.source}"
    yield f"- Python: `{metric.call}`"


def _row(other: Elsewhere) -> str:
    call = f"`{other.call}`" if other.call else "none"
    return f"| {other.system} | {call} | {difference_of(other)} |"
