import tensorflow as tf
from tensorflow.keras.metrics import AUC, BinaryAccuracy

base = tf.keras.Sequential([tf.keras.layers.Input(shape=(768,)), tf.keras.layers.Dense(28)])
base.compile(
    optimizer="adam",
    loss=tf.keras.losses.BinaryCrossentropy(from_logits=True),
    metrics=[BinaryAccuracy(threshold=0.0), AUC(multi_label=True, from_logits=True)],
)

digits = tf.keras.Sequential([tf.keras.layers.Flatten(input_shape=(28, 28)), tf.keras.layers.Dense(10)])
digits.compile(
    optimizer="adam",
    loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
