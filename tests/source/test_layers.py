"""What layers make of what goes in."""

from __future__ import annotations

import pytest

INPUTS = "inputs = Input((20,))\n"


def stack(layers):
    return f"model = Sequential([{layers}])"


@pytest.mark.parametrize(
    ("layers", "activation", "below", "kind"),
    [
        ("Dense(3)", "linear", (), "Dense"),
        ("Dense(3, activation=None)", "linear", (), "Dense"),
        ("Dense(3, 'softmax')", "softmax", (), "Dense"),
        ("Dense(3, activation=unknown)", None, (), "Dense"),
        ("Dense(3, activation=lambda x: x)", "custom", (), "Dense"),
        ("Dense(3, activation=keras.layers.LeakyReLU(0.1))", "leaky_relu", (), "Dense"),
        ("Dense(3), Activation('sigmoid')", "sigmoid", (), "Activation"),
        ("Dense(3), Softmax()", "softmax", (), "Softmax"),
        ("Dense(3, activation='softmax'), Activation('sigmoid')", "sigmoid", ("softmax",), None),
        ("Dense(3, 'softmax'), Dense(3, 'sigmoid')", "sigmoid", (), "Dense"),
        ("Dense(3, 'softmax'), Dropout(.1), Activation('sigmoid')", "sigmoid", ("softmax",), None),
        ("Dense(3, 'softmax'), BatchNormalization(), Activation('sigmoid')", "sigmoid", (), None),
        ("Dense(3, 'sigmoid'), Activation('linear')", "sigmoid", (), "Dense"),
        ("Dense(3), Lambda(lambda x: x * 2)", None, (), "Lambda"),
        ("Conv2D(3, 1, activation='sigmoid')", "sigmoid", (), "Conv2D"),
        ("LSTM(3)", "tanh", (), "LSTM"),
    ],
)
def test_the_activation_is_the_last_one_and_those_right_below_are_told(
    output, layers, activation, below, kind
):
    head = output(stack(layers)).head
    assert (head.activation, head.below) == (activation, below)
    assert kind in (None, head.kind)


@pytest.mark.parametrize(
    ("layers", "rank"),
    [
        ("Input((7,)), Dense(3)", 2),
        ("Dense(3, input_dim=7)", 2),
        ("Dense(3, input_shape=(4, 7))", 3),
        ("Dense(3, batch_input_shape=(None, 7))", 2),
        ("Dense(3)", None),
        ("Embedding(99, 8, input_length=20), LSTM(4), Dense(3)", 2),
        ("Embedding(99, 8), LSTM(4, return_sequences=True), Dense(3)", 3),
        ("Embedding(99, 8), LSTM(4, return_sequences=flag), Dense(3)", None),
        ("Embedding(99, 8, input_length=20), Dense(3)", 3),
        ("Embedding(99, 8), Bidirectional(GRU(4)), Dense(3)", 2),
        ("Embedding(99, 8), Bidirectional(GRU(4, return_sequences=True)), Dense(3)", 3),
        ("LSTM(4, return_sequences=True), TimeDistributed(Dense(3))", 3),
        ("Conv2D(8, 3), MaxPooling2D(), Dense(3)", 4),
        ("Conv2D(8, 3), Flatten(), Dense(3)", 2),
        ("Conv1D(8, 3), GlobalMaxPooling1D(), Dense(3)", 2),
        ("Conv1D(8, 3), MaxPooling1D(2), Dense(3)", 3),
        ("Dense(12), Reshape((4, 3)), Dense(3)", 3),
    ],
)
def test_the_rank_is_known_where_layers_settle_it(output, layers, rank):
    assert output(stack(layers)).head.rank == rank


@pytest.mark.parametrize(
    ("layers", "units"),
    [
        ("Dense(3)", 3),
        ("Dense(units=3)", 3),
        ("Dense(2 * 3)", 6),
        ("Dense(len(mlb.classes_))", None),
        ("Dense(y.shape[1])", None),
        ("Bidirectional(LSTM(3))", 6),
        ("Bidirectional(LSTM(3), merge_mode='sum')", None),
        ("Conv1D(7, 3), GlobalMaxPooling1D()", 7),
        ("Dense(3), Dropout(0.5)", 3),
    ],
)
def test_the_width_is_known_where_it_is_a_constant(output, layers, units):
    assert output(stack(layers)).head.units == units


@pytest.mark.parametrize(
    ("arguments", "bias"),
    [
        ("", "zeros"),
        (", use_bias=False", "none"),
        (", bias_initializer='zeros'", "zeros"),
        (", bias_initializer=keras.initializers.Zeros()", "zeros"),
        (", bias_initializer=keras.initializers.Constant(odds)", "set"),
        (", weights=[w, b]", None),
        (", **more", None),
    ],
)
def test_the_bias_is_zeros_unless_it_is_set(output, arguments, bias):
    assert output(stack(f"Dense(3{arguments})")).head.bias == bias


@pytest.mark.parametrize(
    ("call", "activation", "below"),
    [
        ("tf.nn.sigmoid(x)", "sigmoid", ()),
        ("keras.activations.softmax(x)", "softmax", ()),
        ("tf.keras.backend.sigmoid(x)", "sigmoid", ()),
        ("tf.sigmoid(tf.nn.softmax(x))", "sigmoid", ("softmax",)),
        ("tf.reduce_mean(x, axis=1)", None, ()),
        ("Activation('sigmoid')(x)", "sigmoid", ()),
    ],
)
def test_a_function_on_a_tensor_is_a_head_of_its_own(output, call, activation, below):
    text = f"{INPUTS}x = Dense(3)(inputs)\nmodel = Model(inputs, {call})"
    assert (output(text).head.activation, output(text).head.below) == (activation, below)


@pytest.mark.parametrize(
    ("merging", "activation", "units"),
    [
        ("concatenate([a, b])", "sigmoid", 5),
        ("Concatenate()([a, b])", "sigmoid", 5),
        ("Average()([a, a])", None, 2),
        ("concatenate([a, c])", None, 6),
    ],
)
def test_sigmoids_side_by_side_are_a_head_of_sigmoids(output, merging, activation, units):
    text = f"""
inputs = Input((20,))
a = Dense(2, activation="sigmoid")(inputs)
b = Dense(3, activation="sigmoid")(inputs)
c = Dense(4, activation="softmax")(inputs)
model = Model(inputs, {merging})
"""
    head = output(text).head
    assert (head.activation, head.units) == (activation, units)


def test_outputs_made_in_a_loop_are_as_many_as_nobody_knows(facts):
    text = """
        inputs = Input((20,))
        outs = []
        for name in names:
            outs.append(Dense(1, activation="sigmoid")(inputs))
        model = Model(inputs, outs)
        model.compile(loss="binary_crossentropy")
    """
    (found,) = facts(text).models
    assert found.outputs[0].head.units is None


def test_the_dtype_of_a_head_is_told(output):
    assert output(stack("Dense(3, dtype='float32')")).head.dtype == "float32"
    assert output(stack("Dense(3, dtype=tf.float16)")).head.dtype == "float16"
    assert output(stack("Dense(3)")).head.dtype is None


def test_as_many_sigmoids_side_by_side_as_nobody_knows_have_no_width(output):
    text = """
        inputs = Input((20,))
        heads = [Dense(1, activation="sigmoid")(inputs) for name in names]
        model = Model(inputs, Concatenate()(heads))
    """
    head = output(text).head
    assert (head.activation, head.units) == ("sigmoid", None)
