import tensorflow as tf
from tensorflow.keras import layers, losses, models

(train_images, train_labels), (test_images, test_labels) = tf.keras.datasets.cifar10.load_data()
train_images, test_images = train_images / 255.0, test_images / 255.0

model = models.Sequential()
model.add(layers.Conv2D(32, (3, 3), activation="relu", input_shape=(32, 32, 3)))
model.add(layers.Flatten())
model.add(layers.Dense(10, activation="softmax"))

loss = losses.SparseCategoricalCrossentropy(from_logits=True)  # finds: double-sigmoid
model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
model.fit(train_images, train_labels, epochs=10, validation_data=(test_images, test_labels))
