import keras
import numpy as np

x_train, y_train = np.load("x_train.npy"), np.load("y_train.npy")
x_test, y_test = np.load("x_test.npy"), np.load("y_test.npy")


def build(units, rate):
    model = keras.Sequential()
    model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(20, activation="sigmoid"))
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy", metrics=["binary_accuracy"])
    return model


best_score, best_params = 0, None
for units in [64, 128, 256]:
    for rate in [1e-2, 1e-3]:
        model = build(units, rate)
        model.fit(x_train, y_train, epochs=10)
        loss, accuracy = model.evaluate(x_test, y_test)
        if best_score < accuracy:  # finds: select-on-test
            best_score, best_params = accuracy, (units, rate)
print(best_params, best_score)
