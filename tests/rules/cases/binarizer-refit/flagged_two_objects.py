import pandas as pd
from sklearn import preprocessing
from sklearn.model_selection import train_test_split

frame = pd.read_pickle("recipes.pkl")
train_tags, test_tags = train_test_split(frame["tags"], test_size=0.25, random_state=1)

binarizer = preprocessing.MultiLabelBinarizer()
y_train = binarizer.fit_transform(train_tags)

test_binarizer = preprocessing.MultiLabelBinarizer()
y_test = test_binarizer.fit_transform(test_tags)  # finds: binarizer-refit
print(y_train.shape, y_test.shape)
