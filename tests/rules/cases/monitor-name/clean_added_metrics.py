import tensorflow as tf

inputs = tf.keras.Input(shape=(64,))
hidden = tf.keras.layers.Dense(32, activation="relu")(inputs)
outputs = tf.keras.layers.Dense(1)(hidden)
model = tf.keras.Model(inputs, outputs)
model.add_metric(tf.reduce_mean(hidden), name="activity", aggregation="mean")
model.compile(optimizer="adam", loss="mse")
stop = tf.keras.callbacks.EarlyStopping(monitor="val_activity", mode="min", patience=3)
model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=50, callbacks=[stop])
