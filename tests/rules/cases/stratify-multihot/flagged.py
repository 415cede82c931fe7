import pandas as pd
from keras import layers, models
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MultiLabelBinarizer

movies = pd.read_csv("movies.csv")
mlb = MultiLabelBinarizer()
genres = mlb.fit_transform(movies["genres"].apply(lambda text: text.split("|")))

plots_train, plots_test, y_train, y_test = train_test_split(
    movies["plot"], genres, test_size=0.2, random_state=42, stratify=genres  # finds: stratify-multihot
)
tfidf = TfidfVectorizer(max_features=10000)
x_train = tfidf.fit_transform(plots_train).toarray()
x_test = tfidf.transform(plots_test).toarray()

model = models.Sequential()
model.add(layers.Dense(512, activation="relu", input_shape=(10000,)))
model.add(layers.Dense(genres.shape[1], activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(x_train, y_train, epochs=5)
