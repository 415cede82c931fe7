import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

X = np.loadtxt("yeast_features.csv", delimiter=",")
Y = np.loadtxt("yeast_labels.csv", delimiter=",")

scaler = StandardScaler()
X = scaler.fit_transform(X)  # finds: fit-before-split
X_train, X_test, Y_train, Y_test = train_test_split(X, Y, test_size=0.3, random_state=7)

model = Sequential()
model.add(Dense(64, input_dim=103, activation="relu"))
model.add(Dense(14, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(X_train, Y_train, epochs=50, batch_size=32)
