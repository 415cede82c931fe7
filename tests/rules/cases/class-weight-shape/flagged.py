import numpy as np
import tensorflow as tf
from sklearn.utils import class_weight

X_train = np.load("X_train.npy")
y_train = np.load("y_train.npy").astype("int32")

class_weights = class_weight.compute_class_weight("balanced", classes=np.unique(y_train), y=y_train)

model = tf.keras.Sequential()
model.add(tf.keras.layers.Dense(32, activation="relu", input_shape=(24,)))
model.add(tf.keras.layers.Dense(4, activation="softmax"))
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(X_train, y_train, epochs=10, class_weight=class_weights)  # finds: class-weight-shape
