"""What models are fitted to, and what watches."""

from __future__ import annotations

import pytest

MODEL = """
model = Sequential([Input((4,)), Dense(5, activation="sigmoid")])
model.compile(loss="binary_crossentropy")
"""


@pytest.fixture
def fit(model):
    def only(text, before=""):
        (found,) = model(f"{before}\n{MODEL}\n{text}").fits
        return found

    return only


def test_arguments_by_position_are_those_by_name(fit):
    by_position = fit("model.fit(x, y, 16, 3, 1, [], 0.2)")
    by_name = fit("model.fit(x=x, y=y, batch_size=16, epochs=3, validation_split=0.2)")
    for found in (by_position, by_name):
        assert (found.batch_size, found.validation_split, found.validated) == (16, 0.2, True)
        assert found.targets.place.name == "y" or found.targets.kind is None


def test_targets_are_told_with_how_they_are_known(fit):
    found = fit("model.fit(x, Y)", "Y = MultiLabelBinarizer().fit_transform(genres)").targets
    assert (found.kind, found.why, found.place.line, found.place.name) == (
        "multi-hot",
        "made by MultiLabelBinarizer on line 12",
        12,
        "Y",
    )


@pytest.mark.parametrize(
    ("arguments", "validated", "part"),
    [
        ("x, y", False, None),
        ("x, y, validation_data=None", False, None),
        ("x, y, validation_data=(x_test, y_test)", True, "test"),
        ("x, y, validation_data=(X_val, Y_val)", True, "validation"),
        ("x, y, validation_data=val_ds", True, "validation"),
        ("x, y, validation_data=held", True, None),
        ("x, y, **options", None, None),
    ],
)
def test_validation_rows_and_where_they_come_from(fit, arguments, validated, part):
    found = fit(f"model.fit({arguments})")
    assert (found.validated, found.validation_part) == (validated, part)


@pytest.mark.parametrize(
    ("weights", "form", "keys", "rank"),
    [
        ("{0: 1.0, 1: 9.0}", "dict", (0, 1), None),
        ("dict(enumerate(w))", "dict", None, None),
        ("{i: w for i, w in enumerate(ws)}", "dict", None, None),
        ("[1.0, 2.0]", "list", None, None),
        ("'balanced'", "string", None, None),
        ("np.ones((9, 5))", "array", None, 2),
        ("np.ones(9)", "array", None, None),
        ("unknown", None, None, None),
    ],
)
def test_class_weights_in_all_their_forms(fit, weights, form, keys, rank):
    found = fit(f"model.fit(x, y, class_weight={weights})").class_weight
    assert (found.form, found.keys, found.rank) == (form, keys, rank)


def test_weights_that_scikit_learn_computes_are_an_array(fit):
    before = """
from sklearn.utils.class_weight import compute_class_weight
w = compute_class_weight("balanced", classes=np.unique(y), y=y)
"""
    assert fit("model.fit(x, y, class_weight=w)", before).class_weight.form == "array"


def test_weights_that_are_none_are_not_given(fit):
    found = fit("model.fit(x, y, class_weight=None)")
    assert (found.class_weight, found.sample_weight) == (None, None)


CALLBACKS = """
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint
stop = EarlyStopping("val_loss", 0.01, 5, mode="min")
keep = ModelCheckpoint("best.h5", "val_f1", save_best_only=True)
"""


@pytest.mark.parametrize(
    "text",
    [
        "model.fit(x, y, callbacks=[stop, keep])",
        "cbs = [stop]\ncbs.append(keep)\nmodel.fit(x, y, callbacks=cbs)",
        "model.fit(x, y, 32, 9, 1, [stop] + [keep])",
    ],
)
def test_callbacks_wherever_they_come_from(fit, text):
    found = fit(text, CALLBACKS)
    assert [(each.kind, each.arguments.given) for each in found.callbacks] == [
        (
            "EarlyStopping",
            {"monitor": "val_loss", "min_delta": 0.01, "patience": 5, "mode": "min"},
        ),
        ("ModelCheckpoint", {"filepath": "best.h5", "monitor": "val_f1", "save_best_only": True}),
    ]
    assert found.all_callbacks_known is True


def test_callbacks_that_nobody_knows_are_said_to_be_there(fit):
    assert fit("model.fit(x, y, callbacks=make())").all_callbacks_known is False
    assert fit("model.fit(x, y, callbacks=[make()])").all_callbacks_known is False


def test_a_callback_of_the_script_is_custom(fit):
    before = "class Watch(keras.callbacks.Callback):\n    pass"
    found = fit("model.fit(x, y, callbacks=[Watch()])", before)
    assert [each.kind for each in found.callbacks] == ["custom"]


@pytest.mark.parametrize(
    ("before", "shuffled"),
    [
        ("", None),
        ("x = np.load('x.npy'); y = np.load('y.npy')", None),
        ("d = pd.read_csv('d.csv'); x = d['t'].values; y = d[['a', 'b']].values", None),
        ("d = pd.read_csv('d').sort_values('g'); x = d['t']; y = d[['a', 'b']].values", False),
        ("d = pd.concat([pd.read_csv('a'), pd.read_csv('b')]); x = d['t']; y = d['a']", False),
        ("x = np.concatenate([np.load('a'), np.load('b')]); y = np.load('y')", False),
        ("x = np.concatenate([np.load('a'), np.load('b')])[:90]; y = np.load('y')", None),
        ("x = np.concatenate([np.load('a')]); y = np.load('y')", None),
        ("d = pd.read_csv('d.csv').sample(frac=1); x = d['t']; y = d[['a', 'b']]", True),
        ("x = np.load('x.npy'); y = np.load('y.npy'); np.random.shuffle(order)", None),
        ("x = np.load('x'); y = np.load('y'); i = np.random.default_rng(0).permutation(9)", None),
        ("x = np.load('x'); y = np.load('y'); i = tf.random.shuffle(a)", None),
        ("x, x_test, y, y_test = train_test_split(a, b)", True),
        ("x, x_test, y, y_test = train_test_split(a, b, shuffle=False)", None),
        ("from sklearn.utils import shuffle\nx, y = shuffle(np.load('x'), np.load('y'))", True),
        ("(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()", True),
        ("x = np.load('x.npy'); y = np.load('y.npy'); x = x[p]; y = y[perm]", True),
    ],
)
def test_rows_were_shuffled_before_a_tail_is_cut_off(fit, before, shuffled):
    assert fit("model.fit(x, y, validation_split=0.1)", before).shuffled is shuffled


def test_rows_that_fit_is_told_to_leave_in_order_are_meant_to_be_in_it(fit):
    before = "x = np.load('x.npy'); y = np.load('y.npy')"
    assert fit("model.fit(x, y, validation_split=0.1, shuffle=False)", before).shuffled is None


def test_a_fit_belongs_to_the_model_that_is_compiled_in_a_function(facts):
    text = """
        def build():
            model = Sequential([Dense(5, activation="sigmoid")])
            model.compile(loss="binary_crossentropy")
            return model
        model = build()
        history = model.fit(x_train, y_train, batch_size=7)
    """
    (found,) = facts(text).models
    assert [each.batch_size for each in found.fits] == [7]


def test_batches_of_a_generator_bring_their_targets(fit):
    before = """
from keras.preprocessing.image import ImageDataGenerator
flow = ImageDataGenerator().flow_from_directory("train", class_mode="categorical")
"""
    for call in ("model.fit(flow)", "model.fit_generator(flow, 10)"):
        found = fit(call, before).targets
        assert (found.kind, found.why) == ("one-hot", 'class_mode="categorical" on line 14')


def test_a_model_in_a_class_of_the_script_is_fitted(facts):
    text = """
        class Trainer:
            def __init__(self):
                self.model = self.build()

            def build(self):
                model = Sequential([Dense(5, activation="softmax")])
                model.compile(loss="binary_crossentropy")
                return model

            def train(self, x, y):
                self.model.fit(x, y, class_weight={0: 1, 1: 2})
    """
    (found,) = facts(text).models
    assert found.fits[0].class_weight.keys == (0, 1)


def test_a_model_that_is_handed_in_is_fitted(facts):
    text = """
        def train(model, x, y):
            model.fit(x, y, epochs=9, class_weight={0: 1, 1: 5})
    """
    (found,) = facts(text).models
    assert (found.compiled, found.fits[0].class_weight.keys) == (False, (0, 1))


def test_what_comes_behind_an_exit_is_not_read(facts):
    text = f"{MODEL}\nif not ready:\n    sys.exit(1)\nmodel.fit(x, y)\nexit()\nmodel.fit(a, b)"
    (found,) = facts(text).models
    assert len(found.fits) == 1


@pytest.mark.parametrize(
    ("text", "resets"),
    [
        ("s = lambda epoch: 0.1 * 0.9**epoch", True),
        ("def s(epoch, lr):\n    return 0.1 if epoch < 5 else 0.01", True),
        ("def make(rate):\n    return lambda epoch: rate / (1 + epoch)\ns = make(0.1)", True),
        ("def s(epoch, lr):\n    return lr * 0.95", False),
        ("def s(epoch):\n    return K.get_value(model.optimizer.lr) * 0.95", False),
        ("class A:\n    def s(self, epoch):\n        return 0.1\ns = A().s", True),
        ("class A:\n    def s(self, epoch, lr):\n        return lr\ns = A().s", False),
        ("from schedules import s", None),
    ],
)
def test_a_schedule_sets_the_rate_or_goes_on_from_it(fit, text, resets):
    found = fit(
        "model.fit(x, y, callbacks=[keras.callbacks.LearningRateScheduler(s)])", text + "\n"
    )
    assert [each.resets for each in found.callbacks] == [resets]
