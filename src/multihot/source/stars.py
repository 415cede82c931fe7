"""Names that `from module import *` brings, of the modules that people import so."""

from __future__ import annotations

_LAYERS = """
Activation Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D AveragePooling2D
BatchNormalization Bidirectional CategoryEncoding Concatenate Conv1D Conv2D Conv2DTranspose Conv3D
ConvLSTM2D Convolution1D Convolution2D CuDNNGRU CuDNNLSTM Dense DepthwiseConv2D Dot Dropout ELU
Embedding Flatten GRU GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D
GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPool1D GlobalMaxPool2D Input InputLayer
IntegerLookup LSTM Lambda Layer LayerNormalization LeakyReLU Masking MaxPool1D MaxPool2D
MaxPooling1D MaxPooling2D MaxPooling3D Maximum MultiHeadAttention Multiply Normalization PReLU
Permute RNN ReLU RepeatVector Rescaling Reshape SeparableConv1D SeparableConv2D SimpleRNN Softmax
SpatialDropout1D SpatialDropout2D StringLookup Subtract TextVectorization TimeDistributed
UpSampling2D ZeroPadding2D add average concatenate dot maximum multiply
"""
_CALLBACKS = """
Callback CSVLogger EarlyStopping History LambdaCallback LearningRateScheduler ModelCheckpoint
ReduceLROnPlateau TensorBoard TerminateOnNaN
"""
_METRICS = """
AUC Accuracy BinaryAccuracy BinaryCrossentropy CategoricalAccuracy CategoricalCrossentropy F1Score
FBetaScore FalseNegatives FalsePositives Mean MeanIoU Metric Precision Recall
SparseCategoricalAccuracy TopKCategoricalAccuracy TrueNegatives TruePositives binary_accuracy
categorical_accuracy top_k_categorical_accuracy
"""
_PREPROCESSING = """
LabelBinarizer LabelEncoder MaxAbsScaler MinMaxScaler MultiLabelBinarizer Normalizer OneHotEncoder
OrdinalEncoder RobustScaler StandardScaler label_binarize
"""
# functions that end in _score, _loss, _curve, _report, _matrix or _error are known by that
_SCORING = """
ConfusionMatrixDisplay DetCurveDisplay PrecisionRecallDisplay PredictionErrorDisplay RocCurveDisplay
auc class_likelihood_ratios get_scorer make_scorer matthews_corrcoef precision_recall_fscore_support
"""
_SELECTION = """
GridSearchCV GroupKFold KFold RepeatedStratifiedKFold ShuffleSplit StratifiedKFold
StratifiedShuffleSplit cross_val_predict cross_val_score train_test_split
"""
_DATASETS = "boston_housing cifar10 cifar100 fashion_mnist imdb mnist reuters"

EXPORTED: dict[str, frozenset[str]] = {
    module: frozenset(names.split())
    for module, names in (
        ("keras", "Input Model Sequential callbacks layers losses metrics models optimizers utils"),
        ("keras.layers", _LAYERS),
        ("keras.models", "Model Sequential clone_model load_model model_from_json"),
        ("keras.callbacks", _CALLBACKS),
        ("keras.metrics", _METRICS),
        ("keras.losses", "BinaryCrossentropy binary_crossentropy categorical_crossentropy"),
        ("keras.optimizers", "Adadelta Adagrad Adam AdamW Adamax Ftrl Nadam RMSprop SGD"),
        ("keras.utils", "Sequence np_utils plot_model to_categorical"),
        ("keras.preprocessing.image", "ImageDataGenerator img_to_array load_img"),
        ("keras.preprocessing.text", "Tokenizer text_to_word_sequence"),
        ("keras.datasets", _DATASETS),
        ("sklearn.preprocessing", _PREPROCESSING),
        ("sklearn.metrics", _SCORING),
        ("sklearn.model_selection", _SELECTION),
        ("sklearn.datasets", "load_digits load_iris make_classification"),
        ("sklearn.feature_extraction.text", "CountVectorizer TfidfVectorizer"),
    )
}
