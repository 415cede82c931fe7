import keras

model = keras.models.Sequential(
    [
        keras.layers.Dense(64, activation="relu", input_shape=(100,)),
        keras.layers.Dense(6),
        keras.layers.Activation("sigmoid"),
    ]
)
model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam())
