from keras.layers import Dense
from keras.models import Sequential
from keras.metrics import AUC

model = Sequential()
model.add(Dense(64, activation="relu", input_dim=300))
model.add(Dense(9, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["binary_accuracy", AUC(multi_label=True, name="auc")])
model.fit(x_train, y_train, epochs=10, batch_size=32)

score = model.evaluate(x_test, y_test, verbose=0)
print("Test loss:", score[0])
print("Test accuracy:", score[1])
print("categorical accuracy:", score[1])  # notes: mislabelled-metric
print("Precision: %.3f" % score[2])
print("F1: {:.3f}".format(score[2]))  # notes: mislabelled-metric
