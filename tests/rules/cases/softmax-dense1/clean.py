import tensorflow as tf
from tensorflow.keras import layers

inputs = tf.keras.Input(shape=(50, 32))
scores = layers.Dense(1)(inputs)
weights = layers.Softmax(axis=1)(scores)
context = layers.Lambda(lambda pair: tf.reduce_sum(pair[0] * pair[1], axis=1))([inputs, weights])
outputs = layers.Dense(1, activation="sigmoid")(context)
model = tf.keras.Model(inputs, outputs)
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])

steps = tf.keras.Sequential([layers.Input((50, 32)), layers.Dense(1), layers.Softmax(axis=1)])
