"""The whole job: its numbers are those of its scores, and the test part chooses nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multihot.arrays import as_targets
from multihot.data import Dataset, Signals, Splits, Table, join
from multihot.errors import DataError
from multihot.evaluation import evaluate
from multihot.labels import LabelSpace
from multihot.metrics import LabelFrequencies
from multihot.nn import load_keras
from multihot.thresholds import choose_thresholds
from multihot.training import Effort, Job, judged, refit, train, train_run, work
from multihot.training.working import WITH_INTERVALS
from pressing import Interrupts

LINEAR = Job(model="linear", told=(("Data", "made up"),), settings={"data": "none"})


def birds(n_rows: int, seed: int) -> Dataset:
    """Four numbers; each of two labels leans on one of them."""
    rng = np.random.default_rng(seed)
    numbers = rng.normal(size=(n_rows, 4))
    truth = numbers[:, :2] + rng.normal(scale=0.5, size=(n_rows, 2)) > [0, 1]
    return Dataset(Table.of_numbers(numbers), as_targets(truth * 1.0), LabelSpace(("owl", "tit")))


def parts() -> Splits:
    return Splits(birds(80, 0), birds(40, 1), birds(30, 2))


def test_the_numbers_are_those_of_the_test_scores():
    splits = parts()
    done = work(splits, LINEAR)
    expected = evaluate(
        splits.test.targets,
        done.test_scores,
        done.run.thresholds,
        labels=("owl", "tit"),
        trained=LabelFrequencies(splits.train.positives_per_label(), len(splits.train)),
    )
    assert dict(done.run.evaluation) == dict(expected)
    assert done.run.model.score(splits.test.inputs).tobytes() == done.test_scores.tobytes()
    assert set(done.run.evaluation.intervals) == set(WITH_INTERVALS)


def test_thresholds_are_chosen_on_validation_by_the_model_of_train_alone():
    splits = parts()
    model = train(splits, "linear")
    expected = choose_thresholds(
        splits.validation.targets, model.score(splits.validation.inputs), "f1_micro", scope="label"
    )
    done = work(splits, replace(LINEAR, metric="f1_micro", scope="label"))
    assert done.run.thresholds.values.tolist() == expected.values.tolist()
    again = refit(model, splits, "linear")
    assert done.test_scores.tobytes() == again.score(splits.test.inputs).tobytes()


def test_a_label_that_no_validation_row_is_given_is_a_finding():
    def rarely(part: Dataset) -> Dataset:
        truth = part.targets.toarray()
        truth[:, 1] = np.arange(len(part)) == 7
        return replace(part, targets=as_targets(truth))

    splits = Splits(*(rarely(part) for part in (birds(80, 0), birds(40, 1), birds(30, 2))))
    done = work(splits, replace(LINEAR, metric="f1_micro", scope="all"))
    (found,) = [each for each in done.run.findings if each.rule == "label-never-predicted"]
    assert found.message.startswith("1 of 2 labels are never predicted: 'tit' (on 1 rows")
    assert str(found.place) == "validation"


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans())
def test_the_test_part_chooses_nothing(random, flipped):
    splits = parts()
    order = list(range(30))
    random.shuffle(order)
    truth = splits.test.targets.toarray()[order]
    other = as_targets(1 - truth if flipped else truth)
    expected = work(splits, LINEAR)
    done = work(replace(splits, test=replace(splits.test, targets=other)), LINEAR)
    assert done.test_scores.tobytes() == expected.test_scores.tobytes()
    assert done.run.thresholds.values.tobytes() == expected.run.thresholds.values.tobytes()
    assert done.run.model.best_step == expected.run.model.best_step


def test_without_validation_the_model_of_train_is_judged():
    splits = parts()
    done = work(splits, replace(LINEAR, with_validation=False))
    assert done.test_scores.tobytes() == train(splits, "linear").score(splits.test.inputs).tobytes()
    assert "Once more" not in dict(done.run.story)


def test_the_story_tells_what_was_done():
    done = work(parts(), LINEAR)
    story = dict(done.run.story)
    assert list(story) == [
        "Data",
        "Parts",
        "Features",
        "Model",
        "Decisions",
        "Once more",
        "Test",
    ]
    assert story["Data"] == "made up"
    assert story["Parts"].startswith("80 train, 40 validation, 30 test rows; 2 labels, ")
    assert story["Features"] == (
        "4 numbers standardised, 0 categories as zeros and ones, gaps marked: 4 columns, "
        "fitted on train alone."
    )
    assert story["Model"].startswith("linear, C = ")
    assert "linear: asked for." in story["Model"]
    assert story["Test"] == "Judged on 30 test rows, which chose nothing."
    assert done.run.settings == {"data": "none"}
    assert [part.n_rows for part in done.run.facts.parts] == [80, 40, 30]


def test_the_story_tells_of_test_rows_that_made_the_run():
    splits = parts()
    rows = np.arange(20)
    test = join(join(splits.train.take(rows), splits.validation.take(rows[:3])), splits.test)
    story = dict(work(replace(splits, test=test), LINEAR).run.story)
    assert story["Test"] == (
        "Judged on 53 test rows, 20 of them with the inputs of rows that were trained on, 3 of "
        "rows that chose thresholds or model: their numbers flatter."
    )


@pytest.mark.parametrize(
    ("again", "interrupts"), [(True, ()), (False, ()), (True, (Interrupts(),))]
)
def test_a_run_knows_the_rows_that_it_was_made_of(again, interrupts):
    splits = parts()
    run = work(splits, replace(LINEAR, with_validation=again), watchers=interrupts).run
    seen = run.seen_rows
    assert seen.refit is (again and not interrupts)
    new = birds(9, 3)
    names = [seen.origins(part.inputs).names() for part in (*dict(splits.parts()).values(), new)]
    assert names == [["train"] * 80, ["validation"] * 40, ["test"] * 30, ["new"] * 9]


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        ("pooled", "A threshold for each label, drawn towards one for all where rows are few,"),
        ("label", "A threshold for each label chosen on validation for f1_macro: "),
        ("all", "One threshold for all labels chosen on validation for f1_macro: "),
    ],
)
def test_the_story_tells_how_decisions_are_made(scope, told):
    done = work(parts(), replace(LINEAR, scope=scope))
    assert dict(done.run.story)["Decisions"].startswith(told)


def test_an_interrupted_training_is_judged_as_it_is():
    splits = parts()
    done = work(splits, LINEAR, watchers=(Interrupts(),))
    assert done.run.model.interrupted
    assert "Interrupted" in dict(done.run.story)
    assert "Once more" not in dict(done.run.story)
    assert len(done.run.evaluation) > 20


def test_signals_go_the_whole_way():
    def traces(n_rows: int, seed: int) -> Dataset:
        rng = np.random.default_rng(seed)
        truth = rng.random((n_rows, 2)) < 0.5
        waves = np.stack([np.sin(np.arange(16)), np.cos(np.arange(16) * 2)])
        values = truth @ waves + rng.normal(scale=0.2, size=(n_rows, 16))
        return Dataset(Signals(values), as_targets(truth * 1.0), LabelSpace(("sine", "cosine")))

    splits = Splits(traces(64, 0), traces(32, 1), traces(32, 2))
    effort = Effort(epochs=3, batch_size=32, learning_rate=0.01)
    done = work(splits, Job(model="conv1d", effort=effort, with_validation=False))
    assert done.run.model.kind == "conv1d"
    assert dict(done.run.story)["Features"] == (
        "signals of 16 steps on one scale, fitted on train alone."
    )
    assert done.test_scores.shape == (32, 2)


def test_without_a_test_part_there_is_a_run_without_numbers():
    splits = replace(parts(), test=None)
    run = train_run(splits, LINEAR)
    assert run.evaluation is None
    assert [part.name for part in run.facts.parts] == ["train", "validation"]
    assert "Test" not in dict(run.story)
    with pytest.raises(DataError, match=r"no test part to judge by\n.*make the parts with"):
        work(splits, LINEAR)


def test_a_run_that_is_judged_later_is_that_of_the_whole_job():
    splits = parts()
    later = train_run(replace(splits, test=None), LINEAR)
    scores = later.model.score(splits.test.inputs)
    run, done = judged(later, splits.test, scores), work(splits, LINEAR)
    assert done.test is splits.test
    assert run.evaluation.to_json() == done.run.evaluation.to_json()
    assert run.mistakes == done.run.mistakes
    assert run.facts == done.run.facts
    assert run.seen_rows.test.tolist() == done.run.seen_rows.test.tolist()
    assert later.evaluation is None


def test_a_head_that_is_wrong_for_the_targets_is_a_finding():
    def softmax(n_features: int, n_labels: int) -> object:
        keras = load_keras()
        head = keras.layers.Dense(n_labels, activation="softmax")
        return keras.Sequential([keras.Input((n_features,)), head])

    rows = birds(80, 0)
    several = replace(rows, targets=as_targets(np.ones((80, 2))))
    job = Job(model=softmax, effort=Effort(epochs=1), with_validation=False)
    run = train_run(Splits(several, birds(40, 1)), job)
    (found,) = [each for each in run.findings if each.severity == "error"]
    assert found.rule == "softmax-bce"
    assert found.message.startswith("80 of 80 rows carry two labels or more; a softmax shares out")


def test_the_networks_of_the_house_have_no_findings_of_heads_or_losses():
    job = Job(model="mlp", effort=Effort(epochs=1), with_validation=False)
    assert [each for each in train_run(parts(), job).findings if each.severity == "error"] == []
