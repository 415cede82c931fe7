"""A run folder that is not whole is refused by the name of the file, and runs no code."""

from __future__ import annotations

import io
import json
import pickle
import shutil
import zipfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from multihot.data import Dataset, Splits, Texts
from multihot.errors import DataError, MultihotError
from multihot.evaluation import evaluate
from multihot.features import Grams, TextFeatures
from multihot.labels import LabelSpace
from multihot.nn import KerasNetwork, LinearNetwork, Step, TrainedModel, Trial, build_mlp
from multihot.runs import Run, SeenRows, load_run, save_run
from multihot.runs.saving import _reading
from multihot.thresholds import Thresholds

EVERY = ("run.json", "labels.json", "features.json", "features.npz", "thresholds.json", "log.jsonl")
FILES = [*(("linear", name) for name in EVERY), ("linear", "network.npz"), ("mlp", "network.keras")]
JSON = [name for name in (*EVERY, "metrics.json") if name.endswith(".json")]


@cache
def run(kind: str) -> Run:
    features = TextFeatures.fit(Texts(("war and peace",)), (Grams("word", 1, 1),))
    network = LinearNetwork(np.eye(3, dtype="f4"), np.zeros(3, "f4"))
    if kind == "mlp":
        network = KerasNetwork(build_mlp(3, np.array([0.5, 0.3, 0.2]), seed=0))
    labels = LabelSpace(("and", "peace", "war"))
    log = tuple(Step(step, f"epoch {step}", 0.5, {"f1_macro": 0.5}, 1.0) for step in (1, 2))
    trials = (Trial(kind, 0.5, 1.0, "asked for"),)
    model = TrainedModel(features, network, labels, kind, "f1_macro", log, 2, trials)
    evaluation = evaluate(np.eye(3), np.eye(3) * 0.9, labels=labels)
    thresholds = Thresholds(np.array([0.5, 0.6, 0.7]))
    parts = (Dataset(Texts((text,)), labels.encode([["war"]]), labels) for text in ("a", "b"))
    seen = SeenRows.of(Splits(*parts), refit=True)
    return Run(model, thresholds, evaluation, story=(("Data", "none"),), seen_rows=seen)


def written(folder: Path, kind: str = "linear") -> Path:
    return save_run(run(kind), folder / "run", overwrite=True)


def refusal_of(path: Path) -> DataError | None:
    try:
        load_run(path)
    except DataError as error:
        return error
    return None


def rewritten(folder: Path, **arrays: np.ndarray) -> Path:
    """The run with another network."""
    path = written(folder)
    np.savez(path / "network.npz", **arrays)
    return path


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"nowhere: no such run folder\n.*check the path"):
        load_run(tmp_path / "nowhere")


@pytest.mark.parametrize(("kind", "name"), FILES)
def test_a_missing_file_is_named(tmp_path, kind, name):
    path = written(tmp_path, kind)
    (path / name).unlink()
    with pytest.raises(DataError, match=rf"the run has no {name}\n.*it must be whole"):
        load_run(path)


@pytest.mark.parametrize("share", [0, 0.5, 0.95])
@pytest.mark.parametrize(
    ("kind", "name"), [*FILES, ("linear", "metrics.json"), ("linear", "rows.npz")]
)
def test_a_file_that_was_cut_short_is_named(tmp_path, kind, name, share):
    file = written(tmp_path, kind) / name
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DataError, match=rf"{name}: .*(?s:.*)To fix: "):
        load_run(file.parent)


@pytest.mark.parametrize("value", ["[]", "{}", "null", "5", '"x"', "[[1]]", "[" * 100_000])
@pytest.mark.parametrize("name", JSON)
def test_other_json_is_refused(tmp_path, name, value):
    path = written(tmp_path)
    (path / name).write_text(value, encoding="utf-8")
    with pytest.raises(DataError, match=r"To fix: "):
        load_run(path)


@pytest.mark.parametrize("name", [*JSON, "log.jsonl"])
def test_text_of_another_encoding_is_refused(tmp_path, name):
    path = written(tmp_path)
    (path / name).write_bytes("{}".encode("utf-16"))
    with pytest.raises(DataError, match=rf"{name}: cannot be read.*\n.*take a copy"):
        load_run(path)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from([*EVERY, "metrics.json", "network.npz", "rows.npz"]),
    st.floats(0, 1, exclude_max=True),
    st.integers(1, 255),
)
def test_a_flipped_byte_is_refused_by_name_or_does_no_harm(tmp_path, name, place, flip):
    path = written(tmp_path)
    content = bytearray((path / name).read_bytes())
    content[int(place * len(content))] ^= flip
    (path / name).write_bytes(bytes(content))
    refusal = refusal_of(path)
    assert refusal is None or (refusal.where and refusal.remedy)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_a_flipped_byte_of_a_keras_file_is_refused_or_does_no_harm(tmp_path, place, flip):
    path = tmp_path / "run"
    if not path.exists():
        written(tmp_path, "mlp")
        shutil.copy(path / "network.keras", tmp_path / "whole")
    content = bytearray((tmp_path / "whole").read_bytes())
    content[int(place * len(content))] ^= flip
    (path / "network.keras").write_bytes(bytes(content))
    refusal = refusal_of(path)
    assert refusal is None or "network.keras" in refusal.where


def test_a_newer_format_is_refused(tmp_path):
    path = written(tmp_path)
    manifest = json.loads((path / "run.json").read_text("utf-8"))
    (path / "run.json").write_text(json.dumps(manifest | {"format": 2}), encoding="utf-8")
    with pytest.raises(DataError, match=r"run.json: written in format 2, .* to 1\n.*update multi"):
        load_run(path)


class Bomb:
    """What a pickle could hold."""

    def __reduce__(self) -> tuple:
        return Path.touch, (Path("exploded"),)


@pytest.mark.parametrize("name", ["network.npz", "features.npz", "rows.npz"])
def test_objects_are_refused_and_never_unpickled(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path)
    bomb = np.array([Bomb()], dtype=object)
    np.savez(path / name, weights=bomb, bias=bomb, weights_0=bomb, key=bomb)
    with pytest.raises(DataError, match=rf"{name}: cannot be read.*allow_pickle=False"):
        load_run(path)
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("name", ["network.npz", "features.npz", "rows.npz"])
def test_a_pickle_in_place_of_an_archive_is_refused(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path)
    (path / name).write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(DataError, match=rf"{name}: cannot be read"):
        load_run(path)
    assert not (tmp_path / "exploded").exists()


def test_a_single_array_in_place_of_an_archive_is_refused(tmp_path):
    path = written(tmp_path)
    with (path / "network.npz").open("wb") as file:
        np.save(file, np.eye(3))
    with pytest.raises(DataError, match=r"network.npz: cannot be read.*\n.*take a copy"):
        load_run(path)


@pytest.mark.parametrize(("name", "array"), [("network.npz", "weights"), ("rows.npz", "train")])
def test_an_array_that_claims_to_be_huge_is_refused(tmp_path, name, array):
    path = written(tmp_path)
    header = io.BytesIO()
    shape = {"descr": "<f4", "fortran_order": False, "shape": (1 << 60, 3)}
    np.lib.format.write_array_header_1_0(header, shape)
    with zipfile.ZipFile(path / name, "w") as archive:
        archive.writestr(f"{array}.npy", header.getvalue())
    with pytest.raises(DataError, match=rf"{name}: cannot be read"):
        load_run(path)


def test_rows_of_a_run_that_were_taken_away_are_unknown(tmp_path):
    path = written(tmp_path)
    (path / "rows.npz").unlink()
    assert load_run(path).seen_rows is None


ROWS = {
    "key": np.zeros(16, "u1"),
    "train": np.array([1, 1, 5], "u8"),
    "validation": np.zeros(0, "u8"),
    "test": np.array([7], "u8"),
    "refit": np.array(True),
}
WRONG_ROWS = {
    "a short key": {"key": np.zeros(15, "u1")},
    "a key of floats": {"key": np.zeros(16)},
    "hashes in disorder": {"train": np.array([5, 1], "u8")},
    "hashes of floats": {"test": np.array([7.0])},
    "a table of hashes": {"validation": np.zeros((1, 1), "u8")},
    "a word for a truth": {"refit": np.array("no")},
    "two truths": {"refit": np.array([True, True])},
}


def test_rows_of_the_right_kind_are_read(tmp_path):
    path = written(tmp_path)
    np.savez(path / "rows.npz", **ROWS)
    seen = load_run(path).seen_rows
    assert (seen.train.tolist(), seen.test.tolist(), seen.refit) == ([1, 1, 5], [7], True)


@pytest.mark.parametrize("case", WRONG_ROWS)
def test_rows_of_another_kind_are_refused(tmp_path, case):
    path = written(tmp_path)
    np.savez(path / "rows.npz", **(ROWS | WRONG_ROWS[case]))
    with pytest.raises(DataError, match=r"rows.npz: (?s:.*)To fix: .*take a copy"):
        load_run(path)


@pytest.mark.parametrize("name", ROWS)
def test_an_array_of_the_rows_that_is_missing_is_told(tmp_path, name):
    path = written(tmp_path)
    np.savez(path / "rows.npz", **{each: ROWS[each] for each in ROWS if each != name})
    with pytest.raises(DataError, match=rf"rows.npz: .*{name}(?s:.*)take a copy"):
        load_run(path)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_refused(tmp_path, value):
    path = rewritten(tmp_path, weights=np.full((3, 3), value, "f4"), bias=np.zeros(3, "f4"))
    with pytest.raises(DataError, match=r"network.npz: NaN or inf in 'weights'\n.*take a copy"):
        load_run(path)
    path = rewritten(tmp_path, weights=np.full((3, 3), "a"), bias=np.zeros(3, "f4"))
    with pytest.raises(DataError, match=r"network.npz: cannot be read"):
        load_run(path)


@pytest.mark.parametrize(("weights", "bias"), [((4, 3), 3), ((3, 2), 2), ((3, 3), 1), ((9,), 3)])
def test_a_network_of_another_size_is_refused(tmp_path, weights, bias):
    path = rewritten(tmp_path, weights=np.zeros(weights, "f4"), bias=np.zeros(bias, "f4"))
    with pytest.raises(DataError, match=r"not of 3 features and 3 labels\n.*take a copy"):
        load_run(path)


@pytest.mark.parametrize("kind", ["linear", "mlp"])
def test_labels_or_thresholds_of_another_number_are_refused(tmp_path, kind):
    path = written(tmp_path, kind)
    (path / "labels.json").write_text('["and", "peace"]', encoding="utf-8")
    with pytest.raises(DataError, match=r"not of 3 features and 2 labels\n.*take a copy"):
        load_run(path)
    path = written(tmp_path, kind)
    (path / "thresholds.json").write_text('{"metric": "", "values": [1]}', encoding="utf-8")
    with pytest.raises(DataError, match=r"not of 3 features and 3 labels\n.*take a copy"):
        load_run(path)


def test_labels_that_occur_twice_are_refused_with_their_file(tmp_path):
    path = written(tmp_path)
    (path / "labels.json").write_text('["and", "and", "war"]', encoding="utf-8")
    with pytest.raises(DataError, match=r"labels occur twice: 'and'\n"):
        load_run(path)


def test_a_log_that_ends_before_the_step_that_was_kept_is_refused(tmp_path):
    path = written(tmp_path)
    (first, _) = (path / "log.jsonl").read_text("utf-8").splitlines()
    (path / "log.jsonl").write_text(first, encoding="utf-8")
    with pytest.raises(DataError, match=r"log.jsonl: ends before step 2, which was kept\n.*copy"):
        load_run(path)


def test_a_keras_file_with_code_in_it_is_refused(tmp_path):
    from multihot.nn import load_keras

    keras = load_keras()
    stack = [keras.Input((3,)), keras.layers.Lambda(lambda x: x)]
    path = written(tmp_path, "mlp")
    keras.Sequential(stack).save(path / "network.keras")
    with pytest.raises(DataError, match=r"network.keras: cannot be read(?s:.*)layers of your own"):
        load_run(path)


def test_a_backend_that_cannot_be_imported_is_no_damage(tmp_path):
    file = tmp_path / "network.keras"
    file.write_bytes(b"")
    told = MultihotError("Keras cannot be imported", where="KERAS_BACKEND", remedy="install it")
    with (
        pytest.raises(
            MultihotError, match=r"^KERAS_BACKEND: Keras .*\n  To fix: install"
        ) as caught,
        _reading(file),
    ):
        raise told
    assert caught.value is told
