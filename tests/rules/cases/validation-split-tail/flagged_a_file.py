import numpy as np
import pandas as pd
from keras import layers, models

# rows of a file, in an order that nobody knows
train = pd.read_csv("train.csv")
test = pd.read_csv("test.csv")
texts = pd.concat([train["comment_text"], test["comment_text"]]).str.lower()
x = np.load("embedded.npy")[: len(train)]
y = train[["toxic", "severe_toxic", "obscene", "threat", "insult", "identity_hate"]].values

model = models.Sequential(
    [layers.Dense(64, activation="relu", input_shape=(300,)), layers.Dense(6, activation="sigmoid")]
)
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(x, y, epochs=2, batch_size=256, validation_split=0.1)  # notes: validation-split-tail
