"""A network learns the same weights from the same seed, in one go or resumed."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from multihot.arrays import as_targets
from multihot.nn import KerasLearner, build_mlp, load_keras
from multihot.nn.epochs import _batches

RNG = np.random.default_rng(0)
FEATURES = csr_array((RNG.random((90, 20)) * (RNG.random((90, 20)) < 0.4)).astype(np.float32))
TARGETS = as_targets((FEATURES[:, :3].toarray() > 0.3).astype(float))
SHARES = np.array([0.3, 0.2, 0.1])
NAN = float("nan")


def learner(seed: int = 0, *, targets: csr_array = TARGETS) -> KerasLearner:
    model = build_mlp(20, SHARES, seed=seed)
    return KerasLearner(model, FEATURES, targets, epochs=9, seed=seed, batch_size=32)


def advanced(learned: KerasLearner, *steps: int) -> KerasLearner:
    for step in steps:
        learned.advance(step)
    return learned


def bytes_of(learned: KerasLearner) -> list[bytes]:
    return [array.tobytes() for array in learned.state().values()]


def test_learning_that_goes_on_from_a_state_is_learning_in_one_go():
    begun, resumed = advanced(learner(), 1), learner()
    resumed.resume(begun.state())
    at_once = advanced(begun, 2, 3)
    assert bytes_of(advanced(resumed, 2, 3)) == bytes_of(at_once)


def test_the_same_seed_gives_the_same_weights_and_another_others():
    first, again, other = (bytes_of(advanced(learner(seed), 1, 2)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_learning_lowers_the_loss():
    learned = learner()
    losses = [learned.advance(step) for step in range(1, 8)]
    assert losses[-1] < 0.9 * losses[0]


def test_unknown_targets_are_learned_around():
    gappy = TARGETS.toarray()
    gappy[::3, 0] = NAN
    gappy[5] = NAN
    learned = learner(targets=as_targets(gappy))
    assert np.isfinite([learned.advance(1), learned.advance(2)]).all()
    assert all(np.isfinite(array).all() for array in learned.snapshot().values())


def test_a_snapshot_keeps_the_weights_of_its_step():
    learned = advanced(learner(), 1)
    snapshot, then = learned.snapshot(), learned.score(FEATURES)
    learned.advance(2)
    assert learned.score(FEATURES).tobytes() != then.tobytes()
    assert learned.network(snapshot).score(FEATURES).tobytes() == then.tobytes()


def test_a_step_is_an_epoch():
    learned = learner()
    assert (learned.n_steps, list(learned.steps_to(3)), learned.describe(3)) == (
        9,
        [1, 2, 3],
        "epoch 3",
    )


def test_a_compiled_model_keeps_its_optimizer_and_loss():
    keras = load_keras()
    model = build_mlp(20, SHARES, seed=0)
    optimizer = keras.optimizers.SGD(0.5)
    model.compile(optimizer=optimizer, loss="mean_squared_error")
    learned = KerasLearner(model, FEATURES, TARGETS, epochs=2, seed=0, batch_size=90)
    assert model.optimizer is optimizer
    assert learned.advance(1) < 0.25  # squares, where the cross-entropy of these is about .5


def test_every_row_is_seen_once_an_epoch_and_the_last_batch_is_filled_up():
    numbered = np.arange(1, 8, dtype=np.float32)[:, None]
    batches = _batches(numbered, as_targets(np.ones((7, 1))), batch_size=3, seed=(0, 1))
    seen = [batches[place][0][:, 0].tolist() for place in range(len(batches))]
    assert [len(rows) for rows in seen] == [3, 3, 3]
    order = [row for rows in seen for row in rows]
    assert sorted(order[:7]) == [1, 2, 3, 4, 5, 6, 7]
    assert order[7:] == order[:2]


def test_the_order_of_rows_changes_with_epoch_and_seed_alone():
    def first_rows(seed: tuple[int, int]) -> bytes:
        return _batches(FEATURES, TARGETS, batch_size=90, seed=seed)[0][0].tobytes()

    assert first_rows((0, 1)) == first_rows((0, 1))
    assert len({first_rows(seed) for seed in ((0, 1), (0, 2), (1, 1))}) == 3


def test_a_batch_has_no_more_rows_than_there_are():
    model = build_mlp(3, np.full(2, 0.5), seed=0)
    learned = KerasLearner(
        model, np.ones((5, 3)), as_targets(np.ones((5, 2))), epochs=1, seed=0, batch_size=2**31 - 1
    )
    assert learned.batch_size == 5
    assert np.isfinite(learned.advance(1))
