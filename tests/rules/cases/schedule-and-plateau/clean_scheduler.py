import keras
import numpy as np

x_train, y_train = np.load("x_train.npy"), np.load("y_train.npy")
x_val, y_val = np.load("x_val.npy"), np.load("y_val.npy")


def scheduler(epoch, lr):
    if epoch < 10:
        return lr
    return lr * 0.95


model = keras.Sequential([keras.layers.Dense(256, activation="relu"), keras.layers.Dense(20, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy")
callbacks = [
    keras.callbacks.LearningRateScheduler(scheduler),
    keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.2, patience=3),
]
model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=50, callbacks=callbacks)
