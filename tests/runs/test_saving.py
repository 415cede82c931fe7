"""A run that was written and read again is the same run, made of plain files."""

from __future__ import annotations

import errno
import io
import json
import zipfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from multihot.arrays import as_targets
from multihot.data import Dataset, Signals, Splits, Table, Texts
from multihot.errors import DataError, OutputError
from multihot.features import Grams, SignalFeatures, TextFeatures
from multihot.labels import LabelSpace
from multihot.metrics import NEVER
from multihot.nn import KerasNetwork, LinearNetwork, TrainedModel, load_keras
from multihot.runs import Run, load_run, save_run
from multihot.thresholds import Thresholds
from multihot.training import Done, Effort, Job, work

MODELS = ("linear", "mlp")


def birds(n_rows: int, seed: int) -> Dataset:
    """Three numbers with gaps and a category; each of two labels leans on one of the numbers."""
    rng = np.random.default_rng(seed)
    numbers = rng.normal(size=(n_rows, 3))
    truth = numbers[:, :2] + rng.normal(scale=0.5, size=(n_rows, 2)) > [0, 1]
    numbers[::7, 2] = np.nan
    nests = rng.choice(["hollow", "reed", None], (n_rows, 1))
    table = Table(numbers, ("wing", "bill", "weight"), nests, ("nest",))
    labels = LabelSpace(("Übü owl", "tit\n"))
    return Dataset(table, as_targets(truth * 1.0), labels, source="birds.csv")


@cache
def finished(model: str) -> Done:
    splits = Splits(birds(80, 0), birds(40, 1), birds(30, 2))
    effort = Effort(epochs=2, batch_size=32)
    job = Job(model=model, effort=effort, settings={"model": model}, told=(("Data", "made up"),))
    return work(splits, job)


def small(*, weight: float = 1.0) -> Run:
    """A run without a training: three words and as many labels."""
    features = TextFeatures.fit(Texts(("war and peace",)), (Grams("word", 1, 1),))
    network = LinearNetwork(np.eye(3, dtype="f4") * weight, np.zeros(3, "f4"))
    labels = LabelSpace(("and", "peace", "war"))
    model = TrainedModel(features, network, labels, "linear")
    return Run(model, Thresholds(np.array([0.55, 0.6, 0.7]), "f1_macro"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_a_run_brings_thresholds_into_the_order_of_its_labels():
    run = small()
    assert run.thresholds.labels == ("and", "peace", "war")
    turned = Thresholds(np.array([0.7, 0.55, 0.6]), labels=("war", "and", "peace"))
    again = Run(run.model, turned)
    assert again.thresholds.values.tolist() == [0.55, 0.6, 0.7]
    assert again.predict(["war"]) == run.predict(["war"])


def test_thresholds_of_a_run_are_kept_with_their_labels_and_read_without_them(tmp_path):
    folder = save_run(small(), tmp_path / "run")
    stored = json.loads((folder / "thresholds.json").read_text("utf-8"))
    assert stored["labels"] == ["and", "peace", "war"]
    del stored["labels"]  # as earlier versions wrote it
    (folder / "thresholds.json").write_text(json.dumps(stored), encoding="utf-8")
    assert load_run(folder).thresholds.values.tolist() == [0.55, 0.6, 0.7]


@pytest.mark.parametrize("labels", [["and", "peace"], ["and", "peace", "sea"]])
def test_thresholds_of_other_labels_than_the_run_are_refused_with_their_file(tmp_path, labels):
    folder = save_run(small(), tmp_path / "run")
    stored = {"metric": "", "values": [0.5, 0.5, 0.5], "labels": labels}
    (folder / "thresholds.json").write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(DataError, match=r"thresholds.json: (.|\n)*take a copy"):
        load_run(folder)


@pytest.mark.parametrize("model", MODELS)
def test_a_run_read_again_is_the_same(tmp_path, model):
    done = finished(model)
    run, again = done.run, load_run(save_run(done.run, tmp_path / "birds"))
    inputs = birds(50, 3).inputs
    assert again.model.score(inputs).tobytes() == run.model.score(inputs).tobytes()
    assert again.thresholds.values.tobytes() == run.thresholds.values.tobytes()
    assert again.thresholds.metric == run.thresholds.metric
    assert again.predict(inputs) == run.predict(inputs)
    assert again.evaluation.to_json() == run.evaluation.to_json()
    assert (again.story, again.findings, again.mistakes) == (run.story, run.findings, run.mistakes)
    assert (again.facts, dict(again.settings)) == (run.facts, dict(run.settings))
    for part, names in ((birds(40, 1), {"validation"}), (birds(30, 2), {"test"})):
        assert set(again.seen_rows.origins(part.inputs).names()) == names


@pytest.mark.parametrize("model", MODELS)
def test_a_model_read_again_knows_how_it_came_about(tmp_path, model):
    model = finished(model).run.model
    again = load_run(save_run(finished(model.kind).run, tmp_path / "birds")).model
    assert again.log == model.log
    assert again.trials == model.trials
    assert (again.kind, again.monitor, again.best_step) == (
        model.kind,
        model.monitor,
        model.best_step,
    )
    assert (again.labels, again.interrupted) == (model.labels, model.interrupted)


@pytest.mark.parametrize("model", MODELS)
def test_writing_what_was_read_writes_the_same_files(tmp_path, model):
    first = save_run(finished(model).run, tmp_path / "first")
    second = save_run(load_run(first), tmp_path / "second")
    plain = {"run.json", "labels.json", "features.json", "thresholds.json", "log.jsonl", "rows.npz"}
    assert {name: contents(first)[name] for name in plain} == {
        name: contents(second)[name] for name in plain
    }
    assert json.loads(contents(first)["metrics.json"]) == json.loads(
        contents(second)["metrics.json"]
    )


def test_a_run_that_was_never_judged_stays_so(tmp_path):
    again = load_run(save_run(small(), tmp_path / "small"))
    assert (again.evaluation, again.facts, again.mistakes, again.story) == (None, None, (), ())
    assert again.seen_rows is None
    assert again.predict(["war", "peace peace"]) == [("war",), ("peace",)]


@pytest.mark.parametrize("written", [1.5, 1.0000000000000002, NEVER])
def test_a_threshold_above_1_that_an_earlier_version_wrote_is_never_reached(tmp_path, written):
    folder = save_run(small(), tmp_path / "small")
    stored = {"metric": "f1_macro", "values": [0.55, written, 0.7]}
    (folder / "thresholds.json").write_text(json.dumps(stored), encoding="utf-8")
    again = load_run(folder)
    assert again.thresholds.values.tolist() == [0.55, NEVER, 0.7]
    assert again.predict(["war", "peace peace"]) == [("war",), ()]
    load_run(save_run(again, tmp_path / "again"))


def test_signals_and_networks_of_ones_own_are_read_again(tmp_path):
    layers = load_keras().layers
    stack = [layers.Input((4,)), layers.Dense(2, activation="sigmoid")]
    signals = Signals(np.random.default_rng(0).normal(size=(9, 4)))
    network = KerasNetwork(load_keras().Sequential(stack))
    labels = LabelSpace(("sine", "cosine"))
    model = TrainedModel(SignalFeatures.fit(signals), network, labels, "own")
    run = Run(model, Thresholds.constant(0.5, n_labels=2))
    again = load_run(save_run(run, tmp_path / "own"))
    assert again.model.score(signals).tobytes() == model.score(signals).tobytes()
    assert again.model.kind == "own"


@pytest.mark.parametrize("model", MODELS)
def test_a_run_is_made_of_these_plain_files(tmp_path, model):
    folder = save_run(finished(model).run, tmp_path / "birds")
    network = {"linear": "network.npz", "mlp": "network.keras"}[model]
    assert set(contents(folder)) == {
        "run.json",
        "labels.json",
        "features.json",
        "features.npz",
        "thresholds.json",
        "log.jsonl",
        "metrics.json",
        "rows.npz",
        network,
    }


@pytest.mark.parametrize("model", MODELS)
def test_there_is_no_pickle_anywhere(tmp_path, model):
    folder = save_run(finished(model).run, tmp_path / "birds")
    packed = {}
    for name, content in contents(folder).items():
        if name.endswith((".npz", ".keras")):
            archive = zipfile.ZipFile(io.BytesIO(content))
            packed |= {f"{name}/{each}": archive.read(each) for each in archive.namelist()}
        else:
            packed[name] = content
    # a pickle since protocol 2 begins with byte 128; an .npy holds one where its dtype is object
    assert [name for name, content in packed.items() if content[:1] == b"\x80"] == []
    for name, content in packed.items():
        if name.endswith(".npy"):
            np.load(io.BytesIO(content), allow_pickle=False)
    suffixes = {Path(name).suffix for name in packed}
    assert suffixes <= {".json", ".jsonl", ".npy", ".h5"}


@pytest.mark.parametrize("model", MODELS)
def test_json_is_json_for_everyone(tmp_path, model):
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    for name, content in contents(save_run(finished(model).run, tmp_path / "birds")).items():
        if name.endswith((".json", ".jsonl")):
            lines = content.decode().splitlines() if name.endswith("l") else [content]
            for line in lines:
                json.loads(line, parse_constant=refuse)


def test_further_files_are_put_in_before_the_folder_appears(tmp_path):
    def page(folder: Path) -> None:
        assert not (tmp_path / "small").exists()
        (folder / "report.html").write_text("<p>", encoding="utf-8")

    folder = save_run(small(), tmp_path / "small", also=page)
    assert (folder / "report.html").read_text("utf-8") == "<p>"


def test_a_run_that_is_there_is_not_replaced_unasked(tmp_path):
    folder = save_run(small(), tmp_path / "small")
    before = contents(folder)
    with pytest.raises(OutputError, match=r"small: exists already\n.*overwrite=True"):
        save_run(small(weight=2), folder)
    assert contents(folder) == before
    assert list(tmp_path.iterdir()) == [folder]


def test_a_run_is_replaced_whole_when_asked(tmp_path):
    def page(folder: Path) -> None:
        (folder / "report.html").write_text("old", encoding="utf-8")

    folder = save_run(small(), tmp_path / "small", also=page)
    save_run(small(weight=2), folder, overwrite=True)
    assert load_run(folder).model.network.weights.max() == 2
    assert not (folder / "report.html").exists()
    assert list(tmp_path.iterdir()) == [folder]


def test_an_empty_folder_is_as_good_as_none(tmp_path):
    (tmp_path / "small").mkdir()
    assert load_run(save_run(small(), tmp_path / "small")).model.kind == "linear"


def disk_is_full(*_args: object, **_kwargs: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("broken", ["numpy.savez", "os.fsync"])
def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch, broken):
    monkeypatch.setattr(broken, disk_is_full)
    with pytest.raises(
        OutputError, match=r"small: cannot be written: No space left.*\n.*make room"
    ):
        save_run(small(), tmp_path / "small")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("broken", ["numpy.savez", "os.fsync"])
def test_a_full_disk_leaves_the_old_run_as_it_was(tmp_path, monkeypatch, broken):
    folder = save_run(small(), tmp_path / "small")
    before = contents(folder)
    monkeypatch.setattr(broken, disk_is_full)
    with pytest.raises(OutputError, match="No space left"):
        save_run(small(weight=2), folder, overwrite=True)
    assert contents(folder) == before
    assert list(tmp_path.iterdir()) == [folder]


def test_whatever_fails_half_way_leaves_nothing_behind(tmp_path):
    def fail(_folder: Path) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save_run(small(), tmp_path / "small", also=fail)
    assert list(tmp_path.iterdir()) == []


def test_what_was_left_of_a_killed_writing_is_swept_away(tmp_path):
    left = tmp_path / ".small.part"
    left.mkdir()
    (left / "network.npz").write_bytes(b"half")
    folder = save_run(small(), tmp_path / "small")
    assert list(tmp_path.iterdir()) == [folder]
    assert load_run(folder).predict(["war"]) == [("war",)]
