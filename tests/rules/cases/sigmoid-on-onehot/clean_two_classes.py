import pandas as pd
from keras.layers import Dense
from keras.models import Sequential
from sklearn.preprocessing import LabelBinarizer

churn = pd.read_csv("churn.csv")
left = LabelBinarizer().fit_transform(churn["left"])  # yes and no: one column

model = Sequential()
model.add(Dense(16, activation="relu", input_dim=2))
model.add(Dense(1, activation="sigmoid"))
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(churn[["age", "visits"]].values, left, epochs=20, class_weight={0: 1.0, 1: 9.0})
