import tensorflow as tf
from sklearn.preprocessing import MultiLabelBinarizer

labels = [["rain", "wind"], ["sun"], ["rain"], ["sun", "wind"]]
targets = MultiLabelBinarizer().fit_transform(labels)

loss_fn = tf.keras.losses.CategoricalCrossentropy()  # finds: sigmoid-cce
model = tf.keras.Sequential()
model.add(tf.keras.layers.Dense(8, activation="relu", input_shape=(4,)))
model.add(tf.keras.layers.Dense(3, activation="sigmoid"))
model.compile(optimizer="adam", loss=loss_fn)
model.fit(tf.random.uniform((4, 4)), targets, epochs=50)
