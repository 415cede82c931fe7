from tensorflow import keras


def train(X_train, y_train, X_test, y_test):
    model = keras.Sequential([keras.layers.Dense(64, "relu"), keras.layers.Dense(9, "sigmoid")])
    model.compile("adam", "binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
    model.fit(X_train, y_train, validation_data=(X_test, y_test), epochs=50, callbacks=[stop])
    return model


(X_fit, y_fit), (X_val, y_val), (X_test, y_test) = load_parts("tags.npz")
model = train(X_fit, y_fit, X_val, y_val)
print(model.evaluate(X_test, y_test))
