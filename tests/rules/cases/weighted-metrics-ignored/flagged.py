import keras
import numpy as np

x, y, weights = (np.load(f"{name}.npy") for name in ("x", "y", "weights"))

model = keras.Sequential([keras.layers.Dense(30, "relu"), keras.layers.Dense(11, "sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["binary_accuracy"])
model.fit(x, y, sample_weight=weights, epochs=5)  # finds: weighted-metrics-ignored
