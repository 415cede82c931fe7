"""NumPy archives: one array of features, one of targets, perhaps one of label names."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from multihot.arrays import as_targets
from multihot.data import Dataset, Table, align
from multihot.errors import DataError, ShapeError, did_you_mean, either, listed
from multihot.io.opening import open_bytes
from multihot.labels import LabelSpace

# what zipfile raises for an archive that is damaged, encrypted or of another method
_DAMAGED = (zipfile.BadZipFile, OSError, RuntimeError)


def read_npz(
    path: Path | str,
    *,
    features: str,
    labels: str,
    label_names: str | None = None,
    packed_bits: bool = False,
    space: LabelSpace | None = None,
) -> Dataset:
    """Read a table of numbers and its targets from an archive that `numpy.savez` wrote.

    Args:
        path: `.npz` file; pickled objects in it are refused, not run.
        features: name of the array (n_rows, n_features) of numbers; NaN is a gap.
        labels: name of the array (n_rows, n_labels); 1, 0, or NaN where nobody knows.
        label_names: name of the array (n_labels,) of str; by default, "0" to "n_labels - 1".
        packed_bits: features are bytes (uint8) of eight bits each, as `numpy.packbits(axis=1)`
            makes them; n_features is then eight times the number of bytes.
        space: label space to bring the targets into; by default, the labels of the file.

    Raises:
        DataError: not an archive, no such array, an array of something else, or rows have
            labels that are not in `space`.
        ShapeError: the arrays do not belong together.
    """
    with open_bytes(Path(path)) as file:
        archive = _Archive(str(path), _load(file, str(path)))
        numbers = archive.bits(features) if packed_bits else archive.numbers(features)
        targets = as_targets(archive.array(labels, ndim=2), name=archive.place(labels))
        names = None if label_names is None else archive.names(label_names)
    known = names or tuple(str(column) for column in range(targets.shape[1]))
    dataset = Dataset(Table.of_numbers(numbers), targets, LabelSpace(known), source=str(path))
    return dataset if space is None else align(dataset, space)


@dataclass(frozen=True, eq=False)
class _Archive:
    path: str
    arrays: NpzFile

    def place(self, name: str) -> str:
        """An array as Python would write it: `tox21.npz['Y']`."""
        return f"{self.path}[{name!r}]"

    def array(self, name: str, *, ndim: int) -> NDArray[Any]:
        """One array of so many dimensions."""
        if name not in self.arrays.files:
            raise DataError(
                f"no array {name!r}. {did_you_mean(name, self.arrays.files)}".rstrip(),
                where=self.path,
                remedy=f"name one of those in the file: {listed(self.arrays.files)}",
            )
        array = _unpickled(self.arrays, name, self.place(name))
        if array.ndim != ndim:
            wanted = "(n_rows, n_columns)" if ndim > 1 else "(n_labels,)"
            raise ShapeError(
                f"shape {array.shape}", where=self.place(name), remedy=f"save it as {wanted}"
            )
        return array

    def numbers(self, name: str) -> NDArray[Any]:
        """Features as float32, or float64 where float32 would round them."""
        array = self.array(name, ndim=2)
        if array.dtype.kind not in "biuf":
            raise DataError(
                f"has dtype {array.dtype}", where=self.place(name), remedy="save numbers"
            )
        infinite = np.isinf(array)
        if infinite.any():
            row, column = (int(place) for place in np.argwhere(infinite)[0])
            raise DataError(
                f"{array[row, column]} in row {row}, column {column}",
                where=self.place(name),
                remedy="save a finite number, or NaN for a gap",
            )
        return array.astype(np.promote_types(array.dtype, np.float32), copy=False)

    def bits(self, name: str) -> NDArray[Any]:
        """Features that eight to a byte were packed, as float32 0 and 1."""
        array = self.array(name, ndim=2)
        if array.dtype != np.uint8:
            raise DataError(
                f"has dtype {array.dtype}, packed bits have uint8",
                where=self.place(name),
                remedy=either(python="leave packed_bits out", command="leave --packed-bits out")
                + ", or save `numpy.packbits(bits, axis=1)`",
            )
        return np.unpackbits(array, axis=1).astype(np.float32)

    def names(self, name: str) -> tuple[str, ...]:
        """Label names."""
        array = self.array(name, ndim=1)
        if array.dtype.kind != "U":
            raise DataError(
                f"has dtype {array.dtype}, names are str",
                where=self.place(name),
                remedy="save `numpy.array(names, dtype=str)`",
            )
        return tuple(array.tolist())


def _load(file: Any, path: str) -> NpzFile:
    try:
        loaded = np.load(file, allow_pickle=False)
    except (ValueError, *_DAMAGED) as error:
        raise _no_archive(path) from error
    if not isinstance(loaded, NpzFile):
        raise _no_archive(path)
    return loaded


def _no_archive(path: str) -> DataError:
    return DataError(
        "not a NumPy archive, or a damaged one",
        where=path,
        remedy="fetch it again, or save the arrays with numpy.savez",
    )


def _unpickled(arrays: NpzFile, name: str, where: str) -> NDArray[Any]:
    try:
        array = arrays[name]
    except ValueError as error:
        raise DataError(
            f"holds Python objects, or cannot be read ({error})",
            where=where,
            remedy="save it as numbers or str: `numpy.array(values, dtype=...)`",
        ) from error
    except _DAMAGED as error:
        raise _no_archive(where) from error
    return np.asarray(array)
