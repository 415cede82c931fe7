import numpy as np
from keras.models import load_model
from sklearn.metrics import f1_score


def evaluate(model, x_test, y_test, threshold=None):
    scores = model.predict(x_test)
    if threshold is None:
        grid = np.linspace(0.1, 0.9, 9)
        f1 = [f1_score(y_test, scores > each, average="micro") for each in grid]
        threshold = grid[np.argmax(f1)]
    return threshold, f1_score(y_test, scores > threshold, average="micro")


model = load_model("tags.h5")
threshold, _ = evaluate(model, X_val, y_val)
print(evaluate(model, X_train, y_train, threshold))
