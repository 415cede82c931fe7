import numpy as np
import pandas as pd
from keras.layers import Dense, Dropout
from keras.models import Sequential
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MultiLabelBinarizer

df = pd.read_csv("stackoverflow.csv")
df["tags"] = df["tags"].apply(lambda tags: tags.split(","))

mlb = MultiLabelBinarizer()
y = mlb.fit_transform(df["tags"])

train_text, test_text, y_train, y_test = train_test_split(df["title"], y, test_size=0.2)

vectorizer = TfidfVectorizer(max_features=5000)
X_train = vectorizer.fit_transform(train_text).toarray()
X_test = vectorizer.transform(test_text).toarray()

model = Sequential()
model.add(Dense(512, activation="relu", input_shape=(5000,)))
model.add(Dropout(0.5))
model.add(Dense(y.shape[1], activation="softmax"))  # finds: softmax-multihot

model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(X_train, y_train, epochs=10, batch_size=128, validation_data=(X_test, y_test))
