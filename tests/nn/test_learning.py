"""Steps are taken until they no longer help; the best is kept, whatever ends it."""

from __future__ import annotations

import signal
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from multihot.errors import DataError
from multihot.nn import Learned, Step, learn

NAN = float("nan")
ROWS = np.zeros((1, 1), dtype=np.float32)


class Scripted:
    """A learner whose validation values are known beforehand; a value may be an exception."""

    def __init__(self, *values: float | BaseException, patience: int = 99, loss: float = 0.5):
        self.values, self.patience, self.loss = values, patience, loss
        self.n_steps, self.at = len(values), 0

    def advance(self, step: int) -> float:
        value = self.values[step - 1]
        if isinstance(value, BaseException):
            raise value
        self.at = step
        return self.loss

    def steps_to(self, step: int) -> Sequence[int]:
        return range(1, step + 1)

    def describe(self, step: int) -> str:
        return f"epoch {step}"

    def score(self, _features: np.ndarray) -> np.ndarray:
        return np.array([[self.values[self.at - 1]]])

    def snapshot(self) -> Mapping[str, np.ndarray]:
        return {"weights": np.array(self.at)}

    def state(self) -> Mapping[str, np.ndarray]:
        return {"at": np.array(self.at)}

    def resume(self, state: Mapping[str, np.ndarray]) -> None:
        self.at = int(state["at"])


class Notes:
    """A watcher that writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple] = []

    def found(self, findings): ...

    def begin(self, name: str, n_steps: int) -> None:
        self.told.append(("begin", name, n_steps))

    def step(self, step: Step, *, best: bool) -> None:
        self.told.append(("step", step.step, best))

    def keep(self, learned: Learned) -> None:
        self.told.append(("keep", learned.last_step, learned.best_step))

    def end(self, learned: Learned) -> None:
        self.told.append(("end", learned.last_step, learned.interrupted))


def taught(learner: Scripted, **options: object) -> Learned:
    return learn(learner, lambda scores: {"f1": float(scores[0, 0])}, ROWS, monitor="f1", **options)


def test_the_best_step_is_kept_not_the_last():
    learned = taught(Scripted(0.1, 0.7, 0.3))
    assert (learned.best_step, learned.last_step) == (2, 3)
    assert int(learned.best["weights"]) == 2
    assert int(learned.state["at"]) == 3
    assert [step.numbers for step in learned.log] == [{"f1": 0.1}, {"f1": 0.7}, {"f1": 0.3}]
    assert learned.log[1].what == "epoch 2"
    assert not learned.interrupted


def test_of_equal_steps_the_first_is_kept():
    assert taught(Scripted(0.2, 0.5, 0.5, 0.5)).best_step == 2


@pytest.mark.parametrize(
    ("losses", "best"),
    [((0.5, 0.4, 0.3, 0.35), 3), ((0.5, 0.4996, 0.5004), 1), ((0.2, 0.5, 0.1), 3)],
)
def test_of_equal_steps_one_of_a_validation_loss_lower_by_a_thousandth_is_kept(losses, best):
    def judge(scores: np.ndarray) -> dict[str, float]:
        return {"f1": 0.75, "validation_loss": float(scores[0, 0])}

    assert learn(Scripted(*losses), judge, ROWS, monitor="f1").best_step == best


def test_a_better_value_is_kept_whatever_its_validation_loss():
    def judge(scores: np.ndarray) -> dict[str, float]:
        return {"f1": float(scores[0, 0]), "validation_loss": float(scores[0, 0])}

    assert learn(Scripted(0.5, 0.625, 0.25), judge, ROWS, monitor="f1").best_step == 2


@pytest.mark.parametrize(("patience", "last"), [(1, 3), (2, 4), (3, 7), (9, 7)])
def test_learning_ends_after_so_many_steps_without_a_better_one(patience, last):
    learned = taught(Scripted(0.1, 0.5, 0.4, 0.3, 0.6, 0.2, 0.1, patience=patience))
    assert learned.last_step == last


def test_a_value_that_is_no_number_is_never_the_best_of_several():
    assert taught(Scripted(NAN, 0.2, NAN)).best_step == 2
    assert taught(Scripted(0.2, NAN, 0.1)).best_step == 1
    assert taught(Scripted(NAN, NAN)).best_step == 1


def test_seconds_never_fall_and_go_on_after_a_pause():
    begun = taught(Scripted(0.1, 0.2))
    went_on = taught(Scripted(0.1, 0.2, 0.3, 0.4), so_far=begun)
    seconds = [step.seconds for step in went_on.log]
    assert seconds == sorted(seconds)
    assert went_on.log[:2] == begun.log


def test_going_on_takes_only_the_steps_that_are_missing():
    begun = taught(Scripted(0.1, 0.7))
    notes = Notes()
    learned = taught(Scripted(0.1, 0.7, 0.2, 0.9), so_far=begun, watchers=(notes,))
    assert [each[1] for each in notes.told if each[0] == "step"] == [3, 4]
    assert (learned.best_step, learned.last_step) == (4, 4)


def test_going_on_after_patience_is_over_takes_no_step():
    begun = taught(Scripted(0.9, 0.1, 0.1, 0.5, patience=2))
    learned = taught(Scripted(0.9, 0.1, 0.1, 0.95, patience=2), so_far=begun)
    assert (learned.best_step, learned.last_step) == (1, 3)


def test_watchers_are_told_of_every_step():
    notes = Notes()
    taught(Scripted(0.5, 0.3), watchers=(notes,), name="mlp")
    assert notes.told == [
        ("begin", "mlp", 2),
        ("step", 1, True),
        ("keep", 1, 1),
        ("step", 2, False),
        ("keep", 2, 1),
        ("end", 2, False),
    ]


@pytest.mark.parametrize("loss", [NAN, float("inf"), -float("inf")])
def test_a_loss_that_is_no_number_ends_it_with_the_way_out(loss):
    with pytest.raises(DataError, match=r"training loss is .*(nan|inf) at step 1\n.*learning rate"):
        taught(Scripted(0.5, loss=loss))


class Pressing(Scripted):
    """A learner in the middle of whose steps somebody presses Ctrl-C, so often."""

    def __init__(self, *values: float, step: int, times: int = 1):
        super().__init__(*values)
        self.step, self.times = step, times

    def advance(self, step: int) -> float:
        if step == self.step:
            for _ in range(self.times):
                signal.raise_signal(signal.SIGINT)
        return super().advance(step)


def test_ctrl_c_ends_it_after_the_step_with_the_best_so_far(capsys):
    notes = Notes()
    learned = taught(Pressing(0.5, 0.3, 0.9, step=2), watchers=(notes,))
    assert learned.interrupted
    assert (learned.best_step, learned.last_step) == (1, 2)
    assert int(learned.best["weights"]) == 1
    assert notes.told[-2:] == [("keep", 2, 1), ("end", 2, True)]
    assert "finishing this step; Ctrl-C again stops at once" in capsys.readouterr().err


def test_ctrl_c_twice_stops_at_once(capsys):
    notes = Notes()
    with pytest.raises(KeyboardInterrupt):
        taught(Pressing(0.5, 0.3, 0.9, step=2, times=2), watchers=(notes,))
    assert notes.told[-1] == ("keep", 1, 1)


def test_ctrl_c_means_afterwards_what_it_meant_before():
    taught(Pressing(0.5, 0.3, step=1))
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_where_ctrl_c_is_ignored_it_stays_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        learned = taught(Pressing(0.5, 0.3, step=1, times=3))
    finally:
        signal.signal(signal.SIGINT, before)
    assert (learned.last_step, learned.interrupted) == (2, False)


def test_any_other_exception_is_not_swallowed():
    with pytest.raises(ZeroDivisionError):
        taught(Scripted(0.5, ZeroDivisionError()))


def test_a_step_is_one_flat_line_for_json():
    step = Step(3, "epoch 3", 0.25, {"f1_micro": 0.5}, 1.75)
    assert step.to_dict() == {
        "step": 3,
        "what": "epoch 3",
        "loss": 0.25,
        "seconds": 1.75,
        "f1_micro": 0.5,
    }
