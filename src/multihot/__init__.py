"""Multi-label classification on Keras 3: train it, choose its decisions, trust the numbers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multihot.auditing import audit as audit
    from multihot.data import Dataset as Dataset
    from multihot.data import Signals as Signals
    from multihot.data import Splits as Splits
    from multihot.data import Table as Table
    from multihot.data import Texts as Texts
    from multihot.data import align as align
    from multihot.data import describe as describe
    from multihot.data import split as split
    from multihot.data import split_by_fold as split_by_fold
    from multihot.data import split_off as split_off
    from multihot.errors import DataError as DataError
    from multihot.errors import MissingExtra as MissingExtra
    from multihot.errors import MultihotError as MultihotError
    from multihot.errors import OutputError as OutputError
    from multihot.errors import ShapeError as ShapeError
    from multihot.estimator import MultiLabelClassifier as MultiLabelClassifier
    from multihot.evaluation import Evaluation as Evaluation
    from multihot.evaluation import EvaluationState as EvaluationState
    from multihot.evaluation import evaluate as evaluate
    from multihot.identification import Identification as Identification
    from multihot.identification import identify as identify
    from multihot.io import CsvForm as CsvForm
    from multihot.io import IndicatorColumns as IndicatorColumns
    from multihot.io import LabelColumn as LabelColumn
    from multihot.io import LabelLiteral as LabelLiteral
    from multihot.io import MekaLabels as MekaLabels
    from multihot.io import MulanLabels as MulanLabels
    from multihot.io import SignalColumns as SignalColumns
    from multihot.io import TableColumns as TableColumns
    from multihot.io import TextColumns as TextColumns
    from multihot.io import read_arff as read_arff
    from multihot.io import read_csv as read_csv
    from multihot.io import read_jsonl as read_jsonl
    from multihot.io import read_npz as read_npz
    from multihot.io import read_parquet as read_parquet
    from multihot.io import read_sigma_rules as read_sigma_rules
    from multihot.io import read_svmlight as read_svmlight
    from multihot.labels import LabelSpace as LabelSpace
    from multihot.metrics import LabelCounts as LabelCounts
    from multihot.metrics import LabelFrequencies as LabelFrequencies
    from multihot.nn import TrainedModel as TrainedModel
    from multihot.report import Story as Story
    from multihot.report import write_report as write_report
    from multihot.rules import Finding as Finding
    from multihot.runs import Run as Run
    from multihot.runs import load_run as load_run
    from multihot.runs import save_run as save_run
    from multihot.thresholds import Thresholds as Thresholds
    from multihot.thresholds import choose_thresholds as choose_thresholds
    from multihot.training import Effort as Effort
    from multihot.training import refit as refit
    from multihot.training import train as train

__version__ = "0.1.0"

# Names are looked up when first used, so that importing multihot imports nothing heavy.
_HOMES = {
    "auditing": "audit",
    "data": ("Dataset Signals Splits Table Texts align describe split split_by_fold split_off"),
    "errors": "DataError MissingExtra MultihotError OutputError ShapeError",
    "estimator": "MultiLabelClassifier",
    "evaluation": "Evaluation EvaluationState evaluate",
    "identification": "Identification identify",
    "io": (
        "CsvForm IndicatorColumns LabelColumn LabelLiteral MekaLabels MulanLabels SignalColumns "
        "TableColumns TextColumns read_arff read_csv read_jsonl read_npz read_parquet "
        "read_sigma_rules read_svmlight"
    ),
    "labels": "LabelSpace",
    "metrics": "LabelCounts LabelFrequencies",
    "nn": "TrainedModel",
    "report": "Story write_report",
    "rules": "Finding",
    "runs": "Run load_run save_run",
    "thresholds": "Thresholds choose_thresholds",
    "training": "Effort refit train",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = sorted([*_HOME_OF, "__version__"])


# what is reached by its folder: mh.metrics.f1, mh.nn.metrics.F1
_FOLDERS = ("metrics", "nn")


def __getattr__(name: str) -> Any:
    if name in _FOLDERS:
        return import_module(f"multihot.{name}")
    if name in _HOME_OF:
        return getattr(import_module(f"multihot.{_HOME_OF[name]}"), name)
    raise AttributeError(f"module 'multihot' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
