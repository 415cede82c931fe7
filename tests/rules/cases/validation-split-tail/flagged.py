import numpy as np
import pandas as pd
from tensorflow import keras
from sklearn.preprocessing import MultiLabelBinarizer

frame = pd.read_csv("photos.csv").sort_values("album")
mlb = MultiLabelBinarizer()
y = mlb.fit_transform(frame["tags"].str.split(" ")).astype("float32")
x = np.load("features.npy")

model = keras.Sequential(
    [
        keras.layers.Input(shape=(2048,)),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dense(len(mlb.classes_), activation="sigmoid"),
    ]
)
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["binary_accuracy"])
model.fit(x, y, epochs=20, batch_size=64, validation_split=0.2)  # finds: validation-split-tail
