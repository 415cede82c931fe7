import tensorflow as tf
from tensorflow.keras import Model, layers

backbone = tf.keras.applications.DenseNet121(include_top=False, pooling="avg")
findings = layers.Dense(14, activation="sigmoid")(backbone.output)
model = Model(backbone.input, findings)
model.compile(
    optimizer="adam",
    loss="binary_crossentropy",
    metrics=[tf.keras.metrics.AUC(name="auc")],  # finds: auc-flattened
)
