import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.utils.class_weight import compute_class_weight

X = np.load("spectra.npy")
Y = MultiLabelBinarizer().fit_transform(np.load("chemicals.npy", allow_pickle=True))

y_integers = np.argmax(Y, axis=1)
class_weights = compute_class_weight(  # finds: class-weight-from-argmax
    class_weight="balanced", classes=np.unique(y_integers), y=y_integers
)
d_class_weights = dict(enumerate(class_weights))

model = Sequential()
model.add(Dense(100, activation="relu", input_shape=(900,)))
model.add(Dense(Y.shape[1], activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(X, Y, epochs=10, class_weight=d_class_weights)  # finds: class-weight-argmax
