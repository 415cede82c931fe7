from keras.datasets import fashion_mnist
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D
from keras.models import Sequential
from keras.utils import to_categorical

(X_train, y_train), (X_test, y_test) = fashion_mnist.load_data()
X_train = X_train.reshape(-1, 28, 28, 1) / 255.0
X_test = X_test.reshape(-1, 28, 28, 1) / 255.0
Y_train = to_categorical(y_train)
Y_test = to_categorical(y_test)

model = Sequential()
model.add(Conv2D(32, (3, 3), activation="relu", input_shape=(28, 28, 1)))
model.add(MaxPooling2D((2, 2)))
model.add(Flatten())
model.add(Dense(10, activation="sigmoid"))  # finds: sigmoid-on-onehot
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(X_train, Y_train, epochs=2, validation_data=(X_test, Y_test))
