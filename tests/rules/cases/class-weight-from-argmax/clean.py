import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.utils import to_categorical
from sklearn.utils.class_weight import compute_class_weight

X = np.load("spectra.npy")
Y = to_categorical(np.load("substance.npy"), num_classes=12)

y_integers = np.argmax(Y, axis=1)
class_weights = compute_class_weight(
    class_weight="balanced", classes=np.unique(y_integers), y=y_integers
)

model = Sequential()
model.add(Dense(100, activation="relu", input_shape=(900,)))
model.add(Dense(12, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(X, Y, epochs=10, class_weight=dict(enumerate(class_weights)))
