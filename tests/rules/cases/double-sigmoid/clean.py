import keras
from keras.layers import Dense, Input

USE_LOGITS = True

with_logits = keras.Sequential([Input((40,)), Dense(12)])
with_logits.compile("adam", keras.losses.BinaryCrossentropy(from_logits=USE_LOGITS))

with_sigmoid = keras.Sequential([Input((40,)), Dense(12, activation="sigmoid")])
with_sigmoid.compile("adam", keras.losses.BinaryCrossentropy(from_logits=not USE_LOGITS))
