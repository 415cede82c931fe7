import keras
from keras import layers, ops

inputs = keras.Input(shape=(40,))
x = layers.Dense(64, activation="relu")(inputs)
outputs = layers.Dense(12, activation="sigmoid")(x)
model = keras.Model(inputs, outputs)

model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=3e-4),
    loss=keras.losses.BinaryCrossentropy(from_logits=True),  # finds: double-sigmoid
)
