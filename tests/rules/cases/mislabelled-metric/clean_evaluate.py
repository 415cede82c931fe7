from keras.layers import Dense
from keras.metrics import AUC, Precision
from keras.models import Sequential

model = Sequential()
model.add(Dense(64, activation="relu", input_dim=300))
model.add(Dense(9, activation="sigmoid"))
model.compile(
    loss="binary_crossentropy",
    optimizer="adam",
    metrics=["binary_accuracy", AUC(curve="PR", multi_label=True, name="ap"), Precision(name="p"), f1_of_mine],
)
model.fit(x_train, y_train, epochs=10, batch_size=32)

loss, binary_acc, average_precision, precision, f1 = model.evaluate(x_test, y_test, verbose=0)
print(f"loss {loss:.3f}, accuracy {binary_acc:.3f}, PR AUC {average_precision:.3f}")
score = model.evaluate(x_test, y_test, verbose=0)
print("Test loss and accuracy:", score[0], score[1])
print("Recall of my own:", score[4])
