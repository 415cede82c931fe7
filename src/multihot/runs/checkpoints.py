"""A training under way as files, so that it can be taken up where it was cut off."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from multihot.errors import DataError, OutputError
from multihot.nn import Learned, Step
from multihot.rules import Finding
from multihot.runs.writing import new_file, writing


class Checkpoints:
    """A folder beside the run folder, `.films.training`, with the last whole step of each model.

    Each step is written beside and renamed, so a killed training leaves the step before.

    Args:
        run: the run folder that the training will become.
        settings: what was asked for; a training goes on only with the same.
    """

    def __init__(self, run: Path, settings: Mapping[str, Any]) -> None:
        self.folder = run.with_name(f".{run.name}.training")
        self.settings = json.loads(json.dumps(settings))

    def begin(self, *, resume: bool, overwrite: bool = False) -> None:
        """Start anew, or check that what is there goes on with the same settings.

        Raises:
            OutputError: steps of an earlier training are there, to go on with or to overwrite.
            DataError: there is nothing to resume, it is damaged, or it was begun with other
                settings.
        """
        file = self.folder / "settings.json"
        if not resume:
            if self._begun() and not overwrite:
                raise OutputError(
                    "a training that was cut off is there",
                    where=str(self.folder),
                    remedy="go on with it: --resume, or begin anew: --overwrite",
                )
            self.end()
            with new_file(file) as beside:
                beside.write_text(json.dumps(self.settings), encoding="utf-8")
            return
        if not file.exists():
            raise DataError(
                "there is no training to resume",
                where=str(self.folder),
                remedy="leave --resume out to begin one",
            )
        with _resuming(file):
            begun = dict(json.loads(file.read_text("utf-8")))
        other = [name for name in self.settings if begun.get(name) != self.settings[name]]
        if other:
            was = ", ".join(f"{name} was {begun.get(name)!r}" for name in other)
            raise DataError(
                f"the training was begun with other settings: {was}",
                where=str(self.folder),
                remedy="give the same settings, or leave --resume out to begin anew",
            )

    @contextmanager
    def forgotten_unless_begun(self) -> Iterator[None]:
        """Within, an error before the first step leaves nothing behind."""
        try:
            yield
        except BaseException:
            if not self._begun():
                self.end()
            raise

    def _begun(self) -> bool:
        return any(self.folder.glob("*.npz"))

    def end(self) -> None:
        """Forget the training."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def recall(self, kind: str) -> Learned:
        """How far a model is; `Learned()` if it never took a step.

        Raises:
            DataError: the file is damaged.
        """
        file = self.folder / f"{kind}.npz"
        if not file.exists():
            return Learned()
        with (
            _resuming(file),
            file.open("rb") as handle,  # numpy leaves a damaged archive open
            np.load(handle, allow_pickle=False) as stored,
        ):
            arrays = {name: stored[name] for name in stored.files}
            facts = json.loads(str(arrays.pop("facts")))
            log = tuple(Step(**step) for step in facts["log"])
            best, state = _under("best/", arrays), _under("state/", arrays)
            return Learned(log, facts["best_step"], best, state)

    def watcher(self, kind: str) -> Keeper:
        """Keeps the steps of a model."""
        return Keeper(self.folder / f"{kind}.npz", self.folder / f"{kind}.log.jsonl")


class Keeper:
    """A watcher that writes every step down."""

    def __init__(self, file: Path, log: Path) -> None:
        self.file, self.log = file, log

    def found(self, findings: tuple[Finding, ...]) -> None:
        """Nothing to keep: the run will hold them."""

    def begin(self, name: str, n_steps: int) -> None:
        """Nothing to write yet."""

    def step(self, step: Step, *, best: bool) -> None:
        """A line of the log, at once, so that it can be followed."""
        with writing(self.log), self.log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(step.to_dict() | {"best": best}) + "\n")

    def keep(self, learned: Learned) -> None:
        """Everything that going on needs."""
        facts = {"log": [vars(step) for step in learned.log], "best_step": learned.best_step}
        arrays: dict[str, Any] = {
            "facts": np.array(json.dumps(facts)),
            **{f"best/{name}": array for name, array in learned.best.items()},
            **{f"state/{name}": array for name, array in learned.state.items()},
        }
        with new_file(self.file) as beside, beside.open("wb") as handle:
            np.savez(handle, **arrays)

    def end(self, learned: Learned) -> None:
        """The file stays until the run is written."""


@contextmanager
def _resuming(file: Path) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # NumPy and zipfile raise whatever a damaged archive leads to
        raise DataError(
            f"the training cannot be resumed: {error!r}",
            where=str(file),
            remedy="leave --resume out to begin anew",
        ) from error


def _under(prefix: str, arrays: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name.removeprefix(prefix): array
        for name, array in arrays.items()
        if name.startswith(prefix)
    }
