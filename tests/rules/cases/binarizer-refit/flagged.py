import pandas as pd
from sklearn.preprocessing import MultiLabelBinarizer
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

train = pd.read_json("train.json")
test = pd.read_json("test.json")

mlb = MultiLabelBinarizer()
y_train = mlb.fit_transform(train["topics"])
y_test = mlb.fit_transform(test["topics"])  # finds: binarizer-refit

model = Sequential()
model.add(Dense(128, activation="relu", input_dim=300))
model.add(Dense(y_train.shape[1], activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(train["vector"].tolist(), y_train, epochs=10)
print(model.evaluate(test["vector"].tolist(), y_test))
