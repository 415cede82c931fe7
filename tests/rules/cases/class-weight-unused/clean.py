import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from sklearn.utils.class_weight import compute_class_weight, compute_sample_weight

X, y = np.load("X.npy"), np.load("y.npy")
weights = compute_class_weight("balanced", classes=np.unique(y), y=y)
row_weights = compute_sample_weight("balanced", y)

model = Sequential()
model.add(Dense(10, activation="relu", input_shape=(30,)))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X, y, epochs=10, class_weight={0: weights[0], 1: weights[1]})
model.fit(X, y, epochs=10, sample_weight=row_weights)
