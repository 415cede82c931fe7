import tensorflow as tf


@tf.function
def macro_f1(y, y_hat, thresh=0.5):
    """F1 of each label in the batch, and their mean."""
    y_pred = tf.cast(tf.greater(y_hat, thresh), tf.float32)
    tp = tf.cast(tf.math.count_nonzero(y_pred * y, axis=0), tf.float32)
    fp = tf.cast(tf.math.count_nonzero(y_pred * (1 - y), axis=0), tf.float32)
    fn = tf.cast(tf.math.count_nonzero((1 - y_pred) * y, axis=0), tf.float32)
    f1 = 2 * tp / (2 * tp + fn + fp + 1e-16)  # finds: batch-mean-metric
    return tf.reduce_mean(f1)


model = tf.keras.Sequential([
    tf.keras.layers.Dense(1024, activation="relu", input_shape=(1280,)),
    tf.keras.layers.Dense(28, activation="sigmoid", name="output"),
])
model.compile(
    optimizer=tf.keras.optimizers.Adam(learning_rate=1e-5),
    loss=tf.keras.losses.binary_crossentropy,
    metrics=[macro_f1],
)
