import numpy as np
from tensorflow import keras as K
from tensorflow.keras import layers


def build(n_labels, rate=0.4):
    model = K.Sequential([
        layers.Embedding(20000, 64),
        layers.GlobalAveragePooling1D(),
        layers.Dropout(rate),
        layers.Dense(n_labels, activation=K.activations.sigmoid),
    ])
    metrics = ["accuracy"]  # finds: accuracy-ambiguous
    model.compile("adam", K.losses.BinaryCrossentropy(), metrics)
    return model


data = np.load("arxiv.npz")
model = build(n_labels=157)
model.fit(data["x_train"], data["y_train"], validation_data=(data["x_val"], data["y_val"]))
