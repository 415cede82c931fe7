from keras.layers import LSTM, Dense, Embedding
from keras.models import Sequential
from keras.utils import pad_sequences
from sklearn.preprocessing import MultiLabelBinarizer


def train(tokens, topics):
    X = pad_sequences(tokens, maxlen=100)
    Y = MultiLabelBinarizer().fit_transform(topics)
    model = Sequential()
    model.add(Embedding(5000, 32))
    model.add(LSTM(64, return_sequences=True))
    model.add(Dense(12, activation="sigmoid"))  # finds: sequence-head-shape
    model.compile(loss="binary_crossentropy", optimizer="adam")
    model.fit(X, Y, epochs=3)
    return model


train([[1, 2], [3]], [["a", "b"], ["c"]])
