from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeRegressor
import pandas as pd
d = pd.read_csv("m.csv")
y = d.Price
X = d[["Rooms"]]
trainX, valX, trainY, valY = train_test_split(X, y)
model = DecisionTreeRegressor().fit(trainX, trainY)
predictions = model.predict(valX)
print("MAE:", mean_absolute_error(predictions, valY))
print("R2:", r2_score(predictions, valY))
