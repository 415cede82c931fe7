import keras

model = keras.Sequential([keras.layers.Dense(30, "relu"), keras.layers.Dense(11, "sigmoid")])
model.compile(
    "adam",
    "binary_crossentropy",
    metrics=[keras.metrics.Precision(), keras.metrics.Recall()],  # notes: micro-precision-recall
)
