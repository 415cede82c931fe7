from keras import Input, Model, layers
from sklearn.preprocessing import MultiLabelBinarizer


def load():
    import json

    with open("papers.json") as file:
        return json.load(file)


papers = load()
binarizer = MultiLabelBinarizer(classes=["cs.LG", "cs.CV", "stat.ML"])
targets = binarizer.fit_transform([paper["categories"] for paper in papers])

inputs = Input(shape=(300,))
hidden = layers.Dense(100, activation="relu")(inputs)
outputs = layers.Dense(3, activation="sigmoid")(hidden)
model = Model(inputs, outputs)
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit([paper["vector"] for paper in papers], targets, epochs=10)
