import keras

model = keras.Sequential([keras.layers.Dense(30, "relu"), keras.layers.Dense(11, "sigmoid")])
model.compile(
    "adam",
    "binary_crossentropy",
    metrics=[keras.metrics.BinaryAccuracy(name="categorical_accuracy")],  # notes: mislabelled-metric
)
