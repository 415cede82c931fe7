import keras
from keras import layers

tags = keras.Sequential([layers.Dense(128, activation="relu"), layers.Dense(9, "sigmoid")])
tags.compile(
    optimizer="adam",
    loss="binary_crossentropy",
    metrics=[keras.metrics.F1Score(average="micro", threshold=0.5)],
)

animals = keras.Sequential([layers.Dense(128, activation="relu"), layers.Dense(9, "softmax")])
animals.compile(
    optimizer="adam",
    loss="categorical_crossentropy",
    metrics=[keras.metrics.F1Score(average="macro")],
)
