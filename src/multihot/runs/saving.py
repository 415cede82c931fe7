"""A run as a folder of plain files, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from multihot.data import DataFacts, PartFacts
from multihot.errors import DataError, MultihotError, ShapeError, listed
from multihot.evaluation import Evaluation, Guess, Mistake
from multihot.features import State, features_from_state
from multihot.labels import LabelSpace
from multihot.nn import KerasNetwork, LinearNetwork, Network, Step, TrainedModel, Trial
from multihot.rules import Finding
from multihot.runs.run import Run
from multihot.runs.seen_rows import SeenRows
from multihot.runs.writing import RUN_FILE, new_folder
from multihot.thresholds import Thresholds

FORMAT = 1

_DAMAGED = "the file was changed or damaged: take a copy, or train again"


def save_run(
    run: Run,
    path: Path | str,
    *,
    overwrite: bool = False,
    also: Callable[[Path], None] | None = None,
) -> Path:
    """Write a run as a folder: JSON, npz and, for networks of several layers, `.keras`; no pickle.

    The folder is written beside and renamed, so it is whole or absent.

    Args:
        run: what to keep.
        path: the folder; must not exist, unless `overwrite`.
        overwrite: whether a folder that is there is replaced.
        also: called with the folder before it is renamed, to put further files in.

    Raises:
        OutputError: the folder exists, or cannot be written.
    """
    path = Path(path)
    with new_folder(path, overwrite=overwrite) as folder:
        _write_json(folder / RUN_FILE, _manifest(run))
        _write_json(folder / "labels.json", list(run.model.labels.names))
        _write_features(folder, run)
        _write_network(folder, run.model.network)
        kept = run.thresholds
        thresholds = {"metric": kept.metric, "values": kept.values.tolist(), "labels": kept.labels}
        _write_json(folder / "thresholds.json", thresholds)
        lines = [json.dumps(step.to_dict()) for step in run.model.log]
        (folder / "log.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        if run.evaluation is not None:
            (folder / "metrics.json").write_text(run.evaluation.to_json(), encoding="utf-8")
        if run.seen_rows is not None:
            np.savez(folder / "rows.npz", **run.seen_rows.to_arrays())
        if also is not None:
            also(folder)
    return path


def load_run(path: Path | str) -> Run:
    """Read a run folder; nothing in it is executed.

    Raises:
        DataError: no such folder, a file of it is missing or damaged, or of a newer format.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise DataError("no such run folder", where=str(folder), remedy="check the path")
    with _reading(folder / RUN_FILE) as file:
        manifest = _json(file)
        if manifest["format"] > FORMAT:
            raise DataError(
                f"written in format {manifest['format']}, this version reads up to {FORMAT}",
                remedy="update multihot",
            )
        run = _run(folder, manifest)
    _check_sizes(folder, run)
    return run


def _run(folder: Path, manifest: Mapping[str, Any]) -> Run:
    with _reading(folder / "labels.json") as file:
        labels = LabelSpace(tuple(_json(file)))
    with _reading(folder / "features.npz") as file:
        arrays = _arrays(file)
    with _reading(folder / "features.json") as file:
        features = features_from_state(State(_json(file), arrays))
    thresholds = _read_thresholds(folder / "thresholds.json", labels)
    model = TrainedModel(
        features=features,
        network=_read_network(folder, manifest["network"]),
        labels=labels,
        kind=manifest["kind"],
        monitor=manifest["monitor"],
        log=_read_log(folder / "log.jsonl", manifest["best_step"]),
        best_step=manifest["best_step"],
        trials=tuple(Trial(**each) for each in manifest["trials"]),
        interrupted=manifest["interrupted"],
    )
    return Run(
        model=model,
        thresholds=thresholds,
        evaluation=_read_evaluation(folder / "metrics.json"),
        findings=tuple(Finding.from_dict(each) for each in manifest["findings"]),
        facts=_facts(manifest["facts"]),
        mistakes=tuple(_mistake(each) for each in manifest["mistakes"]),
        story=tuple((heading, text) for heading, text in manifest["story"]),
        settings=manifest["settings"],
        seen_rows=_read_seen_rows(folder / "rows.npz", manifest.get("rows_key")),
    )


def _manifest(run: Run) -> dict[str, Any]:
    model = run.model
    return {
        "format": FORMAT,
        "kind": model.kind,
        "network": "linear" if isinstance(model.network, LinearNetwork) else "keras",
        "monitor": model.monitor,
        "best_step": model.best_step,
        "interrupted": model.interrupted,
        "trials": [asdict(trial) for trial in model.trials],
        "settings": dict(run.settings),
        "story": [list(step) for step in run.story],
        "findings": [finding.to_dict() for finding in run.findings],
        "facts": None if run.facts is None else asdict(run.facts),
        "mistakes": [asdict(mistake) for mistake in run.mistakes],
        "rows_key": None if run.seen_rows is None else run.seen_rows.name,
    }


def _write_features(folder: Path, run: Run) -> None:
    state = run.model.features.to_state()
    _write_json(folder / "features.json", dict(state.facts))
    arrays: dict[str, Any] = dict(state.arrays)
    np.savez(folder / "features.npz", **arrays)


def _write_network(folder: Path, network: Network) -> None:
    if isinstance(network, LinearNetwork):
        np.savez(folder / "network.npz", weights=network.weights, bias=network.bias)
    elif isinstance(network, KerasNetwork):
        network.save(folder / "network.keras")


def _read_network(folder: Path, kind: str) -> Network:
    if kind == "linear":
        with _reading(folder / "network.npz") as file:
            arrays = _arrays(file)
            return LinearNetwork(arrays["weights"], arrays["bias"])
    remedy = "if it has layers of your own, import the module that registers them first"
    with _reading(folder / "network.keras", remedy=remedy) as file:
        return KerasNetwork.load(file)


def _read_thresholds(file: Path, labels: LabelSpace) -> Thresholds:
    with _reading(file):
        stored = _json(file)
        kept = Thresholds.kept(np.array(stored["values"], dtype=np.float64), stored["metric"])
        names = stored.get("labels")
        if names is None or len(kept.values) != len(labels):  # the sizes are checked together
            return kept
        try:
            return replace(kept, labels=tuple(names)).in_order(labels.names)
        except MultihotError as error:
            raise error.placed(str(file), remedy=_DAMAGED) from error


def _read_evaluation(file: Path) -> Evaluation | None:
    if not file.exists():  # a run that was never judged
        return None
    with _reading(file):
        return Evaluation.from_json(file.read_text("utf-8"))


def _read_seen_rows(file: Path, key: str | None) -> SeenRows | None:
    if not file.exists():  # a run that was made by hand, or before rows were kept
        return None
    with _reading(file):
        seen = SeenRows.from_arrays(_arrays(file))
        if seen.name != key:
            raise DataError(
                "the hashes of rows are those of another run",
                remedy="take the file away: it is then unknown which rows the run has seen",
            )
        return seen


def _read_log(file: Path, best_step: int) -> tuple[Step, ...]:
    with _reading(file):
        steps = []
        for line in file.read_text("utf-8").splitlines():
            value = json.loads(line)
            known = {name: value.pop(name) for name in ("step", "what", "loss", "seconds")}
            numbers = {name: np.nan if each is None else each for name, each in value.items()}
            steps.append(Step(numbers=numbers, **known))
        if best_step > len(steps):
            raise DataError(f"ends before step {best_step}, which was kept", remedy=_DAMAGED)
    return tuple(steps)


def _check_sizes(folder: Path, run: Run) -> None:
    n_features, n_labels = run.model.features.n_features, len(run.model.labels)
    fits = _fits(run.model.network, n_features, n_labels)
    if not fits or len(run.thresholds.values) != n_labels:
        raise DataError(
            f"network or thresholds are not of {n_features} features and {n_labels} labels",
            where=str(folder),
            remedy=_DAMAGED,
        )


def _fits(network: Network, n_features: int, n_labels: int) -> bool:
    if isinstance(network, LinearNetwork):
        shapes = (network.weights.shape, network.bias.shape)
        return shapes == ((n_features, n_labels), (n_labels,))
    model = network.model if isinstance(network, KerasNetwork) else None
    shape = getattr(model, "output_shape", None)  # a subclassed model may not know its own
    return shape is None or tuple(shape) == (None, n_labels)


def _facts(value: Mapping[str, Any] | None) -> DataFacts | None:
    if value is None:
        return None
    parts = tuple(
        PartFacts(**{**part, "positives": tuple(part["positives"])}) for part in value["parts"]
    )
    together = tuple((first, second, rows) for first, second, rows in value["together"])
    return DataFacts(tuple(value["labels"]), parts, together)


def _mistake(value: Mapping[str, Any]) -> Mistake:
    guesses = tuple(Guess(**guess) for guess in value["guesses"])
    return Mistake(value["place"], value["text"], guesses, value["surprise"])


def _write_json(file: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


@contextmanager
def _reading(file: Path, *, remedy: str = _DAMAGED) -> Iterator[Path]:
    """The file; whatever goes wrong with it is told with its name."""
    if not file.is_file():
        raise DataError(
            f"the run has no {file.name}",
            where=str(file.parent),
            remedy="is this the folder that `multihot train` wrote? it must be whole",
        )
    try:
        yield file
    except ShapeError as error:  # what one file holds does not belong together
        raise DataError(error.problem, where=str(file), remedy=remedy) from error
    except MultihotError as error:  # also of a backend of Keras that cannot be imported
        if error.where:
            raise
        raise error.placed(str(file)) from error
    except Exception as error:  # NumPy, zipfile and Keras raise whatever a damaged file leads to
        raise DataError(f"cannot be read: {error!r}", where=str(file), remedy=remedy) from error


def _json(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def _arrays(file: Path) -> dict[str, Any]:
    # opened here, because numpy leaves a damaged archive open
    with file.open("rb") as handle, np.load(handle, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    strange = [name for name, array in arrays.items() if not np.isfinite(array).all()]
    if strange:
        raise DataError(f"NaN or inf in {listed(strange)}", remedy=_DAMAGED)
    return arrays
