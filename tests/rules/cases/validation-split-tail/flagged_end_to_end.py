import numpy as np
import tensorflow as tf

cats, dogs = np.load("cats.npy"), np.load("dogs.npy")
x = np.concatenate([cats, dogs]) / 255.0
y = np.concatenate([np.zeros(len(cats)), np.ones(len(dogs))])

model = tf.keras.Sequential(
    [
        tf.keras.layers.Flatten(input_shape=(64, 64, 3)),
        tf.keras.layers.Dense(64, activation="relu"),
        tf.keras.layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=10, validation_split=0.25)  # finds: validation-split-tail
