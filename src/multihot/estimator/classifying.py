"""multihot as a scikit-learn classifier: fit on rows and their labels, predict labels."""

from __future__ import annotations

import warnings
from numbers import Integral
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils import Tags, check_random_state
from sklearn.utils.validation import check_consistent_length, check_is_fitted

from multihot.arrays import Floats, match_rows
from multihot.data import Dataset, Inputs, Splits, split_off
from multihot.errors import DataError, check_seed
from multihot.estimator.coding import coding_of
from multihot.estimator.rows import as_inputs
from multihot.evaluation import Evaluation, evaluate
from multihot.report import write_run_report
from multihot.rules import Finding
from multihot.runs import Run
from multihot.thresholds import Scope, Thresholds
from multihot.training import Effort, Job, ModelBuilder, judged, train_run


class MultiLabelClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Multi-label classification the way scikit-learn does it: `fit`, `predict`, pipelines.

    `fit` holds a share of the rows out, stratified by label; chooses the model, its step and a
    threshold for each label on them; audits data, scores and, where it is yours, the model; and
    then fits the same model once more on all rows. `predict` decides by the chosen thresholds, not
    by .5. A label of a row that nobody knows is NaN in y and is left out of the loss.

    Args:
        model: "linear" (solved to the optimum), "mlp", "conv1d" (the columns of X are the steps of
            a signal), "auto" to try those that are plausible, a function from
            (n_features, n_labels) to a Keras model, or such a model, of which a copy is trained.
        metric: what the thresholds are chosen for, a name of the catalogue.
        scope: thresholds "pooled", for each "label", or one for "all".
        monitor: metric on the rows held out that chooses step and model.
        validation_share: of the rows, to choose on; above 0, below 1.
        refit: whether the chosen model is fitted once more on all rows.
        epochs: of a network, at most.
        batch_size: rows a step of its optimizer.
        patience: epochs without a better one before it ends.
        learning_rate: of Adam, where the model brings no optimizer of its own.
        random_state: of the split, the initial weights and the order of rows; None for another
            one each time.

    Attributes:
        classes_: (n_labels,) what each column of the decisions means: the names that y gave, or
            0, 1, ...
        thresholds_: `Thresholds`, one a label.
        findings_: what the audit found, the worst first.
        run_: all of it as a `Run`, for `mh.save_run`.
        n_features_in_, feature_names_in_: columns of X, where it has columns.

    Example:
        >>> X = [[0, 1], [1, 0], [1, 1], [0, 0], [0, 2], [2, 0], [2, 2], [0, 0]]
        >>> y = [["tit"], ["owl"], ["owl", "tit"], [], ["tit"], ["owl"], ["owl", "tit"], []]
        >>> classifier = MultiLabelClassifier("linear").fit(X, y)
        >>> classifier.classes_.tolist()
        ['owl', 'tit']
        >>> classifier.predict([[3, 0], [3, 3]])
        array([[1, 0],
               [1, 1]])
        >>> classifier.predict_labels([[3, 0], [3, 3]])
        [('owl',), ('owl', 'tit')]
    """

    def __init__(  # noqa: PLR0913 - scikit-learn searches settings by their names
        self,
        model: str | ModelBuilder = "auto",
        *,
        metric: str = "f1_macro",
        scope: Scope = "pooled",
        monitor: str = "f1_macro",
        validation_share: float = 0.2,
        refit: bool = True,
        epochs: int = 60,
        batch_size: int = 64,
        patience: int = 6,
        learning_rate: float = 1e-3,
        random_state: int | np.random.RandomState | None = 0,
    ) -> None:
        self.model = model
        self.metric = metric
        self.scope = scope
        self.monitor = monitor
        self.validation_share = validation_share
        self.refit = refit
        self.epochs = epochs
        self.batch_size = batch_size
        self.patience = patience
        self.learning_rate = learning_rate
        self.random_state = random_state

    def fit(self, X: Any, y: Any) -> MultiLabelClassifier:
        """Learn the labels of rows, and the thresholds at which they are given.

        Args:
            X: (n_rows, n_columns) of numbers, dense or sparse, NaN where one is missing; a table,
                whose columns of texts are categories; or n_rows texts.
            y: (n_rows, n_labels) of 0 and 1, dense, sparse or a table whose columns name the
                labels, NaN where nobody knows; n_rows lists of label names; or (n_rows,) of two
                values, for a single label. Rows of pandas that an index names are matched with
                those of X.

        Raises:
            DataError: what is wrong with X or y, rows of other names in one than in the other, or
                an unknown word among the settings.
        """
        X, y = match_rows(X=X, y=y)
        coding = coding_of(y)
        targets = coding.targets(y)
        inputs = self._inputs(X, reset=True)
        check_consistent_length(inputs, targets)
        if len(inputs) == 1:
            raise DataError(
                "1 sample, of which nothing can be held out to choose on",
                where="X",
                remedy="give more rows",
            )
        rows = np.arange(1, len(inputs) + 1)  # so that a finding names the row of X
        dataset = Dataset(inputs, targets, coding.labels, source="X", lines=rows)
        seed = self._seed()
        train, validation = split_off(dataset, share=self.validation_share, seed=seed)
        self.run_: Run = train_run(Splits(train, validation), self._job(seed))
        self.coding_, self.classes_ = coding, coding.classes
        if self.run_.model.interrupted:
            warnings.warn("interrupted: the best model up to then is kept", stacklevel=2)
        return self

    @property
    def findings_(self) -> tuple[Finding, ...]:
        """What the audit of data, model and scores found in `fit`, the worst first."""
        check_is_fitted(self)
        return self.run_.findings

    @property
    def thresholds_(self) -> Thresholds:
        """From which score on each label is given."""
        check_is_fitted(self)
        return self.run_.thresholds

    def predict(self, X: Any) -> NDArray[Any]:
        """Which labels each row is given: (n_rows, n_labels) of 0 and 1.

        After a y of one value a row, (n_rows,) of these values.
        """
        scores = self._scores(X)
        return self.coding_.decoded(self.thresholds_.decide(scores))

    def predict_labels(self, X: Any) -> list[tuple[str, ...]]:
        """Label names of each row."""
        check_is_fitted(self)
        return self.run_.predict(self._inputs(X))

    def predict_proba(self, X: Any) -> Floats:
        """How sure the model is of each label: (n_rows, n_labels), 0 to 1; a row sums to anything.

        The decisions of `predict` are these scores against `thresholds_`. After a y of one value a
        row, (n_rows, 2): without the label, with it.
        """
        scores = self._scores(X)
        return self.coding_.probabilities(scores)

    def score(self, X: Any, y: Any, sample_weight: Any = None) -> float:
        """Share of rows whose labels are all right, 0 to 1, as scikit-learn's classifiers have it.

        It is `subset_accuracy` and strict; `evaluate` tells every other number.
        """
        X, y, sample_weight = match_rows(X=X, y=y, sample_weight=sample_weight)
        targets, scores = self._pair(X, y)
        evaluation = evaluate(targets, scores, self.thresholds_, sample_weight=sample_weight)
        return float(evaluation["subset_accuracy"])

    def evaluate(self, X: Any, y: Any) -> Evaluation:
        """Every number on rows that were not fitted.

        Args:
            X: as in `fit`.
            y: as in `fit`; a label that was not fitted is refused.
        """
        return self.run_.evaluate(*self._pair(X, y))

    def write_report(self, path: Path | str, X: Any, y: Any) -> Path:
        """Write a page with every number on these rows, the findings, and how it came about.

        Args:
            path: the file; one that is there is replaced.
            X: rows that were not fitted.
            y: their labels.
        """
        check_is_fitted(self)
        X, y = match_rows(X=X, y=y)
        part = Dataset(self._inputs(X), self.coding_.targets(y), self.coding_.labels, source="X")
        run = judged(self.run_, part, self.run_.model.score(part.inputs))
        return write_run_report(path, run, title=type(self).__name__)

    def _seed(self) -> int:
        if isinstance(self.random_state, Integral):
            check_seed(self.random_state, name="random_state")
            return int(self.random_state)
        return int(check_random_state(self.random_state).randint(np.iinfo(np.int32).max))

    def _job(self, seed: int) -> Job:
        settings = {
            name: value
            for name, value in self.get_params(deep=False).items()
            if value is None or isinstance(value, str | int | float)
        }
        return Job(
            model=self.model,
            metric=self.metric,
            scope=self.scope,
            monitor=self.monitor,
            seed=seed,
            effort=Effort(self.epochs, self.batch_size, self.patience, self.learning_rate),
            with_validation=self.refit,
            settings=settings,
        )

    def _inputs(self, X: Any, *, reset: bool = False) -> Inputs:
        return as_inputs(self, X, signals=self.model == "conv1d", reset=reset)

    def _scores(self, X: Any) -> Floats:
        check_is_fitted(self)
        return self.run_.model.score(self._inputs(X))

    def _pair(self, X: Any, y: Any) -> tuple[csr_array, Floats]:
        X, y = match_rows(X=X, y=y)
        scores = self._scores(X)
        return self.coding_.targets(y), scores

    def __sklearn_tags__(self) -> Tags:
        """What it can do, for scikit-learn."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = tags.input_tags.allow_nan = True
        tags.target_tags.multi_output = True
        tags.classifier_tags.multi_class, tags.classifier_tags.multi_label = False, True
        return tags
