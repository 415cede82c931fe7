import pandas as pd
from sklearn.preprocessing import LabelEncoder, MultiLabelBinarizer
from tensorflow import keras

df = pd.read_json("recipes.json")
cuisine = LabelEncoder().fit_transform(df.cuisine)
ingredients = MultiLabelBinarizer().fit_transform(df.ingredients)

model = keras.Sequential()
model.add(keras.layers.Dense(128, activation="relu", input_shape=(ingredients.shape[1],)))
model.add(keras.layers.Dense(20, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(ingredients, cuisine, epochs=5)
