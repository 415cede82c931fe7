"""A state as a few kilobytes, to send or to keep."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multihot.errors import DataError, option
from multihot.metrics import (
    CalibrationSums,
    ExactSums,
    KeptScores,
    LabelCounts,
    LabelFrequencies,
    RankSums,
    ScoreBins,
    SetCounts,
)
from multihot.thresholds import Thresholds

if TYPE_CHECKING:
    from multihot.evaluation.states import EvaluationState

FORMAT = 1
_BINS = ("true", "known")
_SETS = ("kinds", "rows", "n_rows")
_DAMAGED = (KeyError, TypeError, ValueError, AttributeError, EOFError, OSError, zipfile.BadZipFile)

Arrays = dict[str, NDArray[Any]]


def packed(state: EvaluationState) -> bytes:
    """The state as an archive of arrays and one JSON text; no pickle.

    Raises:
        DataError: the state keeps scores, which are no few kilobytes.
    """
    if isinstance(state.areas, KeptScores):
        raise DataError(
            "this state keeps all scores for exact areas",
            where="EvaluationState",
            remedy=f"make it with {option('areas', value='bins')} or "
            f"{option('areas', value='none')} to write it down",
        )
    arrays: Arrays = {"thresholds": state.thresholds.values}
    arrays |= dict(zip(("tp", "fp", "fn", "tn"), state.labels.fields(), strict=True))
    facts: dict[str, Any] = {
        "format": FORMAT,
        "n_rows": state.n_rows,
        "threshold_metric": state.thresholds.metric,
        "threshold_labels": state.thresholds.labels,
        "names": state.names,
    }
    for name, sets in (("sets", state.sets), ("usual", state.usual)):
        if sets is not None:
            arrays |= {f"{name}_{part}": getattr(sets, part) for part in _SETS}
    if state.rows is not None:
        facts["rows"] = _of_rows(state.rows)
        arrays["n_lost"] = state.rows.n_lost
    if state.calibration is not None:
        facts["losses"] = _of_sums(state.calibration.losses)
        arrays |= {"gaps": state.calibration.gaps, "n_known": state.calibration.n_known}
    if state.areas is not None:
        arrays |= _of_bins(state.areas)
    if state.trained is not None:
        arrays["trained"] = np.asarray(state.trained.positives)
        facts["trained_rows"] = state.trained.n_rows
    text = np.frombuffer(json.dumps(facts).encode(), dtype=np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, facts=text, **arrays)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, Any]:
    """The fields of the state that `packed` wrote.

    Raises:
        DataError: not such an archive, a damaged one, or one of a newer version.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = dict(archive)
        facts = json.loads(arrays["facts"].tobytes())
        if facts["format"] > FORMAT:
            raise DataError(
                f"written in format {facts['format']}, this version reads up to {FORMAT}",
                where="EvaluationState",
                remedy="update multihot",
            )
        return _fields(arrays, facts)
    except _DAMAGED as error:
        if isinstance(error, DataError):
            raise
        raise DataError(
            f"not an evaluation state ({error})",
            where="EvaluationState",
            remedy="pass the bytes that to_bytes() gave, all of them",
        ) from error


def _fields(arrays: Arrays, facts: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "thresholds": Thresholds.kept(
            arrays["thresholds"], facts["threshold_metric"], facts.get("threshold_labels", ())
        ),
        "n_rows": facts["n_rows"],
        "labels": LabelCounts(*(arrays[name] for name in ("tp", "fp", "fn", "tn"))),
        "names": tuple(facts.get("names", ())),
    }
    for name in ("sets", "usual"):
        if f"{name}_kinds" in arrays:
            fields[name] = SetCounts(*(arrays[f"{name}_{part}"] for part in _SETS))
    if "rows" in facts:
        fields["rows"] = _to_rows(facts["rows"], arrays["n_lost"])
    if "losses" in facts:
        losses = _to_sums(facts["losses"])
        fields["calibration"] = CalibrationSums(losses, arrays["gaps"], arrays["n_known"])
    if "bins_n_true" in arrays:
        fields["areas"] = _to_bins(arrays)
    if "trained" in arrays:
        fields["trained"] = LabelFrequencies(arrays["trained"], facts["trained_rows"])
    return fields


def _of_rows(rows: RankSums) -> dict[str, Any]:
    sums = {"sums": rows.sums, "defined": rows.defined, "total": rows.total}
    return {"names": rows.names, **{name: _of_sums(each) for name, each in sums.items()}}


def _to_rows(facts: dict[str, Any], n_lost: NDArray[Any]) -> RankSums:
    sums, defined, total = (_to_sums(facts[name]) for name in ("sums", "defined", "total"))
    return RankSums(tuple(facts["names"]), sums, defined, total, n_lost)


def _of_sums(sums: ExactSums) -> list[str]:
    return [hex(whole) for whole in sums.wholes]


def _to_sums(digits: list[str]) -> ExactSums:
    return ExactSums(np.array([int(each, 16) for each in digits], dtype=object))


def _of_bins(bins: ScoreBins) -> Arrays:
    arrays = {"bins_n_true": bins.n_true, "bins_n_known": bins.n_known}
    for name in _BINS:
        table: csr_array = getattr(bins, name)
        arrays |= {
            f"bins_{name}_data": table.data,
            f"bins_{name}_indices": table.indices,
            f"bins_{name}_indptr": table.indptr,
            f"bins_{name}_shape": np.array(table.shape),
        }
    return arrays


def _to_bins(arrays: Arrays) -> ScoreBins:
    true, known = (
        csr_array(
            tuple(arrays[f"bins_{name}_{part}"] for part in ("data", "indices", "indptr")),
            shape=tuple(arrays[f"bins_{name}_shape"]),
        )
        for name in _BINS
    )
    return ScoreBins(true, known, arrays["bins_n_true"], arrays["bins_n_known"])
