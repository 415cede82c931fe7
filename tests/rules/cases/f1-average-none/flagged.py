import keras

model = keras.Sequential([
    keras.layers.Input((64,)),
    keras.layers.Dense(32, activation="relu"),
    keras.layers.Dense(12, activation="sigmoid"),
])
model.compile(
    loss="binary_crossentropy",
    optimizer="adam",
    metrics=[keras.metrics.F1Score(threshold=0.5)],  # finds: f1-average-none
)
