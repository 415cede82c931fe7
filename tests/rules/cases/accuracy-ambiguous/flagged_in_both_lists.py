import tensorflow as tf
from sklearn.preprocessing import MultiLabelBinarizer

y = MultiLabelBinarizer().fit_transform(labels)

model = tf.keras.Sequential(
    [
        tf.keras.layers.Dense(64, activation="relu"),
        tf.keras.layers.Dense(12, activation="sigmoid"),
    ]
)
model.compile(
    "adam",
    "binary_crossentropy",
    metrics=["accuracy"],  # finds: accuracy-ambiguous
    weighted_metrics=["accuracy"],
)
model.fit(x, y, sample_weight=w, epochs=5)
