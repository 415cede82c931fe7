import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MultiLabelBinarizer

texts = np.load("vectors.npy")
tags = [row.split(",") for row in open("tags.txt").read().splitlines()]
y = MultiLabelBinarizer().fit_transform(tags)
X_train, X_test, y_train, y_test = train_test_split(texts, y, test_size=0.2, random_state=0)

forest = RandomForestClassifier(n_estimators=200)
forest.fit(X_train, np.argmax(y_train, axis=1))
predicted = forest.predict(X_test)
print(accuracy_score(np.argmax(y_test, axis=1), predicted))  # finds: categorical-on-multihot
