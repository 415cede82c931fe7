import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

terms = tf.ragged.constant([["cs.CV", "cs.LG"], ["cs.LG"], ["stat.ML"]])
lookup = tf.keras.layers.StringLookup(output_mode="multi_hot")  # notes: oov-label-column
lookup.adapt(terms)
vocab = lookup.get_vocabulary()
labels = lookup(terms)

model = keras.Sequential(
    [
        layers.Dense(512, activation="relu"),
        layers.Dense(256, activation="relu"),
        layers.Dense(lookup.vocabulary_size(), activation="sigmoid"),
    ]
)
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["binary_accuracy"])
model.fit(tf.random.normal((3, 100)), labels, epochs=2)
