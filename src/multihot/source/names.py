"""One name for each thing of a library, whatever a script imports it from."""

from __future__ import annotations

import re
from functools import lru_cache

from multihot.source.stars import EXPORTED

# the first that matches is replaced, then the next are tried on what came out
_RENAMED: tuple[tuple[str, str], ...] = (
    (r"^tensorflow\.compat\.v[12]\.", "tensorflow."),
    (r"^tensorflow\.(python|contrib)\.keras\b", "keras"),
    (r"^tensorflow\.keras\b", "keras"),
    (r"^tf_keras\b", "keras"),
    (r"^tensorflow_addons\b", "tfa"),
    (r"^keras\.(api|src|_v2\.keras|api\._v2\.keras)\.", "keras."),
    (r"^tensorflow\.(losses|metrics|optimizers|initializers)\.", r"keras.\1."),
    (r"^keras_preprocessing\b", "keras.preprocessing"),
    (r"^keras_applications\b", "keras.applications"),
    (r"^keras\.layers\.experimental\.preprocessing\.", "keras.layers."),
    (
        r"^keras\.(layers|metrics|losses|callbacks|optimizers)(\.[a-z_]\w*)*\.(\w+)$",
        r"keras.\1.\3",
    ),
    (r"^keras\.(models|engine|engine\.\w+|training)\.(Model|Sequential|Input)$", r"keras.\2"),
    (r"^keras\.(layers|engine\.\w+)\.(Input|InputLayer)$", r"keras.\2"),
    (r"^keras\.engine(\.\w+)*\.(Layer)$", r"keras.layers.\2"),
    (r"^keras\.Layer$", "keras.layers.Layer"),
    (r"^keras\.utils\.\w+\.(\w+)$", r"keras.utils.\1"),
    (r"^keras\.preprocessing\.(\w+)\.(\w+_from_directory)$", r"keras.utils.\2"),
    (r"^keras\.preprocessing\.(\w+_from_directory)$", r"keras.utils.\1"),
    (r"^keras\.(legacy\.)?preprocessing\.", "keras.preprocessing."),
    (r"^keras\.applications\.\w+\.([A-Z]\w*)$", r"keras.applications.\1"),
    (r"^sklearn\.cross_validation\.", "sklearn.model_selection."),
    (r"^sklearn\.grid_search\.", "sklearn.model_selection."),
    (
        r"^sklearn\.(metrics|preprocessing|model_selection|datasets|feature_extraction\.text)"
        r"\.([a-z_]\w*)\.(\w+)$",
        r"sklearn.\1.\3",
    ),
    (r"^numpy\.(matlib|core|lib)\.", "numpy."),
)
_RULES = tuple((re.compile(pattern), better) for pattern, better in _RENAMED)
# schedules are told from optimizers by their module
_KEPT = re.compile(r"^keras\.optimizers\.schedules\.\w+$")

# classes whose objects Keras names otherwise
_OWN_NAMES = {
    "FBetaScore": "fbeta_score",
    "LogCoshError": "logcosh",
    "MatthewsCorrelationCoefficient": "MatthewsCorrelationCoefficient",
    "MultiLabelConfusionMatrix": "Multilabel_confusion_matrix",
}
_METRIC_FUNCTION = re.compile(r"_score$|_loss$|_curve$|_report$|_matrix$|^auc$|_error$")


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """The library's own path of something that a script names by an old or private one.

    >>> canonical("tensorflow.python.keras.layers.core.Dense")
    'keras.layers.Dense'
    >>> canonical("sklearn.metrics._classification.f1_score")
    'sklearn.metrics.f1_score'
    """
    for pattern, better in _RULES:
        if not _KEPT.match(name):
            name = pattern.sub(better, name, count=1)
    return name


def from_star(module: str, name: str) -> str | None:
    """The path of `name` where `from module import *` brings it; None where it does not.

    >>> from_star("tensorflow.keras.layers", "Dense")
    'keras.layers.Dense'
    """
    module = canonical(f"{module}.x").removesuffix(".x")
    a_metric = module == "sklearn.metrics" and bool(_METRIC_FUNCTION.search(name))
    known = a_metric or name in EXPORTED.get(module, ())
    return canonical(f"{module}.{name}") if known else None


def snake(name: str) -> str:
    """A class's name as Keras makes an object's name of it.

    >>> snake("AUC"), snake("FBetaScore"), snake("TopKCategoricalAccuracy")
    ('auc', 'fbeta_score', 'top_k_categorical_accuracy')
    """
    if name in _OWN_NAMES:
        return _OWN_NAMES[name]
    spaced = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", spaced).lower()


def last(name: str) -> str:
    """The last word of a dotted name."""
    return name.rpartition(".")[2]
