import numpy as np
from tensorflow.keras import backend as K
from tensorflow.keras.callbacks import ModelCheckpoint
from tensorflow.keras.layers import Dense, Dropout
from tensorflow.keras.models import Sequential


def jaccard(y_true, y_pred):
    hit = K.sum(y_true * K.round(y_pred), axis=-1)
    either = K.sum(y_true + K.round(y_pred), axis=-1) - hit
    return hit / (either + K.epsilon())


x_train, y_train = np.load("x_train.npy"), np.load("y_train.npy")
x_val, y_val = np.load("x_val.npy"), np.load("y_val.npy")

model = Sequential()
model.add(Dense(256, activation="relu", input_dim=500))
model.add(Dropout(0.5))
model.add(Dense(20, activation="sigmoid"))
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=[jaccard])

best = ModelCheckpoint("best.h5", monitor="val_jaccard", save_best_only=True)  # finds: monitor-mode
model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=50, callbacks=[best])
