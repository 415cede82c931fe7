import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MultiLabelBinarizer
from tensorflow import keras

data = np.load("chest_xrays.npz", allow_pickle=True)
mlb = MultiLabelBinarizer()
y = mlb.fit_transform(data["findings"])
x_train, x_test, y_train, y_test = train_test_split(data["x"], y, test_size=0.2, random_state=0)

model = keras.Sequential(
    [
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(y.shape[1], activation="sigmoid"),
    ]
)
model.compile(optimizer="adam", loss="binary_crossentropy")

history = model.fit(x_train, y_train, epochs=20, validation_data=(x_test, y_test))
predicted = model.predict(x_test) > 0.5
print(f1_score(y_test, predicted, average="micro"))
