import numpy as np
import tensorflow as tf

x_train, y_train = np.load("x_train.npy"), np.load("y_train.npy")
x_val, y_val = np.load("x_val.npy"), np.load("y_val.npy")

model = tf.keras.Sequential()
model.add(tf.keras.layers.Dense(256, activation="relu", input_shape=(500,)))
model.add(tf.keras.layers.Dense(20, activation="sigmoid"))

model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=1e-3), loss="binary_crossentropy")
plateau = tf.keras.callbacks.ReduceLROnPlateau(monitor="val_loss", patience=2)
model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=50, callbacks=[plateau])
