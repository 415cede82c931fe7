import keras

model = keras.Sequential([keras.layers.Dense(30, "relu"), keras.layers.Dense(11, "sigmoid")])
model.compile(
    "adam",
    "binary_crossentropy",
    metrics=[keras.metrics.Precision(name="precision_micro"), keras.metrics.Recall(class_id=3)],
)

spam = keras.Sequential([keras.layers.Dense(30, "relu"), keras.layers.Dense(1, "sigmoid")])
spam.compile("adam", "binary_crossentropy", metrics=[keras.metrics.Precision()])
