import tensorflow as tf

model = tf.keras.models.Sequential(
    [
        tf.keras.layers.Dense(128, activation="relu", input_shape=(64,)),
        tf.keras.layers.Dropout(0.2),
        tf.keras.layers.Dense(20),
    ]
)
model.compile(optimizer="adam", loss="binary_crossentropy")  # finds: logits-as-probabilities
