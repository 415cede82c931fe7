import keras
from keras import layers

inputs = keras.Input(shape=(180, 180, 3))
x = layers.Conv2D(16, 3, padding="same", activation="relu")(inputs)
x = layers.MaxPooling2D()(x)
x = layers.Flatten()(x)
outputs = layers.Dense(5, name="flowers")(x)
model = keras.Model(inputs, outputs)

settings = {
    "optimizer": "adam",
    "loss": keras.losses.SparseCategoricalCrossentropy(),  # finds: logits-as-probabilities
}
model.compile(**settings)
