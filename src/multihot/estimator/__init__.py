"""multihot as a scikit-learn classifier."""

from multihot.estimator.classifying import MultiLabelClassifier

__all__ = ["MultiLabelClassifier"]
