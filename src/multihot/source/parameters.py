"""Names of the parameters that people give by their order."""

from __future__ import annotations

from multihot.source.names import last

_FIT = (
    "x",
    "y",
    "batch_size",
    "epochs",
    "verbose",
    "callbacks",
    "validation_split",
    "validation_data",
    "shuffle",
    "class_weight",
    "sample_weight",
    "initial_epoch",
    "steps_per_epoch",
    "validation_steps",
)
_FIT_GENERATOR = (
    "x",
    "steps_per_epoch",
    "epochs",
    "verbose",
    "callbacks",
    "validation_data",
    "validation_steps",
    "validation_freq",
    "class_weight",
)
_RECURRENT = ("units", "activation", "recurrent_activation")
_CONVOLUTION = ("filters", "kernel_size", "strides", "padding")

_PARAMETERS: dict[str, tuple[str, ...]] = {
    "keras.Model": ("inputs", "outputs", "name"),
    "keras.Sequential": ("layers", "name"),
    "keras.Input": ("shape", "batch_size", "name"),
    "keras.Model.compile": ("optimizer", "loss", "metrics"),
    "keras.Model.fit": _FIT,
    "keras.Model.fit_generator": _FIT_GENERATOR,
    "keras.Model.predict": ("x", "batch_size", "verbose"),
    "keras.Model.predict_classes": ("x", "batch_size", "verbose"),
    "keras.Model.predict_proba": ("x", "batch_size", "verbose"),
    "keras.Model.predict_generator": ("x", "steps"),
    "keras.Model.predict_on_batch": ("x",),
    "keras.Model.evaluate": ("x", "y", "batch_size", "verbose", "sample_weight"),
    "keras.Model.evaluate_generator": ("x", "steps"),
    "keras.Model.train_on_batch": ("x", "y", "sample_weight", "class_weight"),
    "keras.Model.test_on_batch": ("x", "y", "sample_weight"),
    "keras.Model.load_weights": ("filepath",),
    "keras.layers.Dense": (
        "units",
        "activation",
        "use_bias",
        "kernel_initializer",
        "bias_initializer",
    ),
    "keras.layers.Activation": ("activation",),
    "keras.layers.Softmax": ("axis",),
    "keras.layers.LSTM": _RECURRENT,
    "keras.layers.GRU": _RECURRENT,
    "keras.layers.SimpleRNN": ("units", "activation"),
    "keras.layers.RNN": ("cell", "return_sequences"),
    "keras.layers.Conv1D": _CONVOLUTION,
    "keras.layers.Conv2D": _CONVOLUTION,
    "keras.layers.Conv3D": _CONVOLUTION,
    "keras.layers.Embedding": ("input_dim", "output_dim", "embeddings_initializer"),
    "keras.layers.TimeDistributed": ("layer",),
    "keras.layers.Bidirectional": ("layer", "merge_mode"),
    "keras.layers.Reshape": ("target_shape",),
    "keras.layers.Lambda": ("function", "output_shape"),
    "keras.layers.Dropout": ("rate",),
    "keras.layers.RepeatVector": ("n",),
    "keras.layers.Permute": ("dims",),
    "keras.layers.concatenate": ("inputs", "axis"),
    "keras.layers.StringLookup": ("max_tokens", "num_oov_indices"),
    "keras.layers.IntegerLookup": ("max_tokens", "num_oov_indices"),
    "keras.layers.CategoryEncoding": ("num_tokens", "output_mode"),
    "keras.layers.TextVectorization": ("max_tokens",),
    "keras.losses.BinaryCrossentropy": ("from_logits", "label_smoothing"),
    "keras.losses.CategoricalCrossentropy": ("from_logits", "label_smoothing"),
    "keras.losses.SparseCategoricalCrossentropy": ("from_logits",),
    "keras.losses.BinaryFocalCrossentropy": (
        "apply_class_balancing",
        "alpha",
        "gamma",
        "from_logits",
        "label_smoothing",
    ),
    "keras.metrics.AUC": (
        "num_thresholds",
        "curve",
        "summation_method",
        "name",
        "dtype",
        "thresholds",
        "multi_label",
        "num_labels",
        "label_weights",
        "from_logits",
    ),
    "keras.metrics.Precision": ("thresholds", "top_k", "class_id", "name", "dtype"),
    "keras.metrics.Recall": ("thresholds", "top_k", "class_id", "name", "dtype"),
    "keras.metrics.F1Score": ("average", "threshold", "name", "dtype"),
    "keras.metrics.FBetaScore": ("average", "beta", "threshold", "name", "dtype"),
    "keras.metrics.Accuracy": ("name", "dtype"),
    "keras.metrics.BinaryAccuracy": ("name", "dtype", "threshold"),
    "keras.metrics.CategoricalAccuracy": ("name", "dtype"),
    "keras.metrics.SparseCategoricalAccuracy": ("name", "dtype"),
    "keras.metrics.TopKCategoricalAccuracy": ("k", "name", "dtype"),
    "keras.metrics.SparseTopKCategoricalAccuracy": ("k", "name", "dtype"),
    "keras.metrics.BinaryCrossentropy": ("name", "dtype", "from_logits", "label_smoothing"),
    "keras.metrics.CategoricalCrossentropy": ("name", "dtype", "from_logits", "label_smoothing"),
    "tfa.metrics.F1Score": ("num_classes", "average", "threshold", "name"),
    "tfa.metrics.FBetaScore": ("num_classes", "average", "beta", "threshold", "name"),
    "tfa.metrics.HammingLoss": ("mode", "threshold", "name"),
    "keras.callbacks.ModelCheckpoint": (
        "filepath",
        "monitor",
        "verbose",
        "save_best_only",
        "save_weights_only",
        "mode",
    ),
    "keras.callbacks.EarlyStopping": (
        "monitor",
        "min_delta",
        "patience",
        "verbose",
        "mode",
        "baseline",
        "restore_best_weights",
    ),
    "keras.callbacks.ReduceLROnPlateau": (
        "monitor",
        "factor",
        "patience",
        "verbose",
        "mode",
        "min_delta",
        "cooldown",
        "min_lr",
    ),
    "keras.callbacks.LearningRateScheduler": ("schedule", "verbose"),
    "keras.utils.to_categorical": ("y", "num_classes"),
    "keras.models.clone_model": ("model",),
    "tensorflow.one_hot": ("indices", "depth"),
    "tensorflow.cast": ("x", "dtype"),
    "tensorflow.argmax": ("a", "axis"),
    "tensorflow.math.argmax": ("a", "axis"),
    "keras.backend.argmax": ("a", "axis"),
    "keras.ops.argmax": ("a", "axis"),
    "numpy.array": ("a", "dtype"),
    "numpy.asarray": ("a", "dtype"),
    "numpy.argmax": ("a", "axis"),
    "numpy.argsort": ("a", "axis"),
    "numpy.round": ("a", "decimals"),
    "numpy.where": ("condition", "x", "y"),
    "numpy.sum": ("a", "axis"),
    "numpy.mean": ("a", "axis"),
    "numpy.unique": ("a",),
    "numpy.bincount": ("a", "weights"),
    "numpy.concatenate": ("arrays", "axis"),
    "pandas.concat": ("objs", "axis"),
    "numpy.random.randint": ("low", "high", "size"),
    "numpy.random.Generator.integers": ("low", "high", "size"),
    "numpy.random.binomial": ("n", "p", "size"),
    "numpy.random.choice": ("a", "size", "replace", "p"),
    "numpy.random.shuffle": ("a",),
    "numpy.eye": ("n",),
    "pandas.get_dummies": ("data",),
    "pandas.DataFrame.idxmax": ("self", "axis"),
    "sklearn.metrics.roc_auc_score": ("y_true", "y_score"),
    "sklearn.metrics.average_precision_score": ("y_true", "y_score"),
    "sklearn.metrics.roc_curve": ("y_true", "y_score"),
    "sklearn.metrics.precision_recall_curve": ("y_true", "probas_pred"),
    "sklearn.metrics.log_loss": ("y_true", "y_pred"),
    "sklearn.metrics.fbeta_score": ("y_true", "y_pred", "beta"),
    "sklearn.metrics.auc": ("x", "y"),
    "sklearn.metrics.label_ranking_loss": ("y_true", "y_score"),
    "sklearn.metrics.label_ranking_average_precision_score": ("y_true", "y_score"),
    "sklearn.metrics.coverage_error": ("y_true", "y_score"),
    "sklearn.metrics.ndcg_score": ("y_true", "y_score", "k"),
    "sklearn.metrics.dcg_score": ("y_true", "y_score", "k"),
    "sklearn.metrics.brier_score_loss": ("y_true", "y_proba"),
    "sklearn.metrics.top_k_accuracy_score": ("y_true", "y_score"),
    "sklearn.metrics.hinge_loss": ("y_true", "pred_decision"),
    "sklearn.metrics.make_scorer": ("score_func",),
    "sklearn.metrics.confusion_matrix": ("y_true", "y_pred", "labels"),
    "sklearn.preprocessing.label_binarize": ("y", "classes"),
    "sklearn.preprocessing.MultiLabelBinarizer": ("classes", "sparse_output"),
    "sklearn.utils.class_weight.compute_class_weight": ("class_weight", "classes", "y"),
    "sklearn.utils.class_weight.compute_sample_weight": ("class_weight", "y"),
    "sklearn.utils.compute_class_weight": ("class_weight", "classes", "y"),
    "sklearn.utils.compute_sample_weight": ("class_weight", "y"),
}

_OF_TARGETS = ("fit", "transform", "fit_transform", "inverse_transform")
_BINARIZERS = ("MultiLabelBinarizer", "LabelBinarizer", "LabelEncoder")


def parameters(name: str) -> tuple[str, ...]:
    """The parameters' names in their order; none where nobody asks for them.

    >>> parameters("sklearn.metrics.f1_score"), parameters("sklearn.linear_model.SGDClassifier.fit")
    (('y_true', 'y_pred'), ('X', 'y'))
    """
    if name in _PARAMETERS:
        return _PARAMETERS[name]
    if name.endswith(".__call__"):
        return ("inputs",)
    if name.startswith("sklearn.metrics."):
        return ("y_true", "y_pred")
    words = name.split(".")
    if words[0] in ("sklearn", "skmultilearn") and len(words) > 2:  # noqa: PLR2004
        return _of_method(words[-2], words[-1])
    if name.startswith("keras.layers.Conv"):
        return _CONVOLUTION
    return ()


def _of_method(owner: str, method: str) -> tuple[str, ...]:
    if owner in _BINARIZERS and method in _OF_TARGETS:
        return ("y",)
    if last(method) in ("fit", "fit_transform", "partial_fit", "score", "split", "fit_predict"):
        return ("X", "y")
    return ("X",) if owner[:1].isupper() else ()
