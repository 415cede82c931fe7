"""Chemicals in spectra, with the functional interface of tf.keras."""

import numpy as np
import tensorflow as tf
from sklearn.preprocessing import MultiLabelBinarizer

spectra = np.load("spectra.npy")
contents = [line.split(";") for line in open("contents.txt").read().splitlines()]

binarizer = MultiLabelBinarizer()
y = binarizer.fit_transform(contents)
x_train, x_test = spectra[:4000], spectra[4000:]
y_train, y_test = y[:4000], y[4000:]

inputs = tf.keras.Input(shape=(600,))
x = tf.keras.layers.Dense(256, activation="relu")(inputs)
x = tf.keras.layers.Dropout(0.3)(x)
outputs = tf.keras.layers.Dense(len(binarizer.classes_), activation="sigmoid")(x)
model = tf.keras.Model(inputs, outputs)

model.compile(
    optimizer=tf.keras.optimizers.Adam(1e-3),
    loss="binary_crossentropy",
    metrics=["accuracy"],  # finds: accuracy-ambiguous
)
model.fit(x_train, y_train, validation_data=(x_test, y_test), epochs=20, batch_size=64)
