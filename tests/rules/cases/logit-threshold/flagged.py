import tensorflow as tf

model = tf.keras.Sequential(
    [
        tf.keras.layers.Input(shape=(768,)),
        tf.keras.layers.Dense(256, activation="gelu"),
        tf.keras.layers.Dense(28),
    ]
)
model.compile(
    optimizer=tf.keras.optimizers.Adam(2e-5),
    loss=tf.keras.losses.BinaryCrossentropy(from_logits=True),
    metrics=[
        tf.keras.metrics.BinaryAccuracy(),  # finds: logit-threshold
        tf.keras.metrics.AUC(multi_label=True, name="auc"),  # finds: logit-threshold
    ],
)
