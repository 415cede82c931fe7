import keras

model = keras.Sequential([
    keras.layers.Input((64,)),
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(12, activation="sigmoid"),
])
model.compile(
    loss="binary_crossentropy",
    optimizer="adam",
    metrics=[
        keras.metrics.F1Score(average="macro", threshold=0.5, name="f1"),
        keras.metrics.F1Score(average=None, threshold=0.5, name="f1_of_labels"),
    ],
)
