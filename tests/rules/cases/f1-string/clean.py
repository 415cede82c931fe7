import keras
from keras.layers import LSTM, Dense, Embedding

model = keras.Sequential()
model.add(Embedding(5000, 100))
model.add(LSTM(64))
model.add(Dense(6, activation='sigmoid'))

f1 = keras.metrics.F1Score(average='macro', threshold=0.5, name='f1_score')
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=[f1])
