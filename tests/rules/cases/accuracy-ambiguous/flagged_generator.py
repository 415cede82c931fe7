import pandas as pd
from keras.layers import Activation, Conv2D, Dense, Dropout, Flatten, MaxPooling2D
from keras.models import Sequential
from keras_preprocessing.image import ImageDataGenerator

df = pd.read_csv('miml_dataset.csv')
columns = ["desert", "mountains", "sea", "sunset", "trees"]
datagen = ImageDataGenerator(rescale=1. / 255.)

train_generator = datagen.flow_from_dataframe(
    dataframe=df[:1800], directory="./images", x_col="Filenames", y_col=columns,
    batch_size=32, seed=42, shuffle=True, class_mode="raw", target_size=(100, 100))

model = Sequential()
model.add(Conv2D(32, (3, 3), padding='same', input_shape=(100, 100, 3)))
model.add(Activation('relu'))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Flatten())
model.add(Dense(512))
model.add(Activation('relu'))
model.add(Dropout(0.5))
model.add(Dense(5))
model.add(Activation('sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='rmsprop',
              metrics=['accuracy'])  # finds: accuracy-ambiguous
model.fit_generator(generator=train_generator, steps_per_epoch=56, epochs=10)
