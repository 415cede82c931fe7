import numpy as np
from keras.layers import Dense
from keras.models import Sequential


def encode(i):
    if i % 15 == 0:
        return np.array([0, 0, 0, 1])
    if i % 5 == 0:
        return np.array([0, 0, 1, 0])
    if i % 3 == 0:
        return np.array([0, 1, 0, 0])
    return np.array([1, 0, 0, 0])


x = np.array([[i >> d & 1 for d in range(10)] for i in range(101, 1024)])
y = np.array([encode(i) for i in range(101, 1024)])

model = Sequential()
model.add(Dense(1000, activation="relu", input_dim=10))
model.add(Dense(4, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adagrad")
model.fit(x, y, epochs=100)
