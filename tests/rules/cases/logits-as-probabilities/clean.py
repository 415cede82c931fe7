import tensorflow as tf
from tensorflow.keras.layers import Dense

logits_model = tf.keras.Sequential([Dense(64, activation="relu", input_shape=(32,)), Dense(20)])
logits_model.compile("adam", tf.keras.losses.BinaryCrossentropy(from_logits=True))

split_model = tf.keras.Sequential()
split_model.add(Dense(64, activation="relu", input_shape=(32,)))
split_model.add(Dense(20))
split_model.add(tf.keras.layers.Activation("sigmoid"))
split_model.compile("adam", "binary_crossentropy")

regression = tf.keras.Sequential([Dense(64, activation="relu", input_shape=(32,)), Dense(1)])
regression.compile("adam", "mse")

inputs = tf.keras.Input((32,))
heads = [Dense(1, activation="sigmoid")(inputs) for _ in range(3)]
joined = tf.keras.Model(inputs, tf.keras.layers.Concatenate()(heads))
joined.compile("adam", "binary_crossentropy")
