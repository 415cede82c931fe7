"""Calls of libraries with what they are given."""

from __future__ import annotations

import pytest

FITTED = """
Y = MultiLabelBinarizer().fit_transform(genres)
X_train, X_test, y_train, y_test = train_test_split(X, Y, test_size=0.2)
model = Sequential([Dense(5, activation="sigmoid")])
model.compile(loss="binary_crossentropy")
model.fit(X_train, y_train)
scores = model.predict(X_test)
"""


def told(operand):
    return operand.role, operand.kind, operand.part


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("from sklearn import metrics as m\nm.f1_score(a, b)", "sklearn.metrics.f1_score"),
        (
            "from sklearn.metrics._classification import f1_score as f\nf(a, b)",
            "sklearn.metrics.f1_score",
        ),
        ("f1_score(a, b)", "sklearn.metrics.f1_score"),
        (
            "from sklearn.cross_validation import train_test_split as s\ns(x, y)",
            "sklearn.model_selection.train_test_split",
        ),
        (
            "enc = MultiLabelBinarizer()\nenc.fit(y)",
            "sklearn.preprocessing.MultiLabelBinarizer.fit",
        ),
        ("a.argmax(axis=1)", "numpy.argmax"),
        ("d.idxmax(axis=1)", "pandas.DataFrame.idxmax"),
        ("np.unique(a)", "numpy.unique"),
        (
            "import sklearn.metrics\nsklearn.metrics.hamming_loss(a, b)",
            "sklearn.metrics.hamming_loss",
        ),
        ("fn = roc_auc_score\nfn(a, b)", "sklearn.metrics.roc_auc_score"),
        ("StringLookup(output_mode='multi_hot')", "keras.layers.StringLookup"),
    ],
)
def test_a_call_goes_by_the_library_s_own_name(facts, text, name):
    assert name in {use.name for use in facts(text).uses}


def test_arguments_go_by_the_name_of_their_parameter(use):
    found = use("sklearn.metrics.f1_score", "f1_score(a, b, average='macro')")
    assert (sorted(found.operands), found.arguments.get("average", None)) == (
        ["y_pred", "y_true"],
        "macro",
    )
    assert found.operands["y_true"].written == "a"


def test_truth_and_decisions_are_told_apart_with_their_part(use):
    text = f"{FITTED}\nf1_score(y_test, scores > 0.5, average='micro')"
    found = use("sklearn.metrics.f1_score", text)
    assert told(found.operands["y_true"]) == ("targets", "multi-hot", "test")
    assert told(found.operands["y_pred"]) == ("decisions", "multi-hot", "test")


@pytest.mark.parametrize(
    "decided",
    [
        "scores > 0.5",
        "(scores >= 0.5).astype(int)",
        "np.where(scores > 0.5, 1, 0)",
        "np.round(scores)",
        "scores.round()",
        "tf.cast(scores > 0.5, tf.int32)",
        "tf.greater(scores, 0.5)",
        "[[1 if p > 0.5 else 0 for p in row] for row in scores]",
        "np.array([[int(p > 0.5) for p in row] for row in scores])",
    ],
)
def test_scores_that_are_cut_are_decisions(use, decided):
    text = f"{FITTED}\nf1_score(y_test, {decided}, average='micro')"
    found = use("sklearn.metrics.f1_score", text).operands["y_pred"]
    assert told(found) == ("decisions", "multi-hot", "test")


def test_scores_that_are_cut_in_place_are_decisions(use):
    text = (
        f"{FITTED}\nscores[scores >= 0.5] = 1\nscores[scores < 0.5] = 0\nf1_score(y_test, scores)"
    )
    assert use("sklearn.metrics.f1_score", text).operands["y_pred"].role == "decisions"


@pytest.mark.parametrize(
    "classes",
    [
        "np.argmax(scores, axis=1)",
        "scores.argmax(axis=-1)",
        "tf.argmax(scores, axis=1)",
        "[np.argmax(row) for row in scores]",
        "model.predict_classes(X_test)",
    ],
)
def test_the_argmax_of_scores_is_a_class(use, classes):
    found = use("sklearn.metrics.accuracy_score", f"{FITTED}\naccuracy_score(y_test, {classes})")
    operand = found.operands["y_pred"]
    assert (operand.role, operand.argmax, operand.kind) == ("classes", "scores", "multi-hot")


def test_the_argmax_of_targets_is_told(use):
    text = f"{FITTED}\naccuracy_score(np.argmax(y_test, axis=1), scores.argmax(1))"
    found = use("sklearn.metrics.accuracy_score", text).operands["y_true"]
    assert (found.role, found.argmax, found.kind, found.part) == (
        "classes",
        "targets",
        "multi-hot",
        "test",
    )


def test_scores_of_a_model_whose_targets_are_one_hot_are_about_them(use):
    text = """
        y = keras.utils.to_categorical(c)
        model = Sequential([Dense(9, activation="sigmoid")])
        model.fit(x, y)
        np.argmax(model.predict(x), axis=1)
    """
    assert use("numpy.argmax", text).operands["a"].kind == "one-hot"


def test_scores_of_a_model_that_is_not_known_are_about_what_nobody_knows(use):
    found = use(
        "numpy.argmax", "model = load_model('m.h5')\nnp.argmax(model.predict(x_test), axis=1)"
    )
    assert told(found.operands["a"]) == ("scores", None, "test")


def test_two_sigmoids_may_be_two_classes(use):
    text = "model = Sequential([Dense(2, activation='sigmoid')])\nnp.argmax(model.predict(x), 1)"
    assert use("numpy.argmax", text).operands["a"].kind is None


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("y_test", "test"),
        ("yTrain", "train"),
        ("Y_val", "validation"),
        ("y", None),
        ("latest", None),
    ],
)
def test_a_name_says_the_part_where_nothing_else_does(use, name, part):
    found = use("sklearn.metrics.f1_score", f"f1_score({name}, p)").operands["y_true"]
    assert found.part == part


@pytest.mark.parametrize(
    ("splits", "part"),
    [
        ("a, b, c, d = train_test_split(x, y)\nused = d", None),
        ("a, b, c, d = train_test_split(x, y)\nused = c", "train"),
        ("a, b, c, y_te = train_test_split(x, y)\nused = y_te", "test"),
        ("a, b, c, y_va = train_test_split(x, y)\nused = y_va", "validation"),
        (
            "a, b, c, d = train_test_split(x, y)\ne, f, g, h = train_test_split(a, c)\nused = h",
            "validation",
        ),
        ("a, x_val, c, y_val = train_test_split(x, y)\nused = y_val", "validation"),
        (
            "x_train, r, y_train, s = train_test_split(x, y)\n"
            "x_val, x_test, y_val, y_test = train_test_split(r, s)\nused = y_val",
            "validation",
        ),
        ("for tr, te in KFold(5).split(y):\n    used = y[te]", "test"),
        ("for tr, ho in KFold(5).split(y):\n    used = y[ho]", "validation"),
        ("y_train, y_test = y[:800], y[800:]\nused = y_test", "test"),
        (
            "from skmultilearn.model_selection import iterative_train_test_split as s\n"
            "a, b, c, y_test = s(x, y, 0.2)\nused = y_test",
            "test",
        ),
    ],
)
def test_parts_of_splits(use, splits, part):
    text = f"y = np.load('y.npy')\n{splits}\nf1_score(used, p)"
    assert use("sklearn.metrics.f1_score", text).operands["y_true"].part == part


@pytest.mark.parametrize(
    ("split", "part"),
    [
        ("a, b = train_test_split(X)", "all"),
        ("X_train, X_test = X[:80], X[80:]", "all"),
        ("for tr, te in KFold(3).split(X):\n    a = X[tr]", "all"),
        ("", None),
    ],
)
def test_what_is_split_later_holds_all_parts(use, split, part):
    text = f"""
from sklearn.feature_extraction.text import TfidfVectorizer
texts = pd.read_csv("d.csv")["text"]
X = TfidfVectorizer().fit_transform(texts)
{split}
"""
    name = "sklearn.feature_extraction.text.TfidfVectorizer.fit_transform"
    assert use(name, text).operands["X"].part == part


def test_methods_of_one_object_share_their_subject_with_its_making(facts):
    text = (
        "mlb = MultiLabelBinarizer()\nother = MultiLabelBinarizer()\nmlb.fit(a)\nmlb.transform(b)"
    )
    first, second, fit, transform = facts(text).uses
    assert first.subject == fit.subject == transform.subject != second.subject != 0


def test_what_a_label_encoder_is_given_is_told(use):
    name = "sklearn.preprocessing.MultiLabelBinarizer.fit_transform"
    strings = use(name, "MultiLabelBinarizer().fit_transform(['war,love', 'war'])").operands["y"]
    lists = use(name, "MultiLabelBinarizer().fit_transform([['war'], []])").operands["y"]
    split = "d = pd.read_csv('d')\nMultiLabelBinarizer().fit_transform(d['g'].str.split(','))"
    assert (strings.role, lists.role, use(name, split).operands["y"].role) == (
        "strings",
        "label-lists",
        "label-lists",
    )


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("w = np.unique(a)", True),
        ("w = np.unique(a)\nv = dict(enumerate(w))", True),
        ("w = np.unique(a)\nw = dict(enumerate(w))", True),
        ("w = np.unique(a)\nprint(w)", False),
        ("w = np.unique(a)\nv = dict(enumerate(w))\nmodel.fit(x, y, class_weight=v)", False),
        ("self.w = np.unique(a)", False),
        ("np.unique(a)", False),
        ("def f():\n    w = np.unique(a)\n    return w", False),
        ("w = np.unique(a)\nw += 1", False),
    ],
)
def test_a_result_that_nothing_reads_is_unused(use, text, unused):
    assert use("numpy.unique", text).unused is unused


@pytest.mark.parametrize(
    ("loop", "swept"),
    [
        ("for t in np.arange(0, 1, 0.1):\n    f1_score(y, scores > t)", True),
        ("for t in [0.1, 0.2]:\n    p = scores > t\n    f1_score(y, p)", True),
        ("[f1_score(y, scores > t / 100) for t in range(100)]", True),
        ("for i in range(5):\n    f1_score(y[:, i], scores[:, i] > 0.5)", False),
        ("for epoch in range(5):\n    f1_score(y, scores > 0.5)", False),
        ("best = 0\nfor t in ts:\n    best = t\nf1_score(y, scores > best)", False),
        ("def f(t):\n    return f1_score(y, scores > t)\nfor t in ts:\n    f(t)", True),
        ("max(ts, key=lambda t: f1_score(y, scores > t))", True),
        (
            "from scipy.optimize import minimize\nminimize(lambda t: -f1_score(y, scores > t), 0)",
            True,
        ),
    ],
)
def test_what_depends_on_a_loop_s_variable_is_swept(facts, loop, swept):
    text = f"scores = load_model('m').predict(x_val)\n{loop}"
    uses = [use for use in facts(text).uses if use.name == "sklearn.metrics.f1_score"]
    assert {use.swept for use in uses} == {swept}


def test_predictions_on_a_shuffled_generator_are_in_its_order(use):
    text = """
        from keras.preprocessing.image import ImageDataGenerator
        test = ImageDataGenerator().flow_from_directory("test")
        scores = load_model("m.h5").predict(test)
        accuracy_score(test.classes, np.argmax(scores, axis=1))
    """
    found = use("sklearn.metrics.accuracy_score", text).operands
    assert (found["y_pred"].shuffled, found["y_pred"].part) == (True, "test")
    assert (found["y_true"].shuffled, told(found["y_true"])) == (
        None,
        ("targets", "integer", "test"),
    )


def test_functions_that_nobody_calls_are_read_too(use):
    text = """
        def report(model, x_test, y_test):
            scores = model.predict(x_test)
            return f1_score(y_test, scores > 0.5)
    """
    found = use("sklearn.metrics.f1_score", text).operands
    assert told(found["y_pred"]) == ("decisions", None, "test")
    assert told(found["y_true"]) == ("targets", None, "test")


def test_a_callback_of_the_script_predicts_with_the_model_that_it_watches(use):
    text = """
        class F1(keras.callbacks.Callback):
            def __init__(self, x_val, y_val):
                self.x_val, self.y_val = x_val, y_val

            def on_epoch_end(self, epoch, logs=None):
                scores = self.model.predict(self.x_val)
                logs["val_f1"] = f1_score(self.y_val, scores.round())
    """
    found = use("sklearn.metrics.f1_score", text).operands
    assert told(found["y_pred"]) == ("decisions", None, "validation")


def test_a_function_that_calls_itself_is_read_once(facts):
    text = "def f(n):\n    np.unique(n)\n    return f(n - 1)\nf(3)"
    assert [use.name for use in facts(text).uses] == ["numpy.unique"]


def test_predictions_of_scikit_learn_are_told_apart(use):
    text = """
        from sklearn.linear_model import LogisticRegression
        clf = LogisticRegression().fit(x_train, y_train)
        roc_auc_score(y_test, clf.predict(x_test))
    """
    found = use("sklearn.metrics.roc_auc_score", text).operands["y_score"]
    assert told(found) == ("decisions", None, "test")


def test_a_table_is_not_divided_because_a_column_of_it_is_called_train(use):
    text = """
        from sklearn.feature_extraction.text import TfidfVectorizer
        df = pd.read_csv("train.csv")
        y_train = df["label"]
        X_train = TfidfVectorizer().fit_transform(df["text"])
    """
    name = "sklearn.feature_extraction.text.TfidfVectorizer.fit_transform"
    assert use(name, text).operands["X"].part is None


def test_what_an_object_of_another_file_holds_goes_by_its_name(use):
    found = use("sklearn.metrics.f1_score", "f1_score(data.y_test, p)").operands["y_true"]
    assert told(found) == ("targets", None, "test")


def test_lists_that_batches_extend_are_what_the_batches_are(use):
    text = """
        val = tf.keras.utils.image_dataset_from_directory("data/val", label_mode="categorical")
        truth, guessed = [], []
        for images, labels in val:
            truth.extend(np.argmax(labels, axis=1))
            guessed += [np.argmax(row) for row in load_model("m").predict(images)]
        accuracy_score(truth, guessed)
    """
    found = use("sklearn.metrics.accuracy_score", text).operands
    assert (found["y_true"].role, found["y_true"].argmax) == ("classes", "targets")
    assert (found["y_pred"].role, found["y_pred"].argmax) == ("classes", "scores")


def test_a_list_that_nobody_knows_is_an_operand_all_the_same(use):
    text = """
        labels = []
        for path in paths:
            labels.append(path.split("_"))
        MultiLabelBinarizer().fit_transform(np.array(labels))
    """
    name = "sklearn.preprocessing.MultiLabelBinarizer.fit_transform"
    assert use(name, text).operands["y"].written == "np.array(labels)"


def test_a_layer_that_learns_from_rows_is_given_them(use):
    found = use("keras.layers.TextVectorization.adapt", "TextVectorization().adapt(x_train)")
    assert [operand.part for operand in found.operands.values()] == ["train"]
