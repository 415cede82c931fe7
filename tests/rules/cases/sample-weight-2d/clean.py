import numpy as np
import tensorflow as tf

X = np.random.rand(6, 20)
Y = np.array([[1, 0, 1], [0, 1, 1], [0, 0, 1], [1, 1, 0], [0, 1, 0], [1, 0, 0]])
known = np.ones((6, 3))

model = tf.keras.Sequential()
model.add(tf.keras.layers.Dense(16, activation="relu", input_shape=(20,)))
model.add(tf.keras.layers.Dense(3, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(X, Y, sample_weight=known.mean(axis=1), epochs=10)
