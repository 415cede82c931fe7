"""What calls of libraries give, by the library's own path."""

from __future__ import annotations

from multihot.facts import TargetKind
from multihot.source import computing, pipelines, splits, targets
from multihot.source.targets import Handler

_KINDS: dict[str, TargetKind | None] = {
    "mnist": "integer",
    "fashion_mnist": "integer",
    "cifar10": "integer",
    "cifar100": "integer",
    "reuters": "integer",
    "imdb": "column",
    "boston_housing": None,
    "california_housing": None,
}
_DATASETS: dict[str, Handler] = {
    f"keras.datasets.{name}.load_data": targets.known_parts(kind, name)
    for name, kind in _KINDS.items()
}
_BUNDLES: dict[str, Handler] = {
    f"sklearn.datasets.{name}": computing.bundle
    for name in (
        "load_iris",
        "load_digits",
        "load_wine",
        "load_breast_cancer",
        "fetch_20newsgroups",
        "fetch_covtype",
    )
}
_PAIRS: dict[str, Handler] = {
    f"sklearn.datasets.{name}": targets.known_pair("integer", name)
    for name in ("make_classification", "make_blobs", "make_moons", "make_circles")
}
_DIRECTORIES: dict[str, Handler] = {
    f"keras.utils.{name}": pipelines.directory(name)
    for name in (
        "image_dataset_from_directory",
        "text_dataset_from_directory",
        "audio_dataset_from_directory",
    )
}
_ARGMAXES: dict[str, Handler] = dict.fromkeys(
    (
        "numpy.argmax",
        "tensorflow.argmax",
        "tensorflow.math.argmax",
        "keras.backend.argmax",
        "keras.ops.argmax",
        "jax.numpy.argmax",
    ),
    computing.argmax,
)
_SAME: dict[str, Handler] = dict.fromkeys(
    (
        "list",
        "numpy.array",
        "numpy.asarray",
        "numpy.ascontiguousarray",
        "numpy.copy",
        "numpy.float32",
        "numpy.int32",
        "numpy.squeeze",
        "numpy.nan_to_num",
        "pandas.DataFrame",
        "pandas.Series",
        "scipy.sparse.csr_matrix",
        "scipy.sparse.csc_matrix",
        "scipy.sparse.csr_array",
        "tensorflow.cast",
        "tensorflow.constant",
        "tensorflow.convert_to_tensor",
        "tensorflow.Variable",
        "keras.ops.cast",
        "keras.ops.convert_to_tensor",
        "keras.backend.cast",
        "keras.backend.constant",
    ),
    computing.same,
)
_STACKED: dict[str, Handler] = dict.fromkeys(
    (
        "numpy.concatenate",
        "numpy.vstack",
        "pandas.concat",
        "scipy.sparse.vstack",
        "tensorflow.concat",
    ),
    computing.stacked,
)
_ROUNDED: dict[str, Handler] = dict.fromkeys(
    ("numpy.round", "numpy.rint", "numpy.around", "tensorflow.round", "keras.backend.round"),
    computing.rounded,
)
_GREATER: dict[str, Handler] = dict.fromkeys(
    (
        "numpy.greater",
        "numpy.greater_equal",
        "tensorflow.greater",
        "tensorflow.greater_equal",
        "tensorflow.math.greater",
        "keras.backend.greater",
        "keras.ops.greater",
        "keras.ops.greater_equal",
    ),
    computing.greater,
)
_FILES: dict[str, Handler] = dict.fromkeys(
    (
        "pandas.read_csv",
        "pandas.read_excel",
        "pandas.read_json",
        "pandas.read_parquet",
        "pandas.read_pickle",
        "numpy.load",
        "numpy.loadtxt",
        "numpy.genfromtxt",
        "scipy.sparse.load_npz",
    ),
    computing.read_rows,
)

_WEIGHTS: dict[str, Handler] = {
    f"sklearn.utils.{module}compute_{what}_weight": computing.weights
    for module in ("", "class_weight.")
    for what in ("class", "sample")
}
_FILLED: dict[str, Handler] = dict.fromkeys(
    ("numpy.ones", "numpy.zeros", "numpy.empty", "numpy.full"), computing.filled
)
_RANDOM: dict[str, Handler] = dict.fromkeys(
    ("numpy.random.rand", "numpy.random.random", "numpy.random.Generator.random"),
    computing.random_cells,
)

HANDLERS: dict[str, Handler] = {
    **_RANDOM,
    **_WEIGHTS,
    **_FILLED,
    **_DATASETS,
    **_BUNDLES,
    **_PAIRS,
    **_DIRECTORIES,
    **_ARGMAXES,
    **_SAME,
    **_STACKED,
    **_ROUNDED,
    **_GREATER,
    **_FILES,
    "keras.utils.to_categorical": targets.to_categorical,
    "keras.utils.np_utils.to_categorical": targets.to_categorical,
    "tensorflow.one_hot": targets.one_hot,
    "keras.ops.one_hot": targets.one_hot,
    "keras.backend.one_hot": targets.one_hot,
    "numpy.eye": targets.eye,
    "numpy.identity": targets.eye,
    "numpy.where": computing.where,
    "numpy.random.randint": targets.randint,
    "numpy.random.Generator.integers": targets.randint,
    "numpy.random.binomial": targets.binomial,
    "numpy.random.choice": targets.choice,
    "numpy.random.shuffle": computing.shuffled_in_place,
    "numpy.random.permutation": computing.shuffled_in_place,
    "random.shuffle": computing.shuffled_in_place,
    "sklearn.utils.shuffle": computing.shuffled,
    "sklearn.preprocessing.label_binarize": targets.label_binarize,
    "sklearn.datasets.make_multilabel_classification": computing.multilabel,
    "sklearn.datasets.fetch_rcv1": computing.multilabel,
    "skmultilearn.dataset.load_dataset": computing.of_skmultilearn,
    "sklearn.model_selection.train_test_split": splits.train_test_split,
    "skmultilearn.model_selection.iterative_train_test_split": splits.iterative_split,
    "pandas.get_dummies": targets.get_dummies,
    "tensorflow.data.Dataset.from_tensor_slices": pipelines.from_slices,
    "tensorflow.data.Dataset.zip": pipelines.zipped,
}
