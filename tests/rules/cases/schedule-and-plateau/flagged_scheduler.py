import math

import numpy as np
from keras.callbacks import LearningRateScheduler, ReduceLROnPlateau
from keras.layers import Dense
from keras.models import Sequential

x_train, y_train = np.load("x_train.npy"), np.load("y_train.npy")
x_val, y_val = np.load("x_val.npy"), np.load("y_val.npy")


def step_decay(epoch):
    initial_lrate = 0.1
    drop = 0.5
    epochs_drop = 10.0
    return initial_lrate * math.pow(drop, math.floor((1 + epoch) / epochs_drop))


model = Sequential()
model.add(Dense(256, activation="relu", input_dim=500))
model.add(Dense(20, activation="sigmoid"))
model.compile(optimizer="adam", loss="binary_crossentropy")

lrate = LearningRateScheduler(step_decay, verbose=1)
reduce_lr = ReduceLROnPlateau(monitor="val_loss", factor=0.2, patience=3)  # finds: schedule-and-plateau
model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=50, callbacks=[lrate, reduce_lr])
