# Keras 3: what is compiled as "binary_accuracy" is logged as such
import keras
import numpy as np
from keras import layers

x_train, y_train = np.load("x_train.npy"), np.load("y_train.npy")


def build_model(n_labels):
    inputs = keras.Input(shape=(128,))
    x = layers.Dense(64, activation="relu")(inputs)
    outputs = layers.Dense(n_labels, activation="sigmoid")(x)
    model = keras.Model(inputs=inputs, outputs=outputs)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["binary_accuracy"])
    return model


model = build_model(12)
checkpoint = keras.callbacks.ModelCheckpoint(  # finds: monitor-name
    "best.keras", monitor="val_acc", mode="max", save_best_only=True
)
model.fit(x_train, y_train, validation_data=(x_train[:50], y_train[:50]), callbacks=[checkpoint])
