import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder
from keras import layers, models

# each song has one genre: stratifying by it is right
songs = pd.read_csv("songs.csv")
y = LabelEncoder().fit_transform(songs["genre"])
x = songs.drop(columns="genre").values
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, stratify=y)

model = models.Sequential()
model.add(layers.Dense(64, activation="relu", input_shape=(x.shape[1],)))
model.add(layers.Dense(10, activation="softmax"))
model.compile(loss="sparse_categorical_crossentropy", optimizer="adam")
model.fit(x_train, y_train, epochs=5)
