from keras.layers import Dense
from keras.models import Sequential
from keras.utils import to_categorical
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

X, y = load_breast_cancer(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, to_categorical(y, num_classes=2))

model = Sequential()
model.add(Dense(16, activation="relu", input_dim=30))
model.add(Dense(2, activation="softmax"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(X_train, y_train, epochs=20, verbose=0, validation_data=(X_test, y_test))
