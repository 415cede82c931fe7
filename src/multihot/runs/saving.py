"""A run as a folder of plain files, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from multihot.data import DataFacts, PartFacts
from multihot.errors import DataError
from multihot.evaluation import Evaluation, Guess, Mistake
from multihot.features import State, features_from_state
from multihot.labels import LabelSpace
from multihot.nn import KerasNetwork, LinearNetwork, Network, Step, TrainedModel, Trial, load_keras
from multihot.rules import Finding
from multihot.runs.run import Run
from multihot.runs.writing import RUN_FILE, new_folder
from multihot.thresholds import Thresholds

FORMAT = 1


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
        thresholds = {"metric": run.thresholds.metric, "values": run.thresholds.values.tolist()}
        _write_json(folder / "thresholds.json", thresholds)
        lines = [json.dumps(step.to_dict()) for step in run.model.log]
        (folder / "log.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        if run.evaluation is not None:
            (folder / "metrics.json").write_text(run.evaluation.to_json(), encoding="utf-8")
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
    manifest = _read_json(folder / RUN_FILE)
    if manifest.get("format", 0) > FORMAT:
        raise DataError(
            f"written in format {manifest['format']}, this version reads up to {FORMAT}",
            where=str(folder / RUN_FILE),
            remedy="update multihot",
        )
    try:
        return _run(folder, manifest)
    except (KeyError, TypeError, ValueError, StopIteration) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(
            f"the run cannot be read: {error!r}",
            where=str(folder),
            remedy="a file was changed or damaged: train again, or take a copy",
        ) from error


def _run(folder: Path, manifest: Mapping[str, Any]) -> Run:
    labels = LabelSpace(tuple(_read_json(folder / "labels.json")))
    facts = _read_json(folder / "features.json")
    features = features_from_state(State(facts, _read_arrays(folder / "features.npz")))
    model = TrainedModel(
        features=features,
        network=_read_network(folder, manifest["network"]),
        labels=labels,
        kind=manifest["kind"],
        monitor=manifest["monitor"],
        log=_read_log(folder / "log.jsonl"),
        best_step=manifest["best_step"],
        trials=tuple(Trial(**each) for each in manifest["trials"]),
        interrupted=manifest["interrupted"],
    )
    thresholds = _read_json(folder / "thresholds.json")
    metrics = folder / "metrics.json"
    return Run(
        model=model,
        thresholds=Thresholds(
            np.array(thresholds["values"], dtype=np.float64), thresholds["metric"]
        ),
        evaluation=Evaluation.from_json(metrics.read_text("utf-8")) if metrics.exists() else None,
        findings=tuple(Finding(**each) for each in manifest["findings"]),
        facts=_facts(manifest["facts"]),
        mistakes=tuple(_mistake(each) for each in manifest["mistakes"]),
        story=tuple((heading, text) for heading, text in manifest["story"]),
        settings=manifest["settings"],
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
        network.model.save(folder / "network.keras")


def _read_network(folder: Path, kind: str) -> Network:
    if kind == "linear":
        arrays = _read_arrays(folder / "network.npz")
        return LinearNetwork(arrays["weights"], arrays["bias"])
    file = folder / "network.keras"
    _check_there(file)
    try:
        model = load_keras().saving.load_model(file, compile=False, safe_mode=True)
    except Exception as error:  # Keras raises whatever a damaged archive leads to
        raise DataError(
            f"Keras cannot load the network: {error}",
            where=str(file),
            remedy="if it has layers of your own, import the module that registers them first",
        ) from error
    return KerasNetwork(model)


def _read_log(file: Path) -> tuple[Step, ...]:
    _check_there(file)
    steps = []
    for line in file.read_text("utf-8").splitlines():
        value = json.loads(line)
        known = {name: value.pop(name) for name in ("step", "what", "loss", "seconds")}
        steps.append(Step(numbers=value, **known))
    return tuple(steps)


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


def _read_json(file: Path) -> Any:
    _check_there(file)
    try:
        return json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise DataError(
            f"not JSON: {error}", where=str(file), remedy="the file was damaged: take a copy"
        ) from error


def _read_arrays(file: Path) -> dict[str, Any]:
    _check_there(file)
    try:
        with np.load(file, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}
    except (ValueError, OSError, EOFError) as error:
        raise DataError(
            f"not plain arrays: {error}",
            where=str(file),
            remedy="the file was damaged: take a copy",
        ) from error


def _check_there(file: Path) -> None:
    if not file.is_file():
        raise DataError(
            f"the run has no {file.name}",
            where=str(file.parent),
            remedy="is this the folder that `multihot train` wrote? it must be whole",
        )
