"""Models as people write them."""

from __future__ import annotations

import pytest


def summary(head):
    return head.kind, head.activation, head.units, head.rank


SIGMOID = ("Dense", "sigmoid", 5, 2)


@pytest.mark.parametrize(
    "text",
    [
        "model = Sequential([Dense(9, input_dim=4), Dense(5, activation='sigmoid')])",
        """
        model = Sequential()
        model.add(Dense(9, activation="relu", input_shape=(4,)))
        model.add(Dropout(0.2))
        model.add(Dense(5, activation="sigmoid"))
        """,
        """
        inputs = keras.Input(shape=(4,))
        x = layers.Dense(9, activation="relu")(inputs)
        outputs = layers.Dense(5, activation="sigmoid")(x)
        model = Model(inputs, outputs)
        """,
        """
        inp = Input((4,))
        out = Dense(5, activation=tf.nn.sigmoid)(Dense(9)(inp))
        model = tf.keras.models.Model(inputs=[inp], outputs=[out])
        """,
        """
        from keras.layers.core import Dense as D
        from keras.engine.training import Model as M
        from keras.layers import Input as I
        i = I(shape=(4,))
        model = M(input=i, output=D(output_dim=5, activation="sigmoid")(i))
        """,
        """
        import tensorflow.compat.v1 as tf1
        head = {"units": 5, "activation": "sigmoid"}
        model = tf1.keras.Sequential([tf1.keras.Input((4,)), tf1.keras.layers.Dense(**head)])
        """,
        """
        N_LABELS = 2 + 3
        ACTIVATION = "sigmoid"
        def build(n_labels, activation=ACTIVATION):
            model = Sequential()
            model.add(Dense(n_labels, input_dim=4, activation=activation))
            return model
        model = build(N_LABELS)
        """,
        """
        def build(n_labels=5):
            stack = []
            stack.append(Input(shape=(4,)))
            stack += [Dense(n_labels, activation=keras.activations.sigmoid)]
            return Sequential(stack)
        """,
        """
        labels = ["a", "b", "c", "d", "e"]
        model = Sequential([Input(shape=(4,)), Dense(len(labels), "sigmoid")])
        """,
        """
        model = Sequential()
        for width in (64, 32):
            model.add(Dense(width, activation="relu", input_dim=4))
        model.add(Dense(5, activation="sigmoid"))
        """,
        """
        with tf.distribute.MirroredStrategy().scope():
            model = Sequential([Flatten(), Dense(5, activation="sigmoid")])
        """,
        """
        if __name__ == "__main__":
            model = Sequential([GlobalAveragePooling2D(), Dense(5, activation="sigmoid")])
        """,
        """
        try:
            import keras as k
        except ImportError:
            from tensorflow import keras as k
        model = k.models.Sequential([k.layers.Flatten(), k.layers.Dense(5, activation="sigmoid")])
        """,
    ],
)
def test_a_model_is_read_however_it_is_written(output, text):
    assert summary(output(text).head) == SIGMOID


def test_a_model_that_is_a_class_gives_what_its_call_returns(output):
    text = """
        class Net(keras.Model):
            def __init__(self, n_labels, name="net"):
                super().__init__(name=name)
                self.hidden = layers.Dense(9, activation="relu")
                self.head = layers.Dense(n_labels, activation="sigmoid")

            def call(self, inputs, training=None):
                return self.head(self.hidden(inputs))

        net = Net(5)
        net.compile(loss="binary_crossentropy")
    """
    found = output(text)
    assert summary(found.head) == ("Dense", "sigmoid", 5, None)
    assert found.loss.kind == "binary_crossentropy"


def test_a_class_of_a_model_that_is_never_used_is_read_with_the_defaults_of_its_parameters(output):
    text = """
        class Net(tf.keras.Model):
            def __init__(self, n_labels=7):
                super(Net, self).__init__()
                self.head = layers.Dense(n_labels)

            def call(self, x):
                return tf.nn.softmax(self.head(x))
    """
    assert summary(output(text).head) == ("Activation", "softmax", 7, None)


def test_a_model_whose_parent_is_told_its_inputs_and_outputs(output):
    text = """
        class Net(keras.Model):
            def __init__(self):
                inputs = keras.Input((4,))
                super().__init__(inputs=inputs, outputs=Dense(5, activation="sigmoid")(inputs))

        net = Net()
    """
    assert summary(output(text).head) == SIGMOID


def test_a_model_upon_a_pretrained_one_is_one_model(model):
    text = """
        base = keras.applications.VGG16(include_top=False, pooling="avg")
        base.trainable = False
        outputs = Dense(5, activation="sigmoid")(base.output)
        model = Model(inputs=base.input, outputs=outputs)
        model.compile("adam", "binary_crossentropy")
    """
    assert summary(model(text).only.head) == SIGMOID


def test_a_model_within_another_is_a_layer_of_it(model):
    text = """
        encoder = Sequential([Input((4,)), Dense(3, activation="relu")])
        model = Sequential([encoder, Dense(5, activation="sigmoid")])
    """
    assert summary(model(text).only.head) == SIGMOID


def test_several_models_of_a_file_are_told_apart(facts):
    text = """
        first = Sequential([Dense(5, activation="sigmoid")])
        second = Sequential([Dense(3, activation="softmax")])
        second.compile(loss="categorical_crossentropy")
        first.compile(loss="binary_crossentropy")
    """
    found = [(each.only.head.activation, each.only.loss.kind) for each in facts(text).models]
    assert found == [
        ("sigmoid", "binary_crossentropy"),
        ("softmax", "categorical_crossentropy"),
    ]


def test_a_model_that_is_compiled_twice_is_there_twice(facts):
    text = """
        model = Sequential([Dense(5, activation="sigmoid")])
        model.compile(loss="mse")
        model.fit(x, y)
        model.compile(loss="binary_crossentropy")
        model.fit(x, y, batch_size=8)
    """
    found = [(each.only.loss.kind, each.fits[0].batch_size) for each in facts(text).models]
    assert found == [("mean_squared_error", None), ("binary_crossentropy", 8)]


def test_a_clone_has_the_head_of_its_model_and_no_loss(facts):
    text = """
        model = Sequential([Dense(5, activation="sigmoid")])
        model.compile(loss="mse")
        other = keras.models.clone_model(model)
    """
    assert [(each.compiled, each.only.head.units) for each in facts(text).models] == [
        (True, 5),
        (False, 5),
    ]


def test_outputs_have_names_and_heads_of_their_own(model):
    text = """
        inputs = Input((4,))
        kind = Dense(3, activation="softmax", name="kind")(inputs)
        tags = Dense(8, activation="sigmoid", name="tags")(inputs)
        model = Model(inputs, [kind, tags])
    """
    found = model(text)
    assert [(each.name, each.head.units) for each in found.outputs] == [("kind", 3), ("tags", 8)]
    assert found.only is None


def test_a_branch_that_nobody_can_decide_leaves_what_both_ways_share(output):
    text = """
        model = Sequential()
        if len(sys.argv) > 1:
            model.add(Dense(5, activation="sigmoid", input_dim=4))
        else:
            model.add(Dense(5, activation="softmax", input_dim=4))
    """
    assert summary(output(text).head) == ("Dense", None, 5, 2)


def test_a_branch_that_a_constant_decides_is_gone(output):
    text = """
        MULTI_LABEL = True
        activation = "sigmoid" if MULTI_LABEL else "softmax"
        model = Sequential([Input((4,)), Dense(5, activation=activation)])
    """
    assert summary(output(text).head) == SIGMOID


def test_what_may_be_one_of_two_models_is_not_taken_for_either(facts):
    text = """
        def build(kind):
            if kind == "cnn":
                return Sequential([Dense(5, activation="sigmoid")])
            return Sequential([Dense(5, activation="softmax")])
        model = build(kind)
        model.compile(loss="binary_crossentropy")
    """
    assert [each.outputs[0].head.activation for each in facts(text).models if each.compiled] == [
        None
    ]


def test_a_model_that_is_loaded_has_a_head_that_nobody_knows(output):
    found = output("model = load_model('m.h5')\nmodel.compile(loss='mse')")
    assert summary(found.head) == ("", None, None, None)


def test_layers_that_are_not_known_leave_a_head_that_is_not_known(output):
    text = """
        from somewhere import Head
        model = Sequential()
        model.add(Dense(5, activation="sigmoid"))
        model.add(Head())
    """
    assert output(text).head.activation is None


def test_a_model_is_placed_where_it_is_made_and_its_head_where_that_is(model):
    found = model("model = Sequential()\nmodel.add(Dense(5, name='tags'))")
    assert (found.place.line, found.place.column, found.place.end_column) == (12, 9, 21)
    head = found.only.head.place
    assert (head.line, head.column, head.text, head.name) == (
        13,
        11,
        "model.add(Dense(5, name='tags'))",
        "tags",
    )


def test_columns_are_counted_in_characters(model):
    found = model("größe, model = 1, Sequential([Dense(5)])")
    assert found.place.column == 19


def test_a_notebook_s_cells_share_their_names():
    import ast

    from multihot.source import Cell, Script, script_facts

    texts = (
        "from keras import Sequential\nfrom keras.layers import Dense\nN = 5",
        "model = Sequential([Dense(N)])",
    )
    cells = tuple(
        Cell(number, ast.parse(text), tuple(text.splitlines()))
        for number, text in enumerate(texts, 1)
    )
    (model,) = script_facts(Script("a.ipynb", cells)).models
    assert (model.only.head.units, str(model.only.head.place)) == (5, "a.ipynb:cell 2:1:21")


def test_one_of_two_models_has_what_they_share(facts):
    text = """
        if recurrent:
            model = Sequential([LSTM(8), Dense(5, activation="sigmoid")])
        else:
            model = Sequential([Flatten(), Dense(5, activation="sigmoid")])
        model.compile(loss="binary_crossentropy")
    """
    (found,) = [each for each in facts(text).models if each.compiled]
    assert summary(found.only.head) == SIGMOID
