from keras.layers import Dense, Input
from keras.models import Model
from keras.utils import to_categorical
from sklearn.datasets import load_iris

X, y = load_iris(return_X_y=True)

inputs = Input(shape=(4,))
gate = Dense(8, activation="sigmoid")(inputs)
outputs = Dense(3, activation="softmax")(gate)
model = Model(inputs, outputs)
model.compile("adam", "categorical_crossentropy", metrics=["categorical_accuracy"])
model.fit(X, to_categorical(y), epochs=100, verbose=0)
