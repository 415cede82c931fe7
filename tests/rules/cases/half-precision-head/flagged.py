import keras

inputs = keras.Input(shape=(300,))
x = keras.layers.Dense(64, activation="relu")(inputs)
outputs = keras.layers.Dense(8, activation="sigmoid", dtype="float16")(x)  # finds: half-precision-head
model = keras.Model(inputs, outputs)
model.compile(optimizer="adam", loss="binary_crossentropy")
