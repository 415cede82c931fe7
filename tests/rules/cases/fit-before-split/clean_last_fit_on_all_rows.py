import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import StandardScaler

X = np.load("features.npy")
Y = np.load("targets.npy")
X_train, X_test, Y_train, Y_test = train_test_split(X, Y, test_size=0.2, random_state=0)

scaler = StandardScaler().fit(X_train)
model = OneVsRestClassifier(LogisticRegression()).fit(scaler.transform(X_train), Y_train)
print(f1_score(Y_test, model.predict(scaler.transform(X_test)), average="macro"))

# the numbers are made: now learn of all that there is
final_scaler = StandardScaler()
final_scaler.fit(X)
final = OneVsRestClassifier(LogisticRegression()).fit(final_scaler.transform(X), Y)
