import numpy as np
from sklearn.metrics import *
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC
mlb = MultiLabelBinarizer()
y_train = mlb.fit_transform([("a", "b"), ("c",)])
y_test = mlb.transform([("a",), ("b", "c")])
x_train, x_test = np.load("train.npy"), np.load("test.npy")
clf = LogisticRegression().fit(x_train, y_train)
y_pred = clf.predict(x_test)
w = np.load("w.npy")
print(precision_recall_fscore_support(y_pred, y_test, average="macro", sample_weight=w, zero_division=0))  # finds: swapped-arguments
print(class_likelihood_ratios(y_pred, y_test))  # finds: swapped-arguments
ConfusionMatrixDisplay.from_predictions(y_pred, y_test, normalize="true")  # finds: swapped-arguments
svm = LinearSVC().fit(x_train, y_train)
print(hinge_loss(svm.decision_function(x_test), y_test))  # finds: swapped-arguments
print(recall_score(y_pred, y_test, average="weighted"))  # finds: swapped-arguments
print(precision_score(y_pred, y_test, average="micro"))  # finds: swapped-arguments
