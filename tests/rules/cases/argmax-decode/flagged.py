import numpy as np
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MultiLabelBinarizer
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

X = np.load("features.npy")
genres = [line.split("|") for line in open("genres.txt").read().splitlines()]
y = MultiLabelBinarizer().fit_transform(genres)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25)

model = Sequential()
model.add(Dense(100, activation="relu", input_shape=(300,)))
model.add(Dense(18, activation="sigmoid"))
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(X_train, y_train, epochs=10)

scores = model.predict(X_test)
y_pred = np.argmax(scores, axis=1)  # finds: argmax-decode
print(classification_report(y_test.argmax(axis=1), y_pred))
