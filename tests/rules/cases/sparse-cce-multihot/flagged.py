import pandas as pd
from sklearn.preprocessing import MultiLabelBinarizer
from tensorflow import keras

df = pd.read_json("recipes.json")
binarizer = MultiLabelBinarizer()
labels = binarizer.fit_transform(df.ingredients)

model = keras.Sequential()
model.add(keras.layers.Dense(128, activation="relu", input_shape=(512,)))
model.add(keras.layers.Dense(len(binarizer.classes_), activation="softmax"))
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",  # finds: sparse-cce-multihot
)
model.fit(df.vectors.tolist(), labels, epochs=5)
