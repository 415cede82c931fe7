import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MultiLabelBinarizer
from tensorflow import keras

papers = pd.read_csv("papers.csv")
y = MultiLabelBinarizer().fit_transform(papers["terms"].str.split(";"))
text_train, text_test, y_train, y_test = train_test_split(
    papers["abstract"], y, test_size=0.2, random_state=0
)
vectorizer = TfidfVectorizer(stop_words="english", max_features=20000)
x_train = vectorizer.fit_transform(text_train).toarray()
x_test = vectorizer.transform(text_test).toarray()

model = keras.Sequential([keras.layers.Dense(y.shape[1], activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x_train, y_train, epochs=5)
