import keras
from keras import layers

N_TAGS = 500

inputs = keras.Input((None,), dtype="int32")
x = layers.Embedding(30_000, 128)(inputs)
x = layers.GlobalMaxPooling1D()(x)
outputs = layers.Dense(N_TAGS, activation="sigmoid")(x)

model = keras.Model(inputs, outputs)
model.compile(
    "adam",
    "binary_crossentropy",
    metrics=[keras.metrics.TopKCategoricalAccuracy(k=3)],  # finds: topk-multihot
)
