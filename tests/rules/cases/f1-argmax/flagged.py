import tensorflow as tf
import tensorflow_addons as tfa

model = tf.keras.Sequential([
    tf.keras.layers.Dense(256, activation="relu", input_shape=(2048,)),
    tf.keras.layers.Dense(20, activation="sigmoid"),
])
f1 = tfa.metrics.F1Score(num_classes=20, average="macro")  # finds: f1-argmax
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=[f1])
