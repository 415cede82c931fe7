import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

train_dataset = tf.data.experimental.load("train")
validation_dataset = tf.data.experimental.load("validation")
test_dataset = tf.data.experimental.load("test")


def make_model():
    shallow_mlp_model = keras.Sequential(
        [
            layers.Dense(512, activation="relu"),
            layers.Dense(256, activation="relu"),
            layers.Dense(153, activation="sigmoid"),
        ]
    )
    return shallow_mlp_model


shallow_mlp_model = make_model()
shallow_mlp_model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["binary_accuracy"])
history = shallow_mlp_model.fit(train_dataset, validation_data=validation_dataset, epochs=20)

_, categorical_acc = shallow_mlp_model.evaluate(test_dataset)  # notes: mislabelled-metric
print(f"Categorical accuracy on the test set: {round(categorical_acc * 100, 2)}%.")
