import keras
import numpy as np
from sklearn.preprocessing import MultiLabelBinarizer

x_train, x_val = np.load("train.npy"), np.load("val.npy")
mlb = MultiLabelBinarizer()
y_train = mlb.fit_transform([("cloudy", "road"), ("water",), ("clear", "water")])
y_val = mlb.transform([("road",), ("clear", "water")])

inputs = keras.Input(shape=(128,))
x = keras.layers.Dense(64, activation="relu")(inputs)
outputs = keras.layers.Dense(len(mlb.classes_), activation="sigmoid")(x)
model = keras.Model(inputs, outputs)
f2 = keras.metrics.FBetaScore(average="micro", beta=2.0)  # finds: f1-argmax
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=[f2])
best = keras.callbacks.ModelCheckpoint(
    "best.keras", monitor="val_fbeta_score", mode="max", save_best_only=True
)
model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=20, callbacks=[best])
