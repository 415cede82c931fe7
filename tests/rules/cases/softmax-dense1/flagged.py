from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D
from keras.models import Sequential

classifier = Sequential()
classifier.add(Conv2D(32, (3, 3), input_shape=(64, 64, 3), activation="relu"))
classifier.add(MaxPooling2D(pool_size=(2, 2)))
classifier.add(Flatten())
classifier.add(Dense(units=128, activation="relu"))
classifier.add(Dense(units=1, activation="softmax"))  # finds: softmax-dense1
classifier.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
