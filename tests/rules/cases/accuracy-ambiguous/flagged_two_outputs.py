import tensorflow as tf
from tensorflow.keras import layers

images = tf.keras.Input((224, 224, 3))
features = tf.keras.applications.EfficientNetB0(include_top=False, pooling="avg")(images)
species = layers.Dense(40, activation="softmax", name="species")(features)
traits = layers.Dense(12, activation="sigmoid", name="traits")(features)

model = tf.keras.Model(inputs=images, outputs=[species, traits])
model.compile(
    optimizer="adam",
    loss={"species": "categorical_crossentropy", "traits": "binary_crossentropy"},
    metrics={
        "species": "accuracy",
        "traits": "accuracy",  # finds: accuracy-ambiguous
    },
)
