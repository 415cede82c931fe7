import keras
from keras import layers

model = keras.Sequential([layers.Dense(128, activation="relu"), layers.Dense(9)])
model.compile(
    optimizer=keras.optimizers.AdamW(),
    loss=keras.losses.BinaryCrossentropy(from_logits=True),
    metrics=[keras.metrics.F1Score(average="micro")],  # finds: f1-argmax
)
