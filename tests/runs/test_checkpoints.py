"""A training that was cut off goes on to the very weights of one that was not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from multihot.arrays import as_targets
from multihot.data import Dataset, Splits, Table
from multihot.errors import DataError, OutputError
from multihot.labels import LabelSpace
from multihot.nn import Learned, Step, TrainedModel
from multihot.runs import Checkpoints
from multihot.training import Effort, train

SETTINGS = {"model": "mlp", "epochs": 5, "labels": ("owl", "tit")}
EFFORT = Effort(epochs=5, batch_size=32, patience=5)


def birds(n_rows: int, seed: int) -> Dataset:
    rng = np.random.default_rng(seed)
    numbers = rng.normal(size=(n_rows, 4))
    truth = numbers[:, :2] + rng.normal(scale=0.5, size=(n_rows, 2)) > [0, 1]
    return Dataset(Table.of_numbers(numbers), as_targets(truth * 1.0), LabelSpace(("owl", "tit")))


SPLITS = Splits(birds(80, 0), birds(40, 1), birds(30, 2))


class PowerCut(Exception):
    pass


class Fails:
    """A watcher that fails when a step is taken: before it, or after the checkpoint is kept."""

    def __init__(self, step: int) -> None:
        self.at = step

    def found(self, findings): ...

    def begin(self, name, n_steps): ...

    def step(self, step, **_told):
        if step.step == self.at:
            raise PowerCut

    def keep(self, learned): ...

    def end(self, learned): ...


def begun(folder: Path, *, resume: bool = False, overwrite: bool = False) -> Checkpoints:
    checkpoints = Checkpoints(folder / "birds", SETTINGS)
    checkpoints.begin(resume=resume, overwrite=overwrite)
    return checkpoints


def trained(model: str, memory: Checkpoints | None = None, fails_at: int = 0) -> TrainedModel:
    watchers = (Fails(fails_at),) if fails_at else ()
    return train(SPLITS, model, seed=1, effort=EFFORT, watchers=watchers, memory=memory)


def told(model: TrainedModel) -> list[tuple]:
    return [(step.step, step.what, step.loss, step.numbers) for step in model.log]


@pytest.mark.parametrize("model", ["linear", "mlp"])
def test_a_training_that_goes_on_ends_as_one_in_one_go(tmp_path, model):
    with pytest.raises(PowerCut):
        trained(model, begun(tmp_path), fails_at=3)
    assert begun(tmp_path, resume=True).recall(model).last_step == 2
    resumed = trained(model, begun(tmp_path, resume=True))
    at_once = trained(model)
    inputs = SPLITS.test.inputs
    assert resumed.score(inputs).tobytes() == at_once.score(inputs).tobytes()
    assert told(resumed) == told(at_once)
    assert resumed.best_step == at_once.best_step


def test_auto_goes_on_with_the_model_that_was_cut_off(tmp_path):
    with pytest.raises(PowerCut):
        trained("mlp", begun(tmp_path), fails_at=2)
    assert begun(tmp_path, resume=True).recall("linear").last_step == 0
    resumed = trained("auto", begun(tmp_path, resume=True))
    assert [trial.kind for trial in resumed.trials] == ["linear", "mlp"]
    assert begun(tmp_path, resume=True).recall("mlp").last_step == 5


def test_going_on_with_a_training_that_was_over_changes_nothing(tmp_path):
    first = trained("linear", begun(tmp_path))
    again = trained("linear", begun(tmp_path, resume=True))
    assert told(again) == told(first)
    inputs = SPLITS.test.inputs
    assert again.score(inputs).tobytes() == first.score(inputs).tobytes()


def some_steps() -> Learned:
    log = tuple(Step(step, f"epoch {step}", 0.5, {"f1": step / 3}, 1.5) for step in (1, 2))
    arrays = {"0": np.arange(6, dtype="f4").reshape(2, 3), "1": np.array(7, dtype="u4")}
    return Learned(log, 2, {"0": np.ones(2, "f4")}, arrays)


def test_what_was_kept_is_recalled_to_the_last_bit(tmp_path):
    checkpoints = begun(tmp_path)
    checkpoints.watcher("mlp").keep(some_steps())
    found, kept = checkpoints.recall("mlp"), some_steps()
    assert (found.log, found.best_step, found.interrupted) == (kept.log, 2, False)
    assert {name: (a.dtype, a.tolist()) for name, a in found.state.items()} == {
        name: (a.dtype, a.tolist()) for name, a in kept.state.items()
    }
    assert found.best["0"].tolist() == [1, 1]


def test_every_step_can_be_followed_in_a_log(tmp_path):
    keeper = begun(tmp_path).watcher("mlp")
    for step in some_steps().log:
        keeper.step(step, best=step.step == 1)
    lines = (tmp_path / ".birds.training" / "mlp.log.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["best"] for line in lines] == [True, False]
    assert json.loads(lines[1])["what"] == "epoch 2"


def test_a_model_that_never_took_a_step_is_at_the_start(tmp_path):
    assert begun(tmp_path).recall("mlp").last_step == 0


def test_steps_that_are_there_are_overwritten_only_if_told(tmp_path):
    begun(tmp_path).watcher("mlp").keep(some_steps())
    with pytest.raises(OutputError, match=r"cut off is there\n.*--resume, .*--overwrite"):
        begun(tmp_path)
    assert begun(tmp_path, overwrite=True).recall("mlp").last_step == 0


def test_an_error_before_the_first_step_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError), begun(tmp_path).forgotten_unless_begun():
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_an_error_after_a_step_leaves_the_step(tmp_path):
    checkpoints = begun(tmp_path)
    checkpoints.watcher("mlp").keep(some_steps())
    with pytest.raises(ZeroDivisionError), checkpoints.forgotten_unless_begun():
        raise ZeroDivisionError
    assert begun(tmp_path, resume=True).recall("mlp").last_step == some_steps().last_step


def test_the_end_leaves_nothing(tmp_path):
    checkpoints = begun(tmp_path)
    checkpoints.watcher("mlp").keep(some_steps())
    checkpoints.end()
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_resume_is_refused(tmp_path):
    message = r".birds.training: there is no training to resume\n.*leave --resume out"
    with pytest.raises(DataError, match=message):
        begun(tmp_path, resume=True)


def test_other_settings_are_refused_by_name(tmp_path):
    begun(tmp_path)
    other = Checkpoints(tmp_path / "birds", SETTINGS | {"epochs": 6})
    message = r"begun with other settings: epochs was 5\n.*give the same settings"
    with pytest.raises(DataError, match=message):
        other.begin(resume=True)


@pytest.mark.parametrize("text", ["", "{", "5", "null"])
def test_damaged_settings_are_refused(tmp_path, text):
    begun(tmp_path)
    (tmp_path / ".birds.training" / "settings.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"settings.json: the training cannot be .*\n.*begin anew"):
        begun(tmp_path, resume=True)


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_a_checkpoint_that_was_cut_short_is_refused(tmp_path, share):
    checkpoints = begun(tmp_path)
    checkpoints.watcher("mlp").keep(some_steps())
    file = tmp_path / ".birds.training" / "mlp.npz"
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DataError, match=r"mlp.npz: the training cannot be resumed.*\n.*begin anew"):
        checkpoints.recall("mlp")


@pytest.mark.parametrize(
    "facts", ["{}", "[]", '{"log": 5, "best_step": 1}', '{"log": [{"step": 1}], "best_step": 1}']
)
def test_a_checkpoint_of_other_facts_is_refused(tmp_path, facts):
    checkpoints = begun(tmp_path)
    np.savez(tmp_path / ".birds.training" / "mlp.npz", facts=np.array(facts))
    with pytest.raises(DataError, match=r"mlp.npz: the training cannot be resumed.*\n.*begin anew"):
        checkpoints.recall("mlp")


def test_objects_in_a_checkpoint_are_never_unpickled(tmp_path):
    checkpoints = begun(tmp_path)
    np.savez(tmp_path / ".birds.training" / "mlp.npz", facts=np.array([{}], dtype=object))
    with pytest.raises(DataError, match=r"mlp.npz: .*allow_pickle=False.*\n.*begin anew"):
        checkpoints.recall("mlp")


def test_a_full_disk_keeps_the_step_before(tmp_path, monkeypatch):
    checkpoints = begun(tmp_path)
    keeper = checkpoints.watcher("mlp")
    keeper.keep(some_steps())

    def disk_is_full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", disk_is_full)
    with pytest.raises(OutputError, match=r"mlp.npz: cannot be written: No space left"):
        keeper.keep(replace(some_steps(), best_step=1))
    assert checkpoints.recall("mlp").best_step == 2


def test_a_log_that_cannot_be_written_is_told(tmp_path):
    keeper = begun(tmp_path).watcher("mlp")
    (tmp_path / ".birds.training" / "mlp.log.jsonl").mkdir()
    with pytest.raises(OutputError, match=r"mlp.log.jsonl: cannot be written: Is a directory"):
        keeper.step(some_steps().log[0], best=True)
