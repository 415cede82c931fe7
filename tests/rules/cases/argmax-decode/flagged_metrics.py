"""Tactics in reports of attacks; the decisions are made by argmax."""

import keras
import numpy as np
import tensorflow as tf
from sklearn.metrics import accuracy_score
from sklearn.preprocessing import MultiLabelBinarizer

reports = np.load("reports.npy")
tactics = [line.split(",") for line in open("tactics.csv").read().splitlines()]
binarizer = MultiLabelBinarizer()
targets = binarizer.fit_transform(tactics)
half = len(reports) // 2

model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(len(binarizer.classes_), activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(reports[:half], targets[:half], epochs=3)

first = tf.argmax(model.predict(reports[half:]), axis=-1)  # finds: argmax-decode
print(accuracy_score(targets[half:].argmax(-1), first))
