import numpy as np
from keras.layers import Dense
from keras.models import Sequential

Y = np.array([[0, 1, 1, 0], [1, 0, 0, 0], [0, 0, 1, 1]])
X = np.random.random((3, 10))

model = Sequential()
model.add(Dense(8, activation="relu", input_dim=10))
model.add(Dense(4, activation="sigmoid"))
model.compile(loss="mse", optimizer="sgd")
model.fit(X, Y, epochs=100)

first = Sequential([Dense(1, activation="sigmoid", input_dim=10)])
first.compile(loss="binary_crossentropy", optimizer="sgd")
first.fit(X, Y[:, 0], epochs=100)
