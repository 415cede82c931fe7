import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.utils import to_categorical
from sklearn.utils.class_weight import compute_class_weight

X, y = np.load("X.npy"), np.load("y.npy").astype(int)
weights = compute_class_weight(class_weight="balanced", classes=np.unique(y), y=y)

model = Sequential([Dense(64, activation="relu", input_dim=20), Dense(5, activation="softmax")])
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(X, to_categorical(y, 5), class_weight={i: w for i, w in enumerate(weights)}, epochs=5)
