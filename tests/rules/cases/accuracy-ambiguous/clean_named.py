import keras
from sklearn.preprocessing import MultiLabelBinarizer

mlb = MultiLabelBinarizer()
y = mlb.fit_transform([("drama", "war"), ("comedy",), ("drama",)])

model = keras.Sequential([
    keras.Input((1000,)),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(3, activation="sigmoid"),
])
model.compile(
    optimizer="adam",
    loss="binary_crossentropy",
    metrics=["binary_accuracy", keras.metrics.F1Score(average="macro", threshold=0.5)],
)
