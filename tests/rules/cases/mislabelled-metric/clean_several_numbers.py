from tensorflow import keras

model = keras.Sequential(
    [keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
)
model.compile(
    optimizer="adam",
    loss="binary_crossentropy",
    metrics=[keras.metrics.Precision(name="precision"), keras.metrics.Recall(name="recall")],
)
model.fit(x_train, y_train, epochs=10)


def judge(model, x, y):
    loss, p, r = model.evaluate(x, y, verbose=0)
    print("Precision/Recall:", p, r)
    print(f"loss, precision, recall: {loss:.3f}, {p:.3f}, {r:.3f}")
    print(f"precision {p:.3f}, recall {r:.3f}.")
    return p, r


precision, recall = judge(model, x_val, y_val)
recall, precision = judge(model, x_test, y_test)[::-1]
