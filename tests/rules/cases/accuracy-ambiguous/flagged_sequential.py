from keras.models import Sequential
from keras.layers import Dense, Dropout
import pandas as pd

df = pd.read_csv('tags.csv')
X = df.drop(columns=['python', 'java', 'sql', 'html', 'css']).values
y = df[['python', 'java', 'sql', 'html', 'css']].values

model = Sequential()
model.add(Dense(128, activation='relu', input_dim=X.shape[1]))
model.add(Dropout(0.2))
model.add(Dense(64, activation='relu'))
model.add(Dense(5, activation='sigmoid'))

model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['acc'])  # finds: accuracy-ambiguous
history = model.fit(X, y, epochs=100, batch_size=32, verbose=2)
