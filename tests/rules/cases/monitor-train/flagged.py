import keras
import numpy as np

x_train, y_train = np.load("x_train.npy"), np.load("y_train.npy")
x_val, y_val = np.load("x_val.npy"), np.load("y_val.npy")

inputs = keras.Input((500,))
hidden = keras.layers.Dense(256, activation="relu")(inputs)
outputs = keras.layers.Dense(20, activation="sigmoid")(hidden)
model = keras.Model(inputs, outputs)
model.compile(
    optimizer=keras.optimizers.Adam(1e-3),
    loss=keras.losses.BinaryCrossentropy(),
    metrics=[keras.metrics.AUC(multi_label=True, num_labels=20, name="auc")],
)
callbacks = [
    keras.callbacks.EarlyStopping(monitor="loss", patience=5),  # finds: monitor-train
    keras.callbacks.TensorBoard("logs"),
]
model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=50, callbacks=callbacks)
