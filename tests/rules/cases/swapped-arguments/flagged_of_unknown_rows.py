import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score, precision_score
from sklearn.model_selection import train_test_split
d = pd.read_csv("m.csv")
X_train, X_test, y_train, y_test = train_test_split(d[["a"]], d["kind"])
clf = LogisticRegression().fit(X_train, y_train)
y_pred = clf.predict(X_test)
print(recall_score(y_pred, y_test, average="weighted"))  # notes: swapped-arguments
print(precision_score(y_pred, y_test, average="micro"))  # notes: swapped-arguments
print(precision_score(y_pred, y_test, average="macro", labels=sorted(set(y_test))))  # finds: swapped-arguments
