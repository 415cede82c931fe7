import numpy as np
from tensorflow import keras

X = np.load("features.npy")
y = np.load("labels.npy")

model = keras.Sequential(
    [
        keras.layers.Input(shape=(128,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(17, activation="softmax"),  # notes: softmax-multihot
    ]
)
model.compile("adam", "categorical_crossentropy")
model.fit(X, y, epochs=5)
