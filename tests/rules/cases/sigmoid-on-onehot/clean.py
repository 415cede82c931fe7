import numpy as np
from keras.layers import Dense
from keras.models import Sequential

data = np.loadtxt("pima-indians-diabetes.csv", delimiter=",")
X, y = data[:, :8], data[:, 8]

model = Sequential()
model.add(Dense(12, input_dim=8, activation="relu"))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X, y, epochs=150, batch_size=10)
