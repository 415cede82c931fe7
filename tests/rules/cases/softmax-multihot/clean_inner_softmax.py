import tensorflow as tf
from sklearn.preprocessing import MultiLabelBinarizer
from tensorflow.keras import layers

words, tags = [], []
for line in open("posts.tsv"):
    text, labels = line.rstrip("\n").split("\t")
    words.append(text)
    tags.append(labels.split("|"))
y = MultiLabelBinarizer().fit_transform(tags)

vectorize = layers.TextVectorization(max_tokens=20000, output_sequence_length=200)
vectorize.adapt(words)

inputs = tf.keras.Input(shape=(200,))
x = layers.Embedding(20000, 64)(inputs)
attention = layers.Dense(1, activation="tanh")(x)
attention = layers.Flatten()(attention)
attention = layers.Activation("softmax")(attention)
attention = layers.RepeatVector(64)(attention)
attention = layers.Permute([2, 1])(attention)
x = layers.Multiply()([x, attention])
x = layers.GlobalAveragePooling1D()(x)
outputs = layers.Dense(y.shape[1], activation="sigmoid")(x)

model = tf.keras.Model(inputs, outputs)
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(vectorize(words), y, batch_size=64, epochs=4)
