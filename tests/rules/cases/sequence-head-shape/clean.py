import numpy as np
from keras.layers import LSTM, Bidirectional, Dense, Embedding, GlobalMaxPooling1D, TimeDistributed
from keras.models import Sequential
from keras.utils import to_categorical
from sklearn.preprocessing import MultiLabelBinarizer

tokens = np.load("tokens.npy")
topics = MultiLabelBinarizer().fit_transform(np.load("topics.npy", allow_pickle=True))

model = Sequential()
model.add(Embedding(5000, 32, input_length=100))
model.add(LSTM(64, return_sequences=True))
model.add(GlobalMaxPooling1D())
model.add(Dense(12, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(tokens, topics, epochs=3)

parts_of_speech = to_categorical(np.load("tags.npy"), num_classes=17)
tagger = Sequential()
tagger.add(Embedding(5000, 32, input_length=100))
tagger.add(Bidirectional(LSTM(64, return_sequences=True)))
tagger.add(TimeDistributed(Dense(17, activation="softmax")))
tagger.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
tagger.fit(tokens, parts_of_speech, epochs=3)
