from tensorflow.keras.layers import Activation, Dense
from tensorflow.keras.models import Sequential

model = Sequential()
model.add(Dense(256, activation="relu", input_shape=(1000,)))
model.add(Dense(90, activation="softmax"))
model.add(Activation("sigmoid"))  # finds: stacked-activations
model.compile(loss="binary_crossentropy", optimizer="adam")
