import numpy as np
from keras.applications import VGG16
from keras.layers import Dense, Flatten
from keras.models import Model
from keras.preprocessing.image import ImageDataGenerator
from sklearn.metrics import classification_report

datagen = ImageDataGenerator(rescale=1.0 / 255)
train = datagen.flow_from_directory("data/train", target_size=(224, 224), class_mode="categorical")
test = datagen.flow_from_directory(
    "data/test", target_size=(224, 224), class_mode="categorical", shuffle=False
)

base = VGG16(include_top=False, input_shape=(224, 224, 3))
hidden = Flatten()(base.output)
model = Model(base.input, Dense(5, activation="softmax")(hidden))
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.fit(train, epochs=10)

predicted = np.argmax(model.predict(test), axis=1)
print(classification_report(test.classes, predicted))
