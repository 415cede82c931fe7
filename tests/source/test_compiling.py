"""What models are asked for."""

from __future__ import annotations

import pytest

from multihot.facts import Keras
from multihot.source import read_text, script_facts

MODEL = "model = Sequential([Input((4,)), Dense(5, activation='sigmoid')])\n"


@pytest.fixture
def asked(output):
    return lambda arguments: output(f"{MODEL}model.compile({arguments})")


@pytest.mark.parametrize(
    ("arguments", "kind", "from_logits", "form"),
    [
        ("loss='binary_crossentropy'", "binary_crossentropy", False, "string"),
        ("'adam', 'mse'", "mean_squared_error", False, "string"),
        ("loss=keras.losses.binary_crossentropy", "binary_crossentropy", False, "function"),
        ("loss=keras.losses.BinaryCrossentropy()", "binary_crossentropy", False, "object"),
        (
            "loss=keras.losses.CategoricalCrossentropy(from_logits=True)",
            "categorical_crossentropy",
            True,
            "object",
        ),
        ("loss=keras.losses.BinaryCrossentropy(True)", "binary_crossentropy", True, "object"),
        (
            "loss=keras.losses.BinaryCrossentropy(from_logits=f)",
            "binary_crossentropy",
            None,
            "object",
        ),
        ("loss=tf.losses.BinaryFocalCrossentropy()", "binary_focal_crossentropy", False, "object"),
        (
            "loss=tf.nn.sigmoid_cross_entropy_with_logits",
            "binary_crossentropy",
            True,
            "function",
        ),
        ("loss=['binary_crossentropy']", "binary_crossentropy", False, "string"),
        ("loss={'out': 'binary_crossentropy'}", "binary_crossentropy", False, "string"),
        ("loss=lambda y, p: p", "custom", None, "function"),
        ("loss=unknown", None, None, "object"),
        ("loss=focal_loss(gamma=2)", None, None, "object"),
    ],
)
def test_losses_in_all_their_forms(asked, arguments, kind, from_logits, form):
    loss = asked(arguments).loss
    assert (loss.kind, loss.from_logits, loss.form) == (kind, from_logits, form)


def test_no_loss_is_none(asked):
    assert asked("optimizer='adam'").loss is None


def test_a_function_of_the_script_is_a_custom_loss_with_what_it_does(output):
    text = f"""
def f1_loss(y_true, y_pred):
    tp = keras.backend.sum(y_true * y_pred)
    return 1 - tp / (keras.backend.sum(y_pred) + keras.backend.epsilon())

{MODEL}
model.compile(loss=f1_loss, metrics=[f1_loss])
"""
    found = output(text)
    assert (found.loss.kind, found.loss.form, found.loss.spelled) == (
        "custom",
        "function",
        "f1_loss",
    )
    assert found.loss.function.ratio_of_sums.line == 15
    assert (found.metrics[0].kind, found.metrics[0].name, found.metrics[0].library) == (
        "custom",
        "f1_loss",
        "custom",
    )


def test_a_function_that_makes_a_loss_gives_the_one_it_makes(output):
    text = f"""
def weighted(weights):
    def loss(y_true, y_pred):
        return weights * keras.losses.binary_crossentropy(y_true, y_pred)
    return loss

{MODEL}
model.compile(loss=weighted(w))
"""
    found = output(text).loss
    assert (found.kind, found.function.name, found.spelled) == ("custom", "loss", "weighted(w)")


@pytest.mark.parametrize(
    ("entry", "kind", "form", "name", "library"),
    [
        ("'accuracy'", "accuracy", "string", None, "keras"),
        ("'acc'", "accuracy", "string", "acc", "keras"),
        ("'binary_accuracy'", "binary_accuracy", "string", "binary_accuracy", "keras"),
        ("'AUC'", "auc", "string", None, "keras"),
        ("keras.metrics.AUC()", "auc", "object", "auc", "keras"),
        ("keras.metrics.AUC(name='pr', curve='PR')", "auc", "object", "pr", "keras"),
        ("keras.metrics.F1Score(threshold=0.5)", "f1_score", "object", "f1_score", "keras"),
        ("tf.metrics.Precision()", "precision", "object", "precision", "keras"),
        (
            "keras.metrics.binary_accuracy",
            "binary_accuracy",
            "function",
            "binary_accuracy",
            "keras",
        ),
        ("keras.metrics.Accuracy()", "accuracy", "object", "accuracy", "keras"),
        (
            "keras.metrics.TopKCategoricalAccuracy(k=3)",
            "top_k_categorical_accuracy",
            "object",
            "top_k_categorical_accuracy",
            "keras",
        ),
        ("lambda y, p: p", "custom", "function", None, "custom"),
        ("unknown", None, "object", None, "keras"),
    ],
)
def test_metrics_in_all_their_forms(asked, entry, kind, form, name, library):
    (metric,) = asked(f"loss='mse', metrics=[{entry}]").metrics
    assert (metric.kind, metric.form, metric.name, metric.library) == (kind, form, name, library)
    assert metric.spelled == entry


def test_arguments_of_a_metric_go_by_the_name_of_their_parameter(asked):
    (metric,) = asked("metrics=[keras.metrics.AUC(100, 'PR', multi_label=True)]").metrics
    assert metric.arguments.given == {"num_thresholds": 100, "curve": "PR", "multi_label": True}


def test_metrics_of_addons_and_of_this_library_are_told_apart(output):
    text = f"""
import tensorflow_addons as tfa
from multihot.nn.metrics import F1
{MODEL}
model.compile(metrics=[tfa.metrics.F1Score(5, "macro", 0.5), F1(average="macro")])
"""
    addon, ours = output(text).metrics
    assert (addon.library, addon.kind, addon.arguments.given) == (
        "tfa",
        "f1_score",
        {"num_classes": 5, "average": "macro", "threshold": 0.5},
    )
    assert (ours.library, ours.kind) == ("multihot", "f1")


def test_the_second_of_two_objects_without_a_name_is_logged_by_a_name_that_nobody_knows(asked):
    found = asked("metrics=[keras.metrics.AUC(), keras.metrics.AUC(curve='PR')]").metrics
    assert [metric.name for metric in found] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "metrics = ['accuracy', 'AUC']\nmodel.compile('adam', 'mse', metrics)",
        "metrics = []\nmetrics.append('accuracy')\nmetrics += ['AUC']\n"
        "model.compile(metrics=metrics)",
        "base = ['accuracy']\nmodel.compile(metrics=base + ['AUC'])",
        "model.compile(metrics={'out': ['accuracy', 'AUC']})",
        "model.compile(**{'loss': 'mse', 'metrics': ['accuracy', 'AUC']})",
        "options = dict(metrics=['accuracy', 'AUC'])\nmodel.compile(**options)",
        "model.compile(metrics=[['accuracy', 'AUC']])",
    ],
)
def test_lists_of_metrics_wherever_they_come_from(output, text):
    found = output(MODEL + text).metrics
    assert [(each.kind, each.spelled) for each in found] == [
        ("accuracy", "'accuracy'"),
        ("auc", "'AUC'"),
    ]


@pytest.mark.parametrize(
    "metrics", ["my_metrics", "['accuracy'] + more", "[*more, 'accuracy']", "[m for m in more]"]
)
def test_where_metrics_are_not_known_that_is_said(model, metrics):
    assert model(f"{MODEL}model.compile(metrics={metrics})").metrics_known is False


def test_a_metric_in_a_variable_is_placed_where_it_is_written(model):
    found = model(f"METRICS = ['accuracy']\n{MODEL}model.compile(metrics=METRICS)")
    (metric,) = found.metrics
    assert (metric.place.line, metric.place.column, metric.place.end_column) == (12, 12, 22)
    assert found.compiling.line == 14


def test_weighted_metrics_come_last_and_say_so(asked):
    found = asked("metrics=['accuracy'], weighted_metrics=['AUC']").metrics
    assert [(each.kind, each.weighted) for each in found] == [("accuracy", False), ("auc", True)]


def test_dicts_give_each_output_its_loss_and_metrics(model):
    text = """
        inputs = Input((4,))
        kind = Dense(3, activation="softmax", name="kind")(inputs)
        tags = Dense(8, activation="sigmoid", name="tags")(inputs)
        model = Model(inputs, [kind, tags])
        model.compile(
            loss={"kind": "categorical_crossentropy", "tags": "binary_crossentropy"},
            metrics={"tags": [keras.metrics.AUC(name="auc")], "kind": "hinge"},
        )
    """
    assert [
        (each.name, each.loss.kind, [metric.name for metric in each.metrics])
        for each in model(text).outputs
    ] == [
        ("kind", "categorical_crossentropy", ["hinge"]),
        ("tags", "binary_crossentropy", ["auc"]),
    ]


def test_lists_give_each_output_its_loss_and_metrics(model):
    text = """
        inputs = Input((4,))
        outs = [Dense(3, "softmax")(inputs), Dense(8, "sigmoid")(inputs)]
        model = Model(inputs, outs)
        model.compile(loss=["mse", "mae"], metrics=[["accuracy"], ["AUC"]])
    """
    assert [
        (each.loss.kind, [metric.kind for metric in each.metrics]) for each in model(text).outputs
    ] == [("mean_squared_error", ["accuracy"]), ("mean_absolute_error", ["auc"])]


def test_a_class_of_the_script_is_a_metric_by_the_name_that_it_gives_itself(output):
    text = f"""
class F1(keras.metrics.Metric):
    def __init__(self, name="f1", **kwargs):
        super().__init__(name=name, **kwargs)

{MODEL}
model.compile(metrics=[F1(), F1(name="other")])
"""
    assert [(each.kind, each.form, each.name) for each in output(text).metrics] == [
        ("custom", "object", "f1"),
        ("custom", "object", "other"),
    ]


@pytest.mark.parametrize(
    ("optimizer", "schedule"),
    [
        ("'adam'", False),
        ("keras.optimizers.Adam(1e-3)", False),
        ("keras.optimizers.SGD(lr=0.1, momentum=0.9)", False),
        ("keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(1e-3, 9))", True),
        ("keras.optimizers.Adam(learning_rate=rate)", None),
        ("make_optimizer()", None),
    ],
)
def test_a_schedule_of_the_learning_rate_is_seen(model, optimizer, schedule):
    assert model(f"{MODEL}model.compile({optimizer}, 'mse')").schedule is schedule


def test_a_model_that_is_handed_to_a_function_is_compiled_all_the_same(facts):
    text = f"""
def prepare(net, loss):
    net.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return net

{MODEL}
model = prepare(model, "binary_crossentropy")
"""
    (found,) = facts(text).models
    assert (found.only.head.units, found.only.loss.kind) == (5, "binary_crossentropy")


def test_a_model_that_nobody_knows_is_compiled_with_a_head_that_nobody_knows(facts):
    text = """
        def train(model, x, y):
            model.compile(optimizer="adam", loss="binary_crossentropy")
            model.fit(x, y)
    """
    (found,) = facts(text).models
    assert (found.only.head.activation, found.only.loss.kind, len(found.fits)) == (
        None,
        "binary_crossentropy",
        1,
    )


def test_metrics_by_names_that_no_output_has_are_not_taken_for_any(model):
    text = """
        inputs = Input((4,))
        model = Model(inputs, [Dense(3)(inputs), Dense(8)(inputs)])
        model.compile(loss={"a": "mse", "b": "mae"}, metrics={"a": ["accuracy"], "b": ["AUC"]})
    """
    found = model(text)
    assert [(each.loss.kind, each.metrics) for each in found.outputs] == [(None, ()), (None, ())]
    assert found.metrics_known is False


def test_an_output_without_a_loss_has_none(model):
    text = """
        inputs = Input((4,))
        a, b = Dense(3, name="a")(inputs), Dense(8, name="b")(inputs)
        model = Model(inputs, [a, b])
        model.compile(loss={"a": "mse"})
    """
    assert [each.loss and each.loss.kind for each in model(text).outputs] == [
        "mean_squared_error",
        None,
    ]


def test_metrics_of_an_option_are_not_known(model):
    assert model(f"{MODEL}model.compile('adam', 'mse', args.metrics)").metrics_known is False


def test_a_model_that_is_global_is_compiled_in_a_function(output):
    text = """
        model = None
        def build():
            global model
            model = Sequential([Dense(5, activation="sigmoid")])
        build()
        model.compile(loss="binary_crossentropy")
    """
    assert (output(text).head.units, output(text).loss.kind) == (5, "binary_crossentropy")


@pytest.mark.parametrize(
    ("flavour", "version", "text", "name"),
    [
        ("keras", (2, 2), "accuracy", "acc"),
        ("keras", (2, 3), "accuracy", "accuracy"),
        ("tf.keras", (1, 15), "accuracy", "acc"),
        ("tf.keras", (2, 4), "acc", "acc"),
        ("tf.keras", (2, 4), "AUC", "auc"),
        ("tf.keras", (2, 16), "AUC", "AUC"),
        ("keras", (3, 5), "Precision", "Precision"),
        ("tf.keras", (2, 4), "binary_accuracy", "binary_accuracy"),
        ("keras", (3, 5), "mse", "mse"),
    ],
)
def test_the_name_that_a_string_is_logged_by_goes_with_the_version(flavour, version, text, name):
    script = read_text(
        "from keras import Sequential\nfrom keras.layers import Dense\n"
        f"model = Sequential([Dense(5)])\nmodel.compile(metrics=['{text}'])",
        keras=Keras(flavour, version),
    )
    (model,) = script_facts(script).models
    assert model.metrics[0].name == name


@pytest.mark.parametrize(
    "text",
    [
        "from zoo import UNet\nnet = UNet(classes=5)\nnet.compile('adam', loss='mse')",
        "import zoo\nnet = zoo.build(5)\nnet.compile(optimizer='adam', loss='mse')",
        "import zoo\nclass A:\n    def f(self):\n        self.net = zoo.build(5)\n"
        "        self.net.compile(loss='mse')",
    ],
)
def test_a_model_of_another_file_is_compiled_with_a_head_that_nobody_knows(output, text):
    assert (output(text).head.activation, output(text).loss.kind) == (None, "mean_squared_error")
