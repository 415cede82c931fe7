import pandas as pd
from sklearn.metrics import roc_auc_score
from tensorflow.keras.layers import Conv2D, Dense, GlobalAveragePooling2D
from tensorflow.keras.models import Sequential
from tensorflow.keras.preprocessing.image import ImageDataGenerator

frame = pd.read_csv("scans.csv")
findings = ["Edema", "Effusion", "Mass", "Nodule"]
flow = ImageDataGenerator(rescale=1 / 255).flow_from_dataframe
train = flow(frame[:5000], x_col="path", y_col=findings, class_mode="raw")
test = flow(frame[5000:], x_col="path", y_col=findings, class_mode="raw")

model = Sequential()
model.add(Conv2D(32, 3, activation="relu", input_shape=(256, 256, 3)))
model.add(GlobalAveragePooling2D())
model.add(Dense(len(findings), activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(train, epochs=3)

scores = model.predict(test)
print(roc_auc_score(test.labels, scores, average=None))  # finds: shuffled-generator
