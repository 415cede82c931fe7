from keras.datasets import cifar10
from keras.layers import Conv2D, Input, MaxPooling2D, UpSampling2D
from keras.models import Model

(x_train, _), (x_test, _) = cifar10.load_data()
x_train, x_test = x_train / 255.0, x_test / 255.0

image = Input(shape=(32, 32, 3))
x = Conv2D(16, (3, 3), activation="relu", padding="same")(image)
x = MaxPooling2D((2, 2), padding="same")(x)
x = UpSampling2D((2, 2))(x)
decoded = Conv2D(3, (3, 3), activation="sigmoid", padding="same")(x)

autoencoder = Model(image, decoded)
autoencoder.compile(optimizer="adadelta", loss="binary_crossentropy", metrics=["accuracy"])
autoencoder.fit(x_train, x_train, epochs=50, shuffle=True, validation_data=(x_test, x_test))
