import keras

inputs = keras.Input(shape=(300,))
x = keras.layers.Dense(64, activation="relu")(inputs)
x = keras.layers.Dense(8, activation="relu")(x)
outputs = keras.activations.sigmoid(x)  # finds: stacked-activations
model = keras.Model(inputs, outputs)
model.compile(optimizer="adam", loss="binary_crossentropy")
