import tensorflow.keras.backend as K
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential


def share_predicted(y_true, y_pred):
    ones = K.ones_like(y_pred)
    return K.mean(K.round(y_pred) * ones)


model = Sequential([Dense(10, activation="relu"), Dense(4, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=[share_predicted])
