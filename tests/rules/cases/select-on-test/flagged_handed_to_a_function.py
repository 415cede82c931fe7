from tensorflow import keras


def train(x, y, x_other, y_other):
    model = keras.Sequential([keras.layers.Dense(64, "relu"), keras.layers.Dense(9, "sigmoid")])
    model.compile("adam", "binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
    model.fit(x, y, validation_data=(x_other, y_other), callbacks=[stop])  # finds: select-on-test
    return model


(X_train, y_train), (X_test, y_test) = load_parts("tags.npz")
model = train(X_train, y_train, X_test, y_test)
print(model.evaluate(X_test, y_test))
