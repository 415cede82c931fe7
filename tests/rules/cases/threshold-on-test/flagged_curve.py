import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from sklearn.datasets import make_multilabel_classification
from sklearn.metrics import f1_score, precision_recall_curve
from sklearn.model_selection import train_test_split

X, y = make_multilabel_classification(n_samples=5000, n_classes=6, random_state=0)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)

model = Sequential()
model.add(Dense(32, activation="relu"))
model.add(Dense(6, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(X_train, y_train, epochs=20, verbose=0)

y_score = model.predict(X_test)
best = np.zeros(6)
for label in range(6):
    precision, recall, cuts = precision_recall_curve(y_test[:, label], y_score[:, label])  # finds: threshold-on-test
    f1 = 2 * precision * recall / (precision + recall + 1e-9)
    best[label] = cuts[np.argmax(f1[:-1])]
print(f1_score(y_test, y_score >= best, average="macro"))
