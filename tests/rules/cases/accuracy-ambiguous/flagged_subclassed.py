import keras
import numpy as np
from keras import layers


class TagModel(keras.Model):
    def __init__(self, n_tags, **kwargs):
        super().__init__(**kwargs)
        self.embed = layers.Embedding(10_000, 64, mask_zero=True)
        self.encode = layers.Bidirectional(layers.GRU(32))
        self.drop = layers.Dropout(0.3)
        self.classify = layers.Dense(n_tags, activation="sigmoid")

    def call(self, tokens, training=False):
        x = self.encode(self.embed(tokens))
        return self.classify(self.drop(x, training=training))


tokens = np.load("tokens.npy")
tags = np.load("tags.npy")

model = TagModel(n_tags=24)
model.compile(
    optimizer="adam",
    loss=keras.losses.BinaryCrossentropy(),
    metrics=["accuracy", keras.metrics.AUC(multi_label=True)],  # finds: accuracy-ambiguous
)
model.fit(tokens, tags, epochs=4)
