import numpy as np
import tensorflow as tf

x_train, y_train = np.load("x_train.npy"), np.load("y_train.npy")
x_val, y_val = np.load("x_val.npy"), np.load("y_val.npy")

model = tf.keras.Sequential()
model.add(tf.keras.layers.Dense(256, activation="relu", input_shape=(500,)))
model.add(tf.keras.layers.Dense(20, activation="sigmoid"))

schedule = tf.keras.optimizers.schedules.ExponentialDecay(1e-3, decay_steps=1000, decay_rate=0.9)
model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=schedule), loss="binary_crossentropy")
plateau = tf.keras.callbacks.ReduceLROnPlateau(monitor="val_loss", patience=2)  # finds: schedule-and-plateau
model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=50, callbacks=[plateau])
