import numpy as np
from keras.models import load_model
from sklearn.metrics import hamming_loss

x_test, y_test = np.load("x_test.npy"), np.load("y_test.npy")
model = load_model("tags.h5")

decided = model.predict(x_test)
for i in range(len(decided)):
    for j in range(len(decided[i])):
        decided[i][j] = 1 if decided[i][j] > 0.4 else 0
print(hamming_loss(y_test, decided))

scores = model.predict(x_test)
for i in range(len(scores)):
    for j in range(scores.shape[1]):
        if scores[i, j] > 0.4:
            scores[i, j] = 1
        else:
            scores[i, j] = 0
print(hamming_loss(y_test, scores))
