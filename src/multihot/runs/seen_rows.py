"""The rows that a run was trained on, chosen by and judged by, as hashes of their inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multihot.data import Inputs, Splits
from multihot.errors import DataError
from multihot.facts.repeating import input_keys
from multihot.runs.row_origins import ORIGINS, RowOrigins

_KEY_BYTES = _DIGEST_BYTES = 16
_HASH_BYTES = 8
_PARTS = ("train", "validation", "test")


@dataclass(frozen=True, eq=False)
class SeenRows:
    """Which rows a run has seen and for what, so that other rows can be told from them.

    Of each row there is a hash of its inputs (a row is known whatever its labels say), keyed by a
    hash of all rows together: the same training keeps the same, and a table of hashes that was
    made for other data is of no use. With n rows kept, a new row is taken for one of them with
    probability n / 2^64. Rows are the same where `input_keys` says so.

    Args:
        key: (16,) bytes.
        train: hashes of the rows that were trained on, sorted; so are the others.
        validation: of those that chose step, model and thresholds.
        test: of those that the run's own numbers are made of.
        refit: whether the model was fitted once more on train and validation together.

    Source of the hash: BLAKE2b with a key, RFC 7693.

    >>> from multihot.data import Dataset, Texts
    >>> from multihot.labels import LabelSpace
    >>> space = LabelSpace(("war",))
    >>> def part(*texts): return Dataset(Texts(texts), space.encode([["war"]] * len(texts)), space)
    >>> seen = SeenRows.of(Splits(part("a", "b"), part("c")), refit=False)
    >>> seen.origins(Texts(("c", "b", "z"))).names()
    ['validation', 'train', 'new']
    """

    key: NDArray[np.uint8]
    train: NDArray[np.uint64]
    validation: NDArray[np.uint64]
    test: NDArray[np.uint64]
    refit: bool

    @classmethod
    def of(cls, splits: Splits, *, refit: bool) -> SeenRows:
        """The rows of train and validation; `with_test` adds those that it is judged by."""
        train, validation = (_digests(part.inputs) for part in (splits.train, splits.validation))
        key = blake2b(train + validation, digest_size=_KEY_BYTES).digest()
        return cls(
            key=np.frombuffer(key, dtype=np.uint8),
            train=np.sort(_keyed(train, key)),
            validation=np.sort(_keyed(validation, key)),
            test=np.zeros(0, dtype=np.uint64),
            refit=refit,
        )

    @property
    def name(self) -> str:
        """The key in hexadecimal letters, by which a run knows its own rows."""
        return self.key.tobytes().hex()

    def with_test(self, inputs: Inputs) -> SeenRows:
        """The same, judged by these rows."""
        return replace(self, test=np.sort(self._hashes(inputs)))

    def origins(self, inputs: Inputs) -> RowOrigins:
        """What the run has seen each row for; one that it has seen twice, for the worse.

        Args:
            inputs: rows with the columns of training, in their order.
        """
        hashes = self._hashes(inputs)
        codes = np.zeros(len(hashes), dtype=np.int8)
        for name in reversed(_PARTS):
            codes[_among(getattr(self, name), hashes)] = ORIGINS.index(name)
        return RowOrigins(codes, refit=self.refit)

    def to_arrays(self) -> dict[str, Any]:
        """As an archive of arrays can hold it."""
        return {**vars(self), "refit": np.array(self.refit)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any]) -> SeenRows:
        """What `to_arrays` gave.

        Raises:
            DataError: arrays of another kind.
        """
        key, refit = arrays["key"], arrays["refit"]
        hashes = [arrays[name] for name in _PARTS]
        kinds = [(key.dtype, key.shape), (refit.dtype, refit.shape)]
        wrong = kinds != [(np.uint8, (_KEY_BYTES,)), (np.bool_, ())]
        if wrong or not all(map(_are_sorted_hashes, hashes)):
            raise DataError(
                "holds other arrays than a key and sorted hashes of rows",
                remedy="take a copy of the file, or train again",
            )
        train, validation, test = hashes
        return cls(key, train, validation, test, refit=bool(refit))

    def _hashes(self, inputs: Inputs) -> NDArray[np.uint64]:
        return _keyed(_digests(inputs), self.key.tobytes())


def _digests(inputs: Inputs) -> bytes:
    """Sixteen bytes of each row, one after the other."""
    rows = bytearray()  # a list of them would take four times the room
    for content in input_keys(inputs):
        rows += blake2b(content, digest_size=_DIGEST_BYTES).digest()
    return bytes(rows)


def _keyed(digests: bytes, key: bytes) -> NDArray[np.uint64]:
    hashes = bytearray()
    for start in range(0, len(digests), _DIGEST_BYTES):
        row = digests[start : start + _DIGEST_BYTES]
        hashes += blake2b(row, digest_size=_HASH_BYTES, key=key).digest()
    return np.frombuffer(bytes(hashes), dtype="<u8").astype(np.uint64)


def _among(known: NDArray[np.uint64], hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which hashes are among the known ones; those are sorted, which is faster than `isin`."""
    if not len(known):
        return np.zeros(len(hashes), dtype=bool)
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.asarray(known[places] == hashes)


def _are_sorted_hashes(array: NDArray[Any]) -> bool:
    kind = array.dtype == np.uint64 and array.ndim == 1
    return bool(kind and (array[:-1] <= array[1:]).all())
