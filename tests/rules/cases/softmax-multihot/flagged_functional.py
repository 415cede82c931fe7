import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

# three genres a film, as the csv has them
targets = np.array([[1, 1, 0], [0, 1, 0], [0, 1, 1], [1, 0, 0]])
features = np.random.rand(4, 16)


def build_model(n_features):
    inputs = tf.keras.Input(shape=(n_features,))
    x = layers.Dense(32, activation="relu")(inputs)
    x = layers.BatchNormalization()(x)
    outputs = layers.Dense(3, activation=tf.nn.softmax, name="genres")(x)  # finds: softmax-multihot
    return tf.keras.Model(inputs, outputs)


model = build_model(16)
model.compile(optimizer=tf.keras.optimizers.Adam(1e-3), loss=tf.keras.losses.CategoricalCrossentropy())
model.fit(features, targets, epochs=20, verbose=2)
