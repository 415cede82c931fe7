import tensorflow as tf
from tensorflow.keras import Model, layers

backbone = tf.keras.applications.DenseNet121(include_top=False, pooling="avg")
findings = layers.Dense(14, activation="sigmoid")(backbone.output)
model = Model(backbone.input, findings)
model.compile(
    optimizer="adam",
    loss="binary_crossentropy",
    metrics=[
        tf.keras.metrics.AUC(name="auc_macro", multi_label=True),
        tf.keras.metrics.AUC(name="auc_micro"),
    ],
)

churn = tf.keras.Sequential([layers.Dense(8, "relu"), layers.Dense(1, "sigmoid")])
churn.compile("adam", "binary_crossentropy", metrics=[tf.keras.metrics.AUC()])
