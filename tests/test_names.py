"""What is public exists, is documented, and hides nothing; importing costs nothing."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import multihot as mh

PACKAGES = ["multihot"] + [
    module.name for module in pkgutil.walk_packages(mh.__path__, prefix="multihot.") if module.ispkg
]
MODULES = [module.name for module in pkgutil.walk_packages(mh.__path__, prefix="multihot.")]


def public(package: str) -> dict[str, object]:
    module = importlib.import_module(package)
    return {name: getattr(module, name) for name in getattr(module, "__all__", ())}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_exported_name_hides_a_module(package):
    folder = Path(importlib.import_module(package).__file__).parent
    modules = {module.name for module in pkgutil.iter_modules([str(folder)])}
    assert modules.isdisjoint(public(package))


@pytest.mark.parametrize("package", PACKAGES)
def test_every_exported_name_exists_once(package):
    names = getattr(importlib.import_module(package), "__all__", [])
    assert sorted(names) == sorted(public(package))


@pytest.mark.parametrize("package", PACKAGES)
def test_every_exported_function_and_class_has_a_docstring(package):
    silent = [
        name
        for name, value in public(package).items()
        if (inspect.isfunction(value) or inspect.isclass(value)) and not value.__doc__
    ]
    assert silent == []


@pytest.mark.parametrize("module", sorted({*PACKAGES, *MODULES} - {"multihot.__main__"}))
def test_every_module_says_what_it_is(module):
    assert importlib.import_module(module).__doc__


def test_every_name_that_a_type_checker_sees_is_there_and_no_other():
    source = Path(mh.__file__).read_text(encoding="utf-8")
    seen = {
        line.split(" as ")[1]
        for line in source.splitlines()
        if line.startswith("    from multihot.")
    }
    assert {*seen, "__version__"} == set(mh.__all__)


def test_the_names_are_listed_for_completion():
    assert dir(mh) == sorted(mh.__all__)
    assert {"evaluate", "train", "LabelSpace", "__version__"} <= set(dir(mh))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'multihot' has no attribute 'evalute'"):
        _ = mh.evalute


def test_importing_multihot_imports_nothing_heavy():
    told = subprocess.run(
        [sys.executable, "-c", "import sys, multihot; print(*sorted(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "multihot" in told
    assert {"keras", "jax", "sklearn", "scipy.sparse", "numpy", "pandas"}.isdisjoint(told)


def test_judging_needs_neither_keras_nor_scikit_learn():
    told = subprocess.run(
        [sys.executable, "-c", "import sys, multihot as mh; mh.evaluate; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "multihot.evaluation" in told
    assert {"keras", "jax", "sklearn", "pandas"}.isdisjoint(told)
