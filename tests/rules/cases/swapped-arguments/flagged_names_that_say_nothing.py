import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split
from sklearn.multioutput import MultiOutputClassifier

frame = pd.read_csv("films.csv")
topics = ["war", "love", "crime"]
a, b, c, d = train_test_split(frame.drop(columns=topics), frame[topics], random_state=0)

forest = MultiOutputClassifier(RandomForestClassifier())
forest.fit(a, c)
print(classification_report(forest.predict(b), d))  # finds: swapped-arguments
