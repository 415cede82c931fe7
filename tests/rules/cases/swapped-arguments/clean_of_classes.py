from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import fbeta_score, precision_recall_fscore_support
from sklearn.metrics import precision_score, recall_score
from sklearn.model_selection import train_test_split

X, y = load_iris(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
y_pred = LogisticRegression().fit(X_train, y_train).predict(X_test)
print(recall_score(y_pred, y_test, average="weighted"))
print(recall_score(y_pred, y_test, average="micro"))
print(precision_score(y_pred, y_test, average="micro"))
print(fbeta_score(y_pred, y_test, beta=2, average="micro"))
print(precision_recall_fscore_support(y_pred, y_test, average="micro"))
