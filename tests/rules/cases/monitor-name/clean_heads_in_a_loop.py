import tensorflow_addons as tfa
from tensorflow.keras import Input, Model, Sequential, layers
from tensorflow.keras.callbacks import EarlyStopping

inputs = Input(shape=(40,))
heads = []
for name in ["toxic", "threat", "insult"]:
    heads.append(layers.Dense(1, activation="sigmoid", name=name)(inputs))
model = Model(inputs, heads)
model.compile("adam", loss="binary_crossentropy", metrics=["binary_accuracy"])
model.fit(
    x_train,
    [y_toxic, y_threat, y_insult],
    validation_data=validation,
    class_weight={"toxic": {0: 1, 1: 3}, "threat": {0: 1, 1: 9}, "insult": {0: 1, 1: 4}},
    callbacks=[EarlyStopping(monitor="val_toxic_binary_accuracy", mode="max", patience=2)],
)

kinds = Sequential([layers.Dense(4, activation="softmax")])
kinds.compile(
    "adam",
    "sparse_categorical_crossentropy",
    metrics=[tfa.metrics.MatthewsCorrelationCoefficient(num_classes=4)],
)
best = EarlyStopping(monitor="val_MatthewsCorrelationCoefficient", mode="max", patience=2)
kinds.fit(x_train, k_train, validation_data=(x_val, k_val), callbacks=[best])
