import pandas as pd
from sklearn.model_selection import train_test_split
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint
from tensorflow.keras.layers import Dense, Dropout
from tensorflow.keras.models import Sequential

df = pd.read_csv("train.csv")
test = pd.read_csv("test.csv")
X, y = df.drop(columns=["target"]).values, df["target"].values


def net():
    model = Sequential([Dense(64, activation="relu"), Dropout(0.3), Dense(1, activation="sigmoid")])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["binary_accuracy"])
    return model


X_tr, X_va, y_tr, y_va = train_test_split(X, y, test_size=0.2, random_state=1)
model = net()
stop = EarlyStopping(monitor="val_loss", patience=5, restore_best_weights=True)
best = ModelCheckpoint("best.h5", monitor="val_loss", save_best_only=True)
model.fit(X_tr, y_tr, validation_data=(X_va, y_va), epochs=50, callbacks=[stop, best])

x1, x2, y1, y2 = train_test_split(X, y, random_state=2)
other = net()
other.fit(x1, y1, validation_data=(x2, y2), epochs=50, callbacks=[stop])
submission = (model.predict(test.values) + other.predict(test.values)) / 2
