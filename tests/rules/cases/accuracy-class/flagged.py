import tensorflow as tf
from tensorflow.keras import layers, metrics

model = tf.keras.Sequential([
    layers.Input(shape=(40,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(6, activation="sigmoid"),
])
model.compile(
    optimizer="adam",
    loss=tf.keras.losses.BinaryCrossentropy(),
    metrics=[metrics.Accuracy()],  # finds: accuracy-class
)
