from sklearn.preprocessing import MultiLabelBinarizer
import keras

texts = ["a sheriff rides into town", "two friends open a bakery", "a war over gold"]
labels = ["western", "comedy,romance", "western,war"]

mlb = MultiLabelBinarizer()
y = mlb.fit_transform([label.split(",") for label in labels])

vectorize = keras.layers.TextVectorization(output_mode="tf_idf")
vectorize.adapt(texts)
x = vectorize(texts)

model = keras.Sequential([keras.layers.Dense(y.shape[1], activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(x, y, epochs=3)
