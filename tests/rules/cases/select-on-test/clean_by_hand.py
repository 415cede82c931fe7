import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import KFold, train_test_split
from sklearn.preprocessing import MultiLabelBinarizer
from tensorflow import keras

data = np.load("chest_xrays.npz", allow_pickle=True)
y = MultiLabelBinarizer().fit_transform(data["findings"])
x_train, x_test, y_train, y_test = train_test_split(data["x"], y, test_size=0.2, random_state=0)


def build():
    model = keras.Sequential()
    model.add(keras.layers.Dense(128, activation="relu"))
    model.add(keras.layers.Dense(y.shape[1], activation="sigmoid"))
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model


best_f1, best_model = 0.0, None
for train_index, test_index in KFold(5).split(x_train):
    model = build()
    model.fit(x_train[train_index], y_train[train_index], epochs=20)
    x_fold_test, y_fold_test = x_train[test_index], y_train[test_index]
    f1 = f1_score(y_fold_test, model.predict(x_fold_test) > 0.5, average="micro")
    if f1 > best_f1:
        best_f1 = f1
        best_model = model

x_train, x_val, y_train, y_val = train_test_split(x_train, y_train, random_state=0)
best_loss = np.inf
model = build()
for epoch in range(50):
    model.fit(x_train, y_train, epochs=1, verbose=0)
    loss = model.evaluate(x_val, y_val)
    test_f1 = f1_score(y_test, model.predict(x_test) > 0.5, average="micro")
    print(epoch, loss, test_f1)
    if loss < best_loss:
        best_loss = loss
        model.save("best.keras")

hardest, lowest = None, 1.0
scores = model.predict(x_test)
for label in range(y.shape[1]):
    f1 = f1_score(y_test[:, label], scores[:, label] > 0.5)
    if f1 < lowest:
        lowest = f1
        print("harder:", label)
