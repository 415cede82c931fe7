import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from sklearn.utils.class_weight import compute_class_weight

X, y = np.load("X.npy"), np.load("y.npy")

weights = compute_class_weight("balanced", classes=np.unique(y), y=y)  # finds: class-weight-unused

model = Sequential()
model.add(Dense(10, activation="relu", input_shape=(30,)))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X, y, epochs=10, batch_size=32)
