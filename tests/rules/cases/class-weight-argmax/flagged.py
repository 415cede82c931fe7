import pandas as pd
from keras.layers import Dense
from keras.models import Sequential
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MultiLabelBinarizer

data = pd.read_csv("genres.csv")
mlb = MultiLabelBinarizer()
Y = mlb.fit_transform(data["genres"].str.split("|"))
X = data.drop(columns="genres").values
X_train, X_test, Y_train, Y_test = train_test_split(X, Y, test_size=0.25, random_state=1)

counts = Y_train.sum(axis=0)
weights = {column: len(Y_train) / count for column, count in enumerate(counts)}

model = Sequential()
model.add(Dense(128, activation="relu", input_dim=X.shape[1]))
model.add(Dense(Y.shape[1], activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(
    X_train,
    Y_train,
    epochs=20,
    class_weight=weights,  # finds: class-weight-argmax
    validation_data=(X_test, Y_test),
)
