import tensorflow as tf
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.model_selection import train_test_split
import pandas as pd

papers = pd.read_csv("arxiv.csv", converters={"terms": lambda s: s.split("|")})
mlb = MultiLabelBinarizer()
labels = mlb.fit_transform(papers["terms"])
x_train, x_val, y_train, y_val = train_test_split(papers["summary"].values, labels, test_size=0.1)

vectorizer = tf.keras.layers.TextVectorization(max_tokens=20000, output_mode="tf_idf")
vectorizer.adapt(x_train)

model = tf.keras.Sequential([
    vectorizer,
    tf.keras.layers.Dense(512, activation="relu"),
    tf.keras.layers.Dense(len(mlb.classes_), activation="sigmoid"),
])
model.compile(
    loss="binary_crossentropy",
    optimizer="adam",
    metrics=["categorical_accuracy"],  # finds: categorical-on-multihot
)
model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=20)
