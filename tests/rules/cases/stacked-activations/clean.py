import keras
from keras.layers import Activation, BatchNormalization, Dense

model = keras.Sequential()
model.add(Dense(64, activation="relu", input_shape=(300,)))
model.add(Dense(8))
model.add(BatchNormalization())
model.add(Activation("sigmoid"))
model.compile(optimizer="adam", loss="binary_crossentropy")

inputs = keras.Input((300,))
hidden = Dense(64, activation="sigmoid")(inputs)
classes = keras.Model(inputs, Dense(8, activation="softmax")(hidden))
