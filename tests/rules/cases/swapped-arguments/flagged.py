import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from sklearn.metrics import precision_score, recall_score
from sklearn.preprocessing import MultiLabelBinarizer

x_train, x_test = np.load("train.npy"), np.load("test.npy")
mlb = MultiLabelBinarizer()
y_train = mlb.fit_transform([("a", "b"), ("c",)])
y_test = mlb.transform([("a",), ("b", "c")])

model = Sequential([Dense(64, activation="relu"), Dense(3, activation="sigmoid")])
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(x_train, y_train, epochs=10)

decided = model.predict(x_test) > 0.5
print(precision_score(decided, y_test, average="macro"))  # finds: swapped-arguments
print(recall_score(y_pred=decided, y_true=y_test, average="macro"))
