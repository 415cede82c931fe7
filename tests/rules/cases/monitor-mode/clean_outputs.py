import tensorflow as tf
from tensorflow.keras import Input, Model, layers
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint

# a mean and its precision (1 / variance) for each of 3 sensors
inputs = Input(shape=(24,))
hidden = layers.Dense(64, activation="relu")(inputs)
mean = layers.Dense(3, name="mean")(hidden)
precision = layers.Dense(3, name="precision")(hidden)
model = Model(inputs, [mean, precision])
model.compile("adam", loss="mse", metrics=["mae"])
stop = EarlyStopping(monitor="val_precision_loss", mode="min", patience=4)
best = ModelCheckpoint("sensors.h5", monitor="val_mean_mae", mode="min", save_best_only=True)
model.fit(x_train, [m_train, p_train], validation_data=validation, callbacks=[stop, best])
