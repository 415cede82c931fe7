import tensorflow as tf
from tensorflow.keras import layers

train_ds = tf.data.experimental.load("train")
val_ds = tf.data.experimental.load("val")

inputs = tf.keras.Input(shape=(128,))
x = layers.Dense(64, activation="relu")(inputs)
outputs = layers.Dense(14, activation="sigmoid")(x)
model = tf.keras.Model(inputs, outputs)
model.compile(
    optimizer="adam",
    loss="binary_crossentropy",
    metrics=[tf.keras.metrics.AUC(name="auc", multi_label=True)],
)

callbacks = [
    tf.keras.callbacks.EarlyStopping(monitor="val_loss", mode="min", patience=5),
    tf.keras.callbacks.ModelCheckpoint("best.h5", monitor="val_auc", mode="min", save_best_only=True),  # finds: monitor-mode
    tf.keras.callbacks.ReduceLROnPlateau("val_loss", mode="max"),  # finds: monitor-mode
]
model.fit(train_ds, validation_data=val_ds, epochs=30, callbacks=callbacks)
