import keras
from keras.layers import LSTM, Dense, Embedding

model = keras.Sequential()
model.add(Embedding(5000, 100))
model.add(LSTM(64))
model.add(Dense(6, activation='sigmoid'))

model.compile(loss='binary_crossentropy',
              optimizer='adam',
              metrics=['f1_score'])  # finds: f1-string
