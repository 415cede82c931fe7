"""Lists, dicts and objects that a script keeps things in."""

from __future__ import annotations

import pytest

DENSE = "model = Sequential([Dense(5, activation=activation)])"


@pytest.mark.parametrize(
    "text",
    [
        "heads = {'multi': 'sigmoid'}\nactivation = heads['multi']",
        "heads = {'multi': 'sigmoid'}\nactivation = heads.get('multi', 'softmax')",
        "heads = {}\nactivation = heads.get('multi', 'sigmoid')",
        "heads = {}\nheads['multi'] = 'sigmoid'\nactivation = heads['multi']",
        "heads = dict(multi='sigmoid')\nactivation = heads.copy()['multi']",
        "activation, loss = {'multi': ('sigmoid', 'bce')}['multi']",
        "activation = ['softmax', 'sigmoid'][-1]",
        "activation, other = ['softmax', 'sigmoid'][::-1]",
        "activation = ['relu', 'sigmoid', 'softmax'][1:2][0]",
        "activation = list({'multi': 'sigmoid'}.values())[0]",
        "((name, activation),) = {'multi': 'sigmoid'}.items()",
        "(activation,) = {'sigmoid': 1}.keys()",
        "activations = ['softmax']\nactivations.extend(['sigmoid'])\nactivation = activations[1]",
        "class Config:\n    activation = 'sigmoid'\nactivation = Config.activation",
        "class Config:\n    activation = 'sigmoid'\nactivation = Config().activation",
        "class C:\n    def __init__(self, a='sigmoid'):\n        self.a = a\nactivation = C().a",
        "class A:\n    def a(self):\n        return 'sigmoid'\nclass B(A):\n    pass\n"
        "activation = B().a()",
        "class A:\n    @staticmethod\n    def a(b):\n        return b\nactivation = A.a('sigmoid')",
        "def pick(*names, **more):\n    return more['b']\nactivation = pick(1, b='sigmoid')",
        "def pick(*names):\n    return names[1]\nactivation = pick(1, 'sigmoid')",
        "activation = (lambda a: a)('sigmoid')",
        "activation = 'sig' + 'moid'",
        "a: str = 'sigmoid'\nactivation = a",
        "if (activation := 'sigmoid'): pass",
    ],
)
def test_a_value_is_found_wherever_it_is_kept(output, text):
    assert output(f"{text}\n{DENSE}").head.activation == "sigmoid"


@pytest.mark.parametrize(
    "text",
    [
        "heads = {'a': 'sigmoid'}\nheads.update(more)\nactivation = heads.get('b', 'relu')",
        "heads = {'multi': 'sigmoid'}\nactivation = heads[key]",
        "heads = ['sigmoid']\nheads[i] = 'softmax'\nactivation = heads[0]",
        "heads = ['sigmoid']\nheads.insert(0, x)\nactivation = heads[0]",
        "heads = {'a': 'sigmoid'}\nif x:\n    heads['a'] = 'softmax'\nactivation = heads['a']",
        "heads = ['sigmoid']\nif x:\n    heads.append('softmax')\nactivation = heads[-1]",
        "activation = 'sigmoid'\nfor name in names:\n    activation = name",
        "activation = 'sigmoid'\ndel activation",
        "activation = open('a').read()",
        "def f(a):\n    if a:\n        return 'sigmoid'\n    return 'softmax'\nactivation = f(b)",
        "try:\n    activation = pick()\nexcept KeyError:\n    activation = 'sigmoid'",
        "match x:\n    case 1:\n        activation = 'sigmoid'\n    case activation: pass",
    ],
)
def test_what_may_have_changed_is_not_known(output, text):
    assert output(f"{text}\n{DENSE}").head.activation is None


def test_a_layer_of_the_script_gives_what_its_call_returns(output):
    text = """
        class Head(keras.layers.Layer):
            def __init__(self, units):
                super().__init__()
                self.dense = Dense(units)

            def call(self, x):
                return keras.activations.sigmoid(self.dense(x))

        inputs = Input((4,))
        model = Model(inputs, Head(5)(inputs))
    """
    head = output(text).head
    assert (head.activation, head.units, head.rank) == ("sigmoid", 5, 2)


def test_a_loss_with_some_of_its_arguments_is_that_loss(output):
    text = """
        from functools import partial
        bce = partial(keras.losses.binary_crossentropy, from_logits=True)
        model = Sequential([Dense(5)])
        model.compile(loss=bce)
    """
    assert (output(text).loss.kind, output(text).loss.from_logits) == ("binary_crossentropy", True)


def test_a_loss_that_is_a_class_of_the_script_is_custom(output):
    text = """
        class Focal(keras.losses.Loss):
            def call(self, y_true, y_pred):
                return y_pred

        model = Sequential([Dense(5)])
        model.compile(loss=Focal())
    """
    assert (output(text).loss.kind, output(text).loss.form) == ("custom", "object")


def test_datasets_that_are_zipped_bring_their_targets(model):
    text = """
        xs = tf.data.Dataset.from_tensor_slices(x)
        ys = tf.data.Dataset.from_tensor_slices(MultiLabelBinarizer().fit_transform(genres))
        model = Sequential([Dense(5)])
        model.fit(tf.data.Dataset.zip((xs, ys)).batch(8))
    """
    assert model(text).fits[0].targets.kind == "multi-hot"


def test_a_folder_that_is_read_in_two_parts_says_which_is_which(model):
    text = """
        train, held = keras.utils.image_dataset_from_directory(
            "images", label_mode="int", validation_split=0.2, subset="both", seed=1
        )
        model = Sequential([Dense(5)])
        model.fit(train, validation_data=held)
    """
    (fit,) = model(text).fits
    assert (fit.targets.kind, fit.validation_part) == ("integer", "validation")


def test_pretrained_layers_of_a_model_with_its_top_are_known(output):
    text = """
        zoo = keras.applications
        model = zoo.ResNet50(weights=None, classes=7, classifier_activation="sigmoid")
        model.compile(loss="binary_crossentropy")
    """
    head = output(text).head
    assert (head.activation, head.units, head.rank) == ("sigmoid", 7, 2)
