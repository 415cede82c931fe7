import keras

keras.mixed_precision.set_global_policy("mixed_float16")

inputs = keras.Input(shape=(300,))
x = keras.layers.Dense(64, activation="relu")(inputs)
outputs = keras.layers.Dense(8, activation="sigmoid", dtype="float32")(x)
model = keras.Model(inputs, outputs)
model.compile(optimizer="adam", loss="binary_crossentropy")
