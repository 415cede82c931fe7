import numpy as np
from keras.layers import Dense, Input
from keras.models import Sequential
from keras.utils import to_categorical
from sklearn.datasets import load_iris
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split

X, classes = load_iris(return_X_y=True)
y = to_categorical(classes)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=3)

model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(3, activation="softmax")])
model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X_train, y_train, epochs=50, verbose=0)
predicted = np.argmax(model.predict(X_test), axis=1)
print(confusion_matrix(np.argmax(y_test, axis=1), predicted))
