import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MultiLabelBinarizer
from tensorflow import keras

data = np.load("chest_xrays.npz", allow_pickle=True)
mlb = MultiLabelBinarizer()
y = mlb.fit_transform(data["findings"])
x_train, x_test, y_train, y_test = train_test_split(data["x"], y, test_size=0.2, random_state=0)
x_train, x_val, y_train, y_val = train_test_split(x_train, y_train, random_state=0)

model = keras.Sequential(
    [
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(y.shape[1], activation="sigmoid"),
    ]
)
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(x_train, y_train, epochs=10, validation_data=(x_val, y_val))

val_scores = model.predict(x_val)
thresholds = np.arange(0.05, 0.95, 0.05)
found = [f1_score(y_val, val_scores > t, average="micro") for t in thresholds]
best = thresholds[np.argmax(found)]
test_scores = model.predict(x_test)
print("F1:", f1_score(y_test, test_scores > best, average="micro"))
