import numpy as np
from keras.layers import Dense
from keras.models import Sequential

X = np.load("X.npy")
y = np.load("y.npy")
model = Sequential()
model.add(Dense(16, activation="relu", input_dim=9))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(X, y, class_weight=[1.0, 4.0], epochs=10)  # finds: class-weight-shape
