import keras

model = keras.Sequential(
    [keras.layers.Dense(64, activation="relu"), keras.layers.Dense(7, activation="softmax")]
)
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.fit(photos, keras.utils.to_categorical(kinds), epochs=5)

# the same layers, for several kinds on a photo
model.layers[-1].activation = keras.activations.sigmoid
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["binary_accuracy"])
model.fit(crowded_photos, kinds_of_all, epochs=5)
