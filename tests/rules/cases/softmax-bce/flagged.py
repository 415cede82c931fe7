from tensorflow.keras.layers import LSTM, Dense, Embedding
from tensorflow.keras.models import Sequential

NUM_CLASSES = 6
CLASSES = ["toxic", "severe_toxic", "obscene", "threat", "insult", "identity_hate"]

model = Sequential()
model.add(Embedding(20000, 128, input_length=200))
model.add(LSTM(60))
model.add(Dense(50, activation="relu"))
model.add(Dense(NUM_CLASSES, activation="softmax"))  # finds: softmax-bce
model.compile(loss="binary_crossentropy", optimizer="adam")
model.summary()
