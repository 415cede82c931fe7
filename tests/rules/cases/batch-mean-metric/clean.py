import keras
from keras import ops


def f1_of_rows(y_true, y_pred):
    """Mean over rows: the same in any batches."""
    decided = ops.cast(y_pred >= 0.5, "float32")
    hits = ops.sum(y_true * decided, axis=-1)
    return ops.mean(2 * hits / (ops.sum(y_true, axis=-1) + ops.sum(decided, axis=-1) + 1e-7))


def exact(y_true, y_pred):
    right = ops.equal(y_true, ops.round(y_pred))
    return ops.mean(ops.cast(ops.all(right, axis=-1), "float32"))


model = keras.Sequential([keras.layers.Dense(64, "relu"), keras.layers.Dense(7, "sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=[f1_of_rows, exact])
