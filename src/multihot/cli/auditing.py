"""Auditing what a command names: scripts, arrays, a model, a data file, a run."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from zipfile import is_zipfile

from multihot.auditing import audit
from multihot.auditing.selecting import rules_for, unknown_rules
from multihot.auditing.settings import Settings, read_settings
from multihot.cli.aiming import Kind
from multihot.errors import DataError, MultihotError
from multihot.rules import SEVERITIES, Finding
from multihot.source import parse_keras, walk

if TYPE_CHECKING:
    from multihot.facts import ScriptFacts

Options: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Audited:
    """What came of it.

    Args:
        findings: file by file, the worst of each first.
        n_files: how many scripts were read; None for what is no script.
        unread: why others could not be.
        told: what a person should know besides, a line each.
    """

    findings: tuple[Finding, ...]
    n_files: int | None = None
    unread: tuple[MultihotError, ...] = ()
    told: tuple[str, ...] = ()

    def summary(self) -> str:
        """One line: `2 errors, 1 note in 1 of 4 files; 1 file could not be read`."""
        counts = Counter(finding.severity for finding in self.findings)
        told = [_counted(counts[each], each) for each in SEVERITIES if counts[each]]
        line = ", ".join(told) or "nothing found"
        if self.n_files is not None:
            n_found = len({finding.place.file for finding in self.findings})
            of = f"{n_found} of " if 0 < n_found < self.n_files else ""
            line += f" in {of}{_counted(self.n_files, 'file')}"
        unread = _counted(len(self.unread), "file")
        return f"{line}; {unread} could not be read" if self.unread else line


def settings_for(targets: Sequence[Path], options: Options) -> Settings:
    """Those of the project that the first target is in; options come before them.

    Raises:
        DataError: pyproject.toml does not hold what it should, or there is no such Keras.
    """
    given = {name: options[name] for name in ("fail_on", "keras") if options[name] is not None}
    for name in ("select", "ignore"):
        if options[name] is not None:
            words = (word.strip() for word in options[name].split(","))
            given[name] = tuple(word for word in words if word)
    if "keras" in given:
        parse_keras(given["keras"])
    return replace(read_settings(targets[0] if targets else Path()), **given)


def fails(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether a finding is at or above this severity."""
    bad = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return any(finding.severity in bad for finding in findings)


def _audit_scripts(targets: Sequence[Path], options: Options, settings: Settings) -> Audited:  # noqa: ARG001 - as the others
    from multihot.auditing.asking import judge_script
    from multihot.auditing.reading import facts_of_script

    rules = rules_for(settings.select, settings.ignore)
    findings: list[Finding] = []
    told: list[str] = []
    unread: list[MultihotError] = []
    n_files = 0
    for file in _files(targets, settings, unread):
        try:
            facts = facts_of_script(file, keras=settings.keras)
        except MultihotError as error:
            unread.append(error)
            continue
        n_files += 1
        findings += judge_script(facts, rules)
        told += _unknown_ignored(facts)
    if not n_files and not unread:
        raise DataError(
            "no .py and no .ipynb file is here",
            where=", ".join(map(str, targets)),
            remedy="name a script, a notebook, or a folder of them; exclude in pyproject.toml may "
            "leave all out",
        )
    return Audited(tuple(findings), n_files, tuple(unread), tuple(told))


def _files(
    targets: Sequence[Path], settings: Settings, unread: list[MultihotError]
) -> Iterator[Path]:
    """Each once, in order; what cannot be walked is told in `unread`."""
    met: set[Path] = set()
    for target in targets:
        try:
            for file in walk(target):
                excluded = file != target and settings.excludes(file)
                if not excluded and file.resolve() not in met:
                    met.add(file.resolve())
                    yield file
        except MultihotError as error:
            unread.append(error)


def _unknown_ignored(facts: ScriptFacts) -> Iterator[str]:
    lines: dict[str, int] = {}
    for (_, line), ids in sorted(facts.ignored.items()):
        for each in ids:
            lines.setdefault(each, line)
    for name, offer in unknown_rules(lines).items():
        place = f"{facts.file}:{lines[name]}"
        yield f"{place}: warning: no rule {name!r} to ignore. {offer}".rstrip()


def _audit_data(targets: Sequence[Path], options: Options, settings: Settings) -> Audited:
    from multihot.cli.columns import reading_of
    from multihot.cli.parts import Division, check_files, read_parts

    division = Division(
        validation=options["validation"],
        test=options["test"],
        validation_share=options["validation_share"],
        test_share=options["test_share"],
        seed=options["seed"],
        unseen="keep",
        fewest_rows=1,
    )
    (data,) = targets
    reading = reading_of({**options, "data": data})
    check_files(data, reading, division)
    splits, _ = read_parts(data, reading, division)
    return Audited(audit(splits=splits, select=settings.select, ignore=settings.ignore))


def _audit_run(targets: Sequence[Path], options: Options, settings: Settings) -> Audited:  # noqa: ARG001 - as the others
    from multihot.runs import load_run

    chosen = {rule.id for rule in rules_for(settings.select, settings.ignore)}
    findings = load_run(targets[0]).findings
    return Audited(tuple(finding for finding in findings if finding.rule in chosen))


def _audit_arrays(targets: Sequence[Path], options: Options, settings: Settings) -> Audited:
    """Targets, with scores and decisions or without; and the model that is named, if one is."""
    from multihot.cli.raw_arrays import read_raw

    given: dict[str, Any] = {}
    told: tuple[str, ...] = ()
    if options["targets"] is not None:
        raw = read_raw(options)
        given = {"targets": raw.targets, "labels": raw.labels}
        given |= {"scores": raw.scores, "thresholds": raw.thresholds, "decisions": raw.decisions}
        told = raw.told
    if targets:
        given["model"] = _load_model(targets[0])
    findings = audit(**given, select=settings.select, ignore=settings.ignore)
    return Audited(findings, told=told)


def _load_model(path: Path) -> Any:
    """A model in safe mode: nothing that the file brings along is run."""
    from multihot.nn import load_model

    if not is_zipfile(path):
        what = "is empty" if not path.stat().st_size else "is no whole .keras file"
        raise DataError(
            f"{what}: it was cut off, damaged, or written as something else",
            where=str(path),
            remedy="copy it or save it again",
        )
    try:
        with warnings.catch_warnings():  # of weights of the optimizer, which nobody asks here
            warnings.simplefilter("ignore")
            return load_model(path, compiled=True)
    except (ValueError, TypeError, OSError, KeyError, AttributeError) as error:
        reason = str(error).strip().splitlines()
        raise DataError(
            f"the model cannot be loaded: {reason[0] if reason else type(error).__name__}",
            where=str(path),
            remedy="save it again if it is damaged; if it has layers, losses or metrics of your "
            "own, which are not loaded here, audit the script that builds it",
        ) from None


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


ASK: Mapping[Kind, Callable[[Sequence[Path], Options, Settings], Audited]] = {
    "script": _audit_scripts,
    "data": _audit_data,
    "model": _audit_arrays,
    "arrays": _audit_arrays,
    "run": _audit_run,
}
