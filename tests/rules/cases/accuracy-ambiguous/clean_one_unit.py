import keras
import pandas as pd
from keras import layers

frame = pd.read_csv("heart.csv").sample(frac=1.0, random_state=1)
target = frame.pop("target").to_numpy()

model = keras.Sequential([
    layers.Input(shape=(13,)),
    layers.Dense(32, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(frame.to_numpy(), target, epochs=30, batch_size=32)
