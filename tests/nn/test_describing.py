"""Facts of live models: what a user would say of them before they are fitted."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from multihot.errors import DataError
from multihot.facts import Callback, Head, Output
from multihot.nn import load_keras, metrics
from multihot.nn.describing import model_facts
from multihot.nn.losses import masked_binary_crossentropy

keras = load_keras()
layers, losses = keras.layers, keras.losses
Dense = layers.Dense


def stack(*given: object, units: int = 4) -> object:
    return keras.Sequential([keras.Input((6,)), *given])


def head(model: object) -> Head:
    (output,) = model_facts(model).outputs
    return output.head


def compiled(loss: object = "binary_crossentropy", **how: object) -> object:
    model = stack(Dense(4, "sigmoid", name="labels"))
    model.compile("adam", loss, **how)
    return model


def output(model: object) -> Output:
    (only,) = model_facts(model).outputs
    return only


def spelled(model: object) -> list[str]:
    return [metric.spelled for metric in output(model).metrics]


def batch_f1(y_true, y_pred):
    hits = keras.ops.sum(y_true * y_pred)
    return 2 * hits / (keras.ops.sum(y_true) + keras.ops.sum(y_pred) + 1e-7)


class OwnLoss(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return keras.ops.mean(y_true - y_pred)


class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.labels = Dense(4, name="labels")
        self.hidden = Dense(3, "relu", name="hidden")
        self.dropout = layers.Dropout(0.5)

    def call(self, inputs):
        return keras.ops.sigmoid(self.labels(self.dropout(self.hidden(inputs))))


class TestHeads:
    def test_a_dense_head_is_told_with_its_activation_and_shape(self):
        told = head(stack(Dense(3, "relu"), Dense(4, "sigmoid", name="labels")))
        assert (told.activation, told.below, told.units, told.rank) == ("sigmoid", (), 4, 2)
        assert (told.dtype, told.bias, told.kind) == ("float32", "zeros", "Dense")
        assert str(told.place) == "layer 'labels'"

    def test_no_activation_is_linear(self):
        assert head(stack(Dense(4))).activation == "linear"

    @pytest.mark.parametrize(
        "last",
        [
            layers.Activation("softmax"),
            layers.Softmax(),
            layers.Activation(keras.activations.softmax),
        ],
    )
    def test_an_activation_of_its_own_is_the_head_s(self, last):
        told = head(stack(Dense(4), layers.Dropout(0.1), last))
        assert (told.activation, told.below, told.bias) == ("softmax", (), "zeros")

    def test_activations_upon_each_other_are_told_from_the_last_to_the_first(self):
        told = head(
            stack(
                Dense(4, "softmax"),
                layers.Dropout(0.1),
                layers.Reshape((4,)),
                layers.Activation("sigmoid"),
            )
        )
        assert (told.activation, told.below) == ("sigmoid", ("softmax",))

    def test_what_learns_between_ends_the_stack(self):
        assert head(stack(Dense(4, "softmax"), Dense(4, "sigmoid"))).below == ()

    def test_a_linear_activation_is_none(self):
        told = head(stack(Dense(4, "sigmoid"), layers.Activation("linear")))
        assert (told.activation, told.below, told.kind) == ("sigmoid", (), "Dense")

    @pytest.mark.parametrize(
        ("given", "name"),
        [
            (layers.Softmax(), "softmax"),
            (layers.LeakyReLU(), "leaky_relu"),
            (layers.ReLU(), "relu"),
        ],
    )
    def test_a_layer_may_be_the_activation_of_another(self, given, name):
        assert head(stack(Dense(4, activation=given))).activation == name
        assert head(stack(Dense(4), given)).activation == name

    def test_a_function_of_the_user_is_custom(self):
        assert head(stack(Dense(4, lambda x: x * 2))).activation == "custom"

    def test_after_a_layer_of_the_user_nothing_is_known(self):
        told = head(stack(Dense(4, "sigmoid"), layers.Lambda(lambda x: x * 2)))
        assert (told.activation, told.units, told.bias) == (None, 4, None)

    def test_operations_of_a_functional_model_are_seen(self):
        inputs = keras.Input((6,))
        told = head(keras.Model(inputs, keras.ops.sigmoid(Dense(4)(inputs))))
        assert (told.activation, told.units, told.dtype) == ("sigmoid", 4, "float32")

    def test_models_in_models_are_opened(self):
        inner = keras.Sequential([keras.Input((6,)), Dense(4, name="inner"), layers.Softmax()])
        inputs = keras.Input((6,))
        told = head(keras.Model(inputs, layers.Activation("sigmoid")(inner(inputs))))
        assert (told.activation, told.below) == ("sigmoid", ("softmax",))
        assert head(stack(layers.Dropout(0.1), inner)).activation == "softmax"

    def test_through_an_inner_model_that_learns_nothing_the_way_goes_on(
        self,
    ):
        squash = keras.Sequential([keras.Input((4,)), layers.Activation("sigmoid")])
        told = head(stack(Dense(4, "softmax"), squash))
        assert (told.activation, told.below) == ("sigmoid", ("softmax",))

    def test_a_stack_that_was_not_built_tells_all_but_its_rank(self):
        told = head(keras.Sequential([Dense(3, "relu"), Dense(4, use_bias=False)]))
        assert (told.activation, told.units, told.rank, told.bias) == ("linear", 4, None, "none")

    def test_a_bias_that_was_set_or_learnt_is_set(self):
        model = stack(Dense(4, "sigmoid", name="labels"))
        model.get_layer("labels").bias.assign(np.full(4, -3.0))
        assert head(model).bias == "set"
        given = keras.initializers.Constant(-3.0)
        unbuilt = keras.Sequential([Dense(4, bias_initializer=given)])
        assert head(unbuilt).bias == "set"

    def test_the_dtype_is_that_which_the_activation_computes_in(self):
        half = stack(Dense(4, "sigmoid", dtype="mixed_float16"))
        assert head(half).dtype == "float16"
        saved = stack(
            Dense(4, dtype="mixed_bfloat16"), layers.Activation("sigmoid", dtype="float32")
        )
        assert head(saved).dtype == "float32"

    def test_a_sequence_head_has_three_axes(self):
        inputs = keras.Input((5, 6))
        outputs = layers.TimeDistributed(Dense(4, "sigmoid"))(inputs)
        told = head(keras.Model(inputs, outputs))
        assert (told.activation, told.rank, told.units) == ("sigmoid", 3, 4)

    def test_of_a_subclass_nothing_is_known_before_it_is_called(self):
        assert head(Own()) == Head()

    def test_a_subclass_that_was_called_is_followed_and_left_as_it_was(self):
        model = Own()
        model(np.zeros((2, 6), "float32"))
        told = head(model)
        assert (told.activation, told.below, told.units) == ("sigmoid", (), 4)
        assert len(model.labels._inbound_nodes) == len(model.labels._outbound_nodes) == 0

    def test_several_outputs_have_their_names(self):
        inputs = keras.Input((6,))
        model = keras.Model(
            inputs, [Dense(1, "sigmoid", name="any")(inputs), Dense(4, name="all")(inputs)]
        )
        outputs = model_facts(model).outputs
        assert [(each.name, each.head.units, each.head.activation) for each in outputs] == [
            ("any", 1, "sigmoid"),
            ("all", 4, "linear"),
        ]
        assert model_facts(model).only is None

    def test_outputs_in_a_dict_are_known_by_its_keys(self):
        inputs = keras.Input((6,))
        model = keras.Model(inputs, {"b": Dense(1)(inputs), "a": Dense(4)(inputs)})
        model.compile(loss={"a": "mse", "b": "bce"}, metrics={"b": ["acc"]})
        told = [
            (each.name, each.head.units, each.loss.spelled, [m.name for m in each.metrics])
            for each in model_facts(model).outputs
        ]
        assert told == [("a", 4, "'mse'", []), ("b", 1, "'bce'", ["b_acc"])]
        model.fit(np.zeros((4, 6)), {"a": np.zeros((4, 4)), "b": np.zeros((4, 1))}, verbose=0)
        assert "b_acc" in model.history.history


class TestLosses:
    @pytest.mark.parametrize(
        ("given", "kind", "from_logits", "form", "written"),
        [
            ("bce", "binary_crossentropy", False, "string", "'bce'"),
            ("BinaryCrossentropy", "binary_crossentropy", False, "string", "'BinaryCrossentropy'"),
            ("MSE", "mean_squared_error", False, "string", "'MSE'"),
            (
                losses.BinaryCrossentropy(from_logits=True),
                "binary_crossentropy",
                True,
                "object",
                "BinaryCrossentropy(from_logits=True)",
            ),
            (
                losses.CategoricalCrossentropy(),
                "categorical_crossentropy",
                False,
                "object",
                "CategoricalCrossentropy()",
            ),
            (
                losses.BinaryCrossentropy,
                "binary_crossentropy",
                False,
                "object",
                "BinaryCrossentropy",
            ),
            (
                losses.binary_focal_crossentropy,
                "binary_focal_crossentropy",
                False,
                "function",
                "binary_focal_crossentropy",
            ),
            (
                partial(losses.binary_crossentropy, from_logits=True),
                "binary_crossentropy",
                True,
                "function",
                "binary_crossentropy(from_logits=True)",
            ),
            (
                masked_binary_crossentropy,
                "binary_crossentropy",
                False,
                "function",
                "masked_binary_crossentropy",
            ),
            (batch_f1, "custom", None, "function", "batch_f1"),
            (OwnLoss(), "custom", None, "object", "OwnLoss()"),
            ("no_such_loss", None, False, "string", "'no_such_loss'"),
        ],
    )
    def test_a_loss_is_told_as_it_was_handed_over(self, given, kind, from_logits, form, written):
        model = stack(Dense(4))
        model.compile(loss=given) if given != "no_such_loss" else setattr(model, "loss", given)
        loss = output(model).loss
        assert (loss.kind, loss.from_logits, loss.form, loss.spelled) == (
            kind,
            from_logits,
            form,
            written,
        )

    def test_a_loss_may_be_written_down(self):
        given = {"class_name": "BinaryCrossentropy", "config": {"from_logits": True}}
        assert output(compiled(given)).loss.spelled == "BinaryCrossentropy(from_logits=True)"

    def test_the_source_of_a_user_s_loss_is_read(self):
        function = output(compiled(batch_f1)).loss.function
        assert (function.name, function.ratio_of_sums.text.strip()[:8]) == ("batch_f1", "return 2")

    def test_losses_find_their_outputs_by_name_and_by_order(self):
        inputs = keras.Input((6,))
        model = keras.Model(inputs, [Dense(1, name="a")(inputs), Dense(4, name="b")(inputs)])
        for given in ({"b": "mse", "a": "bce"}, ["bce", "mse"]):
            model.compile(loss=given)
            assert [each.loss.spelled for each in model_facts(model).outputs] == ["'bce'", "'mse'"]
        model.compile(loss={"b": "mse"})
        assert [each.loss is None for each in model_facts(model).outputs] == [True, False]

    def test_without_compile_there_is_no_loss(self):
        told = model_facts(stack(Dense(4)))
        assert (told.compiled, told.only.loss, told.metrics) == (False, None, ())


class TestMetrics:
    def test_metrics_are_known_before_keras_resolves_them(self):
        told = output(
            compiled(
                metrics=["accuracy", "AUC", keras.metrics.F1Score(threshold=0.5), batch_f1],
                weighted_metrics=["acc"],
            )
        ).metrics
        assert [(each.kind, each.form, each.name, each.weighted) for each in told] == [
            ("accuracy", "string", "accuracy", False),
            ("auc", "string", "AUC", False),
            ("f1_score", "object", "f1_score", False),
            ("custom", "function", "batch_f1", False),
            ("accuracy", "string", "acc", True),
        ]
        assert {each.resolved for each in told} == {""}

    def test_objects_are_spelled_as_a_user_writes_them(self):
        metric = keras.metrics.AUC(curve="PR", multi_label=True)
        assert spelled(compiled(metrics=[metric])) == ['AUC(curve="PR", multi_label=True)']
        (told,) = output(compiled(metrics=[metric])).metrics
        assert told.arguments.given == {"curve": "PR", "multi_label": True}
        assert told.arguments.get("num_thresholds", 200) == 200

    def test_whose_a_metric_is_is_told(self):
        class Mine(keras.metrics.Metric):
            pass

        given = [keras.metrics.Recall(), metrics.F1(), Mine(), keras.metrics.binary_accuracy]
        told = output(compiled(metrics=given)).metrics
        assert [(each.kind, each.library) for each in told] == [
            ("recall", "keras"),
            ("f1", "multihot"),
            ("custom", "custom"),
            ("binary_accuracy", "keras"),
        ]

    def test_the_source_of_a_function_is_read_and_also_of_one_in_a_wrapper(self):
        wrapped = keras.metrics.MeanMetricWrapper(batch_f1)
        for metric in output(compiled(metrics=[batch_f1, wrapped])).metrics:
            assert (metric.kind, metric.function.ratio_of_sums is None) == ("custom", False)
        assert metric.spelled == "MeanMetricWrapper(fn=batch_f1)"

    def test_of_a_function_without_source_nothing_is_said(self):
        scope: dict[str, object] = {}
        exec("def typed(y_true, y_pred): return y_pred", scope)
        (told,) = output(compiled(metrics=[scope["typed"]])).metrics
        assert (told.spelled, told.function) == ("typed", None)

    def test_strings_are_resolved_once_a_batch_was_seen(self):
        model = compiled(metrics=["accuracy", keras.metrics.AUC()])
        model.fit(np.zeros((4, 6)), np.zeros((4, 4)), verbose=0)
        assert [each.resolved for each in output(model).metrics] == ["categorical_accuracy", ""]

    def test_names_are_those_of_the_logs(self):
        inputs = keras.Input((6,))
        model = keras.Model(inputs, [Dense(1, name="a")(inputs), Dense(4, name="b")(inputs)])
        model.compile(
            loss="mse",
            metrics={"a": ["mae", "mae"], "b": ["acc"]},
            weighted_metrics=[["mae"], ["acc"]],
        )
        names = sorted(metric.name for metric in model_facts(model).metrics)
        model.fit(np.zeros((4, 6)), [np.zeros((4, 1)), np.zeros((4, 4))], verbose=0)
        assert names == ["a_mae", "a_mae_1", "a_weighted_mae", "b_acc", "b_weighted_acc"]
        assert set(names) <= set(model.history.history)

    def test_another_keras_that_keeps_them_elsewhere_makes_them_unknown(self):
        model = compiled(metrics=["accuracy"])
        del model._compile_metrics._user_metrics
        told = model_facts(model)
        assert (told.metrics, told.metrics_known) == ((), False)

    @pytest.mark.parametrize(
        "own",
        [
            {"train_step": lambda *_: {}},
            {"test_step": lambda *_: {}},
            {"compute_metrics": lambda *_: {}},
            {"metrics": property(lambda _: [])},
        ],
        ids=lambda own: next(iter(own)),
    )
    def test_a_model_with_steps_of_its_own_may_log_what_compile_does_not_know(self, own):
        inputs = keras.Input((6,))
        model = type("Mine", (keras.Model,), own)(inputs, Dense(4, "sigmoid")(inputs))
        model.compile("adam", "bce", metrics=["binary_accuracy"])
        assert not model_facts(model).metrics_known

    def test_a_layer_with_a_metric_logs_it(self):
        layer = Dense(4, "sigmoid")
        layer.seen = keras.metrics.Mean(name="seen")
        model = stack(layer)
        model.compile("adam", "bce")
        assert not model_facts(model).metrics_known
        assert {each.name for each in model.metrics} == {"loss", "seen"}


class TestFits:
    def test_nothing_given_is_no_fit(self):
        assert model_facts(compiled()).fits == ()

    def test_weights_are_told_by_their_form(self):
        given = {"class_weight": {0: 1.0, 2: 3.0}, "sample_weight": np.ones((5, 4))}
        (fit,) = model_facts(compiled(), fit=given).fits
        assert (fit.class_weight.form, fit.class_weight.keys) == ("dict", (0, 2))
        assert (fit.sample_weight.form, fit.sample_weight.rank) == ("array", 2)

    def test_a_column_of_weights_is_weights_of_rows(self):
        (fit,) = model_facts(compiled(), fit={"sample_weight": np.ones((5, 1))}).fits
        assert fit.sample_weight.rank == 1

    def test_validation_is_told(self):
        (without,) = model_facts(compiled(), fit={}).fits
        (split,) = model_facts(compiled(), fit={"validation_split": 0.1}).fits
        assert (without.validated, without.validation_split) == (False, None)
        assert (split.validated, split.validation_split) == (True, 0.1)

    def test_callbacks_tell_what_was_given(self, tmp_path):
        callbacks = [
            keras.callbacks.EarlyStopping("val_f1", mode="max", patience=3),
            keras.callbacks.ModelCheckpoint(tmp_path / "a.keras", save_best_only=True),
            keras.callbacks.LambdaCallback(),
        ]
        (fit,) = model_facts(compiled(), fit={"callbacks": callbacks}).fits
        assert [(each.kind, each.arguments.given) for each in fit.callbacks] == [
            ("EarlyStopping", {"monitor": "val_f1", "mode": "max", "patience": 3}),
            ("ModelCheckpoint", {"save_best_only": True}),
            ("LambdaCallback", {}),
        ]

    def test_callbacks_of_the_user_are_custom(self):
        class Mine(keras.callbacks.Callback):
            pass

        (fit,) = model_facts(compiled(), fit={"callbacks": Mine()}).fits
        assert fit.callbacks == (Callback("custom", place=fit.callbacks[0].place),)

    def test_targets_are_counted(self):
        (fit,) = model_facts(compiled(), fit={"y": np.array([[1, 1, 0, 0]])}).fits
        assert (fit.targets.kind, fit.targets.n_labels) == ("multi-hot", 4)


def test_a_schedule_is_told_also_within_loss_scaling():
    schedule = keras.optimizers.schedules.CosineDecay(0.1, 10)
    model = stack(Dense(4))
    model.compile(keras.optimizers.SGD(schedule), "mse")
    assert model_facts(model).schedule is True
    model.compile("sgd", "mse")
    assert model_facts(model).schedule is False
    scaled = keras.optimizers.LossScaleOptimizer(keras.optimizers.SGD(schedule))
    model.compile(scaled, "mse")
    assert model_facts(model).schedule is True


def test_the_keras_that_runs_is_told():
    told = model_facts(stack(Dense(4)))
    assert told.keras.flavour == "keras"
    assert told.keras.version[0] == 3
    assert (told.live, told.backend) == (True, keras.backend.backend())


def test_what_is_no_model_of_keras_3_is_refused_with_the_way_out():
    with pytest.raises(DataError, match=r"multihot.audit\(source="):
        model_facts(object())


def test_a_model_is_left_as_it_was():
    model = compiled(metrics=["accuracy"])
    before = {name: id(value) for name, value in vars(model).items()}
    model_facts(model)
    assert {name: id(value) for name, value in vars(model).items()} == before
