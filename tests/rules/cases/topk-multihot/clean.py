from keras.applications import ResNet50
from keras.layers import Dense
from keras.models import Model
from keras.preprocessing.image import ImageDataGenerator

base = ResNet50(include_top=False, pooling="avg", weights="imagenet")
model = Model(base.input, Dense(120, activation="softmax")(base.output))
model.compile("adam", "categorical_crossentropy", metrics=["top_k_categorical_accuracy"])

flow = ImageDataGenerator(rescale=1 / 255.0).flow_from_directory("dogs", class_mode="categorical")
model.fit(flow, epochs=3)
