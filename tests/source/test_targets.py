"""What code proves about targets, and what it does not."""

from __future__ import annotations

import pytest

MODEL = "model = Sequential([Input((4,)), Dense(5, activation='sigmoid')])\n"


@pytest.fixture
def targets(facts):
    def fitted(text):
        (model,) = facts(f"{text}\n{MODEL}model.fit(x, y)").models
        return model.fits[0].targets

    return fitted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("y = MultiLabelBinarizer().fit_transform(genres)", "multi-hot"),
        ("mlb = MultiLabelBinarizer()\nmlb.fit(genres)\ny = mlb.transform(genres)", "multi-hot"),
        ("mlb = MultiLabelBinarizer().fit(genres)\ny = mlb.transform(genres)", "multi-hot"),
        ("y = MultiLabelBinarizer(sparse_output=True).fit_transform(g).toarray()", "multi-hot"),
        ("y = keras.utils.to_categorical(labels, 5)", "one-hot"),
        ("from keras.utils import np_utils\ny = np_utils.to_categorical(labels)", "one-hot"),
        ("y = LabelBinarizer().fit_transform(labels)", "one-hot"),
        ("y = LabelEncoder().fit_transform(labels)", "integer"),
        (
            "y = keras.utils.to_categorical(LabelEncoder().fit_transform(labels))",
            "one-hot",
        ),
        ("y = keras.utils.to_categorical(MultiLabelBinarizer().fit_transform(g))", None),
        ("y = OneHotEncoder().fit_transform(d)", None),
        ("d = pd.read_csv('d.csv')\ny = OneHotEncoder().fit_transform(d[['c']])", "one-hot"),
        ("d = pd.read_csv('d.csv')\ny = OneHotEncoder().fit_transform(d[['a', 'b']])", None),
        ("d = pd.read_csv('d.csv')\ny = pd.get_dummies(d['c'])", "one-hot"),
        ("d = pd.read_csv('d.csv')\ny = pd.get_dummies(d.c).values", "one-hot"),
        ("d = pd.read_csv('d.csv')\ny = pd.get_dummies(d)", None),
        ("d = pd.read_csv('d.csv')\ny = d['tags'].str.get_dummies(sep=',')", "multi-hot"),
        ("d = pd.read_csv('d.csv')\ny = d[['a', 'b', 'c']].values", None),
        ("y = tf.one_hot(labels, 5)", "one-hot"),
        ("y = np.eye(5)[labels]", "one-hot"),
        ("y = label_binarize(labels, classes=[0, 1, 2])", "one-hot"),
        ("y = np.array([[1, 0, 1], [0, 1, 0]])", "multi-hot"),
        ("y = [[1, 0, 0], [0, 1, 0]]", "one-hot"),
        ("y = np.array([[1], [0]])", "column"),
        ("y = [0, 1, 1, 0]", "column"),
        ("y = np.array([0, 3, 2])", "integer"),
        ("y = np.array([[0, 0, 0], [0, 1, 0]])", None),
        ("y = np.array([[.2, .8], [.5, .5]])", None),
        ("y = tf.constant([[1., 1.], [0., 1.]], dtype=tf.float32)", "multi-hot"),
        ("y = np.random.randint(0, 2, (100, 5))", "multi-hot"),
        ("y = np.random.randint(2, size=(100, 5))", "multi-hot"),
        ("y = np.random.randint(0, 2, size=(n, 1))", "column"),
        ("y = np.random.randint(0, 2, (n, n_labels))", None),
        ("y = np.random.randint(0, 10, 100)", "integer"),
        ("y = np.random.randint(0, 10, (100, 5))", None),
        ("rng = np.random.default_rng(0)\ny = rng.integers(0, 2, size=(100, 5))", "multi-hot"),
        ("y = np.random.binomial(1, .3, size=(100, 5)).astype('float32')", "multi-hot"),
        ("y = (np.random.rand(100, 5) > 0.5).astype(int)", "multi-hot"),
        ("y = np.random.random((100, 1)) > 0.5", None),
        ("(x, y), _ = keras.datasets.mnist.load_data()", "integer"),
        ("(x, y), (a, b) = tf.keras.datasets.imdb.load_data(num_words=99)", "column"),
        ("from keras.datasets import reuters\n(x, y), t = reuters.load_data()", "integer"),
        ("from sklearn.datasets import *\nx, y = make_classification(99)", "integer"),
        (
            "from sklearn.datasets import make_multilabel_classification as make\nx, y = make()",
            "multi-hot",
        ),
        ("from sklearn.datasets import load_iris\nx, y = load_iris(return_X_y=True)", "integer"),
        ("from sklearn.datasets import load_iris\ny = load_iris().target", "integer"),
        (
            "import skmultilearn.dataset as s\nx, y, n, m = s.load_dataset('scene', 'train')",
            "multi-hot",
        ),
        ("y = np.load('y.npy')", None),
        ("y = whatever", None),
    ],
)
def test_what_makes_targets_says_their_kind(targets, text, kind):
    assert targets(text).kind == kind


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        ("Y[:800]", "multi-hot"),
        ("Y[idx]", "multi-hot"),
        ("Y.astype('float32')", "multi-hot"),
        ("np.array(Y)", "multi-hot"),
        ("pd.DataFrame(Y, columns=mlb.classes_)", "multi-hot"),
        ("np.concatenate([Y, Y])", "multi-hot"),
        ("train_test_split(x, Y, test_size=0.2)[2]", "multi-hot"),
        ("tf.cast(Y, tf.float32)", "multi-hot"),
        ("Y[Y.sum(axis=1) == 1]", None),
        ("Y[chosen]", None),
        ("Y[:, :3]", None),
        ("Y[:, 2]", "column"),
        ("Y.sum(axis=1)", None),
        ("Y * weights", None),
        ("Y.argmax(axis=1)", None),
        ("Y if ready else keras.utils.to_categorical(c)", None),
    ],
)
def test_what_is_done_to_targets_keeps_their_kind_or_not(facts, operation, kind):
    text = f"Y = MultiLabelBinarizer().fit_transform(g)\ny = {operation}\n{MODEL}model.fit(x, y)"
    (model,) = facts(text).models
    found = model.fits[0].targets
    assert (found.kind if found.kind != "integer" else None) == kind


@pytest.mark.parametrize(
    "change",
    ["Y[0, 1] = 1", "Y[0][1] = 1", "Y.values[0] = 1", "for i in rows:\n    Y[i] = 0", "Y += other"],
)
def test_targets_that_are_written_into_are_what_nobody_knows(targets, change):
    assert targets(f"Y = keras.utils.to_categorical(c)\n{change}\ny = Y").kind is None


@pytest.mark.parametrize("text", ["[[1, 0, 1], [0, 1, 0]]", "[(1, 1), (0, 1)]"])
def test_literal_rows_are_counted(targets, text):
    found = targets(f"y = np.array({text})")
    assert (found.n_rows, found.why) == (2, "1 of its 2 rows have several 1s")


def test_the_number_of_labels_is_told_where_it_is_known(targets):
    assert targets("y = keras.utils.to_categorical(c, num_classes=7)").n_labels == 7
    assert targets("y = MultiLabelBinarizer(classes=['a', 'b']).fit_transform(g)").n_labels == 2
    assert targets("y = MultiLabelBinarizer().fit_transform(g)").n_labels is None


@pytest.mark.parametrize(
    ("maker", "kind"),
    [
        ("G.flow_from_directory('train')", "one-hot"),
        ("G.flow_from_directory('train', class_mode='sparse')", "integer"),
        ("G.flow_from_directory('train', class_mode='binary')", "column"),
        ("G.flow_from_directory('train', class_mode=None)", None),
        ("G.flow_from_directory('train', class_mode=mode)", None),
        ("G.flow_from_dataframe(d, class_mode='raw', y_col=columns)", None),
        ("G.flow_from_dataframe(d, class_mode='categorical')", None),
        ("G.flow_from_dataframe(d, class_mode='binary')", "column"),
        ("G.flow(x, MultiLabelBinarizer().fit_transform(g))", "multi-hot"),
        ("tf.keras.utils.image_dataset_from_directory('d', label_mode='categorical')", "one-hot"),
        ("tf.keras.preprocessing.text_dataset_from_directory('d')", "integer"),
        ("tf.data.Dataset.from_tensor_slices((x, Y)).shuffle(9).batch(4).prefetch(1)", "multi-hot"),
        ("tf.data.Dataset.from_tensor_slices((x, Y)).map(lambda a, b: (f(a), b))", "multi-hot"),
        ("tf.data.Dataset.from_tensor_slices((x, Y)).map(lambda a, b: (a, f(b)))", None),
        ("tf.data.Dataset.from_tensor_slices((x, Y)).map(parse)", None),
        ("tf.data.Dataset.from_tensor_slices(x)", None),
    ],
)
def test_batches_carry_the_kind_of_their_targets(facts, maker, kind):
    text = f"""
from keras.preprocessing.image import ImageDataGenerator
G = ImageDataGenerator(rescale=1 / 255)
Y = MultiLabelBinarizer().fit_transform(genres)
{MODEL}
model.fit({maker})
"""
    (model,) = facts(text).models
    assert model.fits[0].targets.kind == kind


@pytest.mark.parametrize(
    ("lookup", "kind"),
    [
        ("StringLookup(vocabulary=v, output_mode='multi_hot')", "multi-hot"),
        ("StringLookup(vocabulary=v, output_mode='one_hot')", "one-hot"),
        ("StringLookup(vocabulary=v)", None),
        ("CategoryEncoding(num_tokens=5)", "multi-hot"),
        ("TextVectorization(output_mode='multi_hot')", "multi-hot"),
    ],
)
def test_layers_that_encode_labels(targets, lookup, kind):
    assert targets(f"y = {lookup}(genres)").kind == kind


def test_a_generator_of_the_script_brings_the_targets_that_it_yields(facts):
    text = f"""
Y = MultiLabelBinarizer().fit_transform(genres)
def batches():
    while True:
        yield x[idx], Y[idx]
{MODEL}
model.fit_generator(batches())
"""
    (model,) = facts(text).models
    assert model.fits[0].targets.kind == "multi-hot"


def test_targets_go_through_functions_of_the_script(facts):
    text = f"""
def load():
    labels = MultiLabelBinarizer().fit_transform(genres)
    return features, labels

def train(x, targets):
    {MODEL}
    model.fit(x, targets)

x, y = load()
train(x, y)
"""
    (model,) = facts(text).models
    assert model.fits[0].targets.kind == "multi-hot"


def test_a_sequence_of_the_script_brings_the_targets_of_its_batches(facts):
    text = f"""
class Batches(keras.utils.Sequence):
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __getitem__(self, number):
        rows = slice(number * 32, (number + 1) * 32)
        return self.x[rows], self.y[number * 32 : (number + 1) * 32]

Y = MultiLabelBinarizer().fit_transform(genres)
x_train, x_val, y_train, y_val = train_test_split(X, Y)
{MODEL}
model.fit(Batches(x_train, y_train), validation_data=Batches(x_val, y_val))
"""
    (model,) = facts(text).models
    (fit,) = model.fits
    assert (fit.targets.kind, fit.validation_part) == ("multi-hot", "validation")
