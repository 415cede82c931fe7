"""Which Keras a script is for is known from what decides it, and from nothing less."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from multihot.errors import DataError
from multihot.source.reading import read_script, read_text
from multihot.source.versions import parse_keras

TF_KERAS = "from tensorflow.keras.models import Sequential\n"
KERAS = "from keras.models import Sequential\n"


def told(text: str) -> tuple[str, tuple[int, int] | None] | None:
    keras = read_text(text).keras
    return None if keras is None else (keras.flavour, keras.version)


def project(folder: Path, file: str, lines: str, script: str = TF_KERAS) -> tuple[object, str]:
    """The version of a script beside a file of requirements, and the line that decides it."""
    (folder / ".git").mkdir(exist_ok=True)
    (folder / file).write_text(lines, encoding="utf-8")
    (folder / "train.py").write_text(script, encoding="utf-8")
    keras = read_script(folder / "train.py").keras
    return keras.version, keras.place.text


@pytest.mark.parametrize(
    ("text", "flavour"),
    [
        ("import keras", "keras"),
        ("from keras.layers import Dense", "keras"),
        ("import keras.backend as K", "keras"),
        ("import tensorflow as tf\nmodel = tf.keras.Sequential()", "tf.keras"),
        ("import tensorflow as tf", "tf.keras"),
        ("from tensorflow import keras", "tf.keras"),
        ("from tensorflow import keras as K", "tf.keras"),
        ("import tensorflow.keras as keras", "tf.keras"),
        ("from tensorflow.python.keras.layers import Dense", "tf.keras"),
        ("from keras.utils import to_categorical\n" + TF_KERAS, "tf.keras"),
        ("from tensorflow.keras.utils import to_categorical\n" + KERAS, "keras"),
        ("from keras.datasets import mnist\nimport tensorflow as tf\ntf.keras.Model()", "tf.keras"),
        ("import tensorflow as tf\nfrom keras import Model\ntf.reduce_sum(x)", "keras"),
        ("def build():\n    import keras", "keras"),
    ],
)
def test_the_flavour_is_that_of_the_models(text, flavour):
    assert told(text) == (flavour, None)


@pytest.mark.parametrize("text", ["import numpy", "from .keras import x", "keras = 3", ""])
def test_no_import_is_no_keras(text):
    assert told(text) is None


def test_the_place_is_the_import():
    place = read_text("import numpy\nimport keras\n", "train.py").keras.place
    assert str(place) == "train.py:2:1"


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("import keras_core as keras", (3, 15)),
        ("from keras import ops, layers", (3, 15)),
        ("import keras\nkeras.ops.sum(x)", (3, 15)),
        (KERAS + "model.fit(x, y, nb_epoch=3)", (1, 2)),
        (KERAS + "model.fit(x, y, nb_epoch=3)\nmodel.fit(x, y, epochs=3)", None),
        (KERAS + "model.fit(x, y, epochs=3)\nmodel.predict_classes(x)", None),
    ],
)
def test_names_that_came_or_went_date_a_script_where_they_decide(text, version):
    assert told(text) == ("keras", version)


def test_a_session_is_tensorflow_1():
    assert told("import tensorflow as tf\ntf.Session()\ntf.keras.Model()") == ("tf.keras", (1, 15))
    assert told("import tensorflow as tf\ntf.compat.v1.Session()") == ("tf.keras", None)


def test_tf_keras_is_keras_2_whatever_tensorflow_it_is():
    assert told("import tf_keras as keras") == ("keras", (2, 15))
    legacy = "import os\nos.environ['TF_USE_LEGACY_KERAS'] = '1'\nimport tensorflow as tf"
    assert told(legacy) == ("keras", (2, 15))


@pytest.mark.parametrize(
    ("file", "line", "version"),
    [
        ("requirements.txt", "tensorflow==2.8.0", (2, 8)),
        ("requirements.txt", "tensorflow-gpu == 2.3.1  # old card", (2, 3)),
        ("requirements.txt", "tensorflow[and-cuda]~=2.8.1", (2, 8)),
        ("requirements.txt", "tensorflow>=2.4,<2.9", (2, 8)),
        ("requirements.txt", "tensorflow>=2.4,<2.16", None),
        ("requirements.txt", "tensorflow>2.1", None),
        ("requirements.txt", "tensorflow<2", (1, 15)),
        ("requirements.txt", "tensorflow==2.*", None),
        ("requirements.txt", "tensorflow==2.3.*", (2, 3)),
        ("requirements.txt", "tensorflow!=2.3", None),
        ("requirements.txt", "tensorflow>=2.16; python_version > '3.8'", (2, 21)),
        ("requirements.txt", "tensorflow_cpu===2.2.0", (2, 2)),
        ("requirements.txt", "tensorflow-datasets==2.8.0", None),
        ("requirements.txt", "# tensorflow==2.8.0", None),
        ("requirements.txt", "tensorflow", None),
        ("requirements-gpu.txt", "tensorflow==2.8.0", (2, 8)),
        ("pyproject.toml", 'dependencies = ["numpy", "tensorflow>=2.2,<2.12.1"]', (2, 12)),
        ("pyproject.toml", 'tensorflow = "~2.8"', (2, 8)),
        ("pyproject.toml", 'tensorflow = "^2.8"', None),
        ("pyproject.toml", 'tensorflow = {version = "2.8.0", optional = true}', (2, 8)),
        ("Pipfile", 'tensorflow = "==2.8.0"', (2, 8)),
        ("Pipfile", 'tensorflow = "*"', None),
        ("setup.cfg", "    tensorflow>=2.2,<=2.9", (2, 9)),
        ("environment.yml", "  - tensorflow=2.3.0=py38", (2, 3)),
        ("environment.yaml", "  - pip:\n    - tensorflow==2.3", (2, 3)),
        ("requirements.txt", "keras==2.8.0", (2, 8)),
        ("requirements.txt", "keras>=3", (2, 21)),
        ("requirements.txt", "keras==2.2.4", None),
    ],
)
def test_requirements_say_the_version_where_all_they_allow_is_one_generation(
    tmp_path, file, line, version
):
    found, place = project(tmp_path, file, f"{line}\n")
    assert found == version
    assert place == (line.splitlines()[-1] if version else TF_KERAS.strip())


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("keras==2.2.4", (2, 2)),
        ("Keras==2.3.1", (2, 3)),
        ("keras>=3.0,<3.6", (3, 5)),
        ("keras<3", None),
        ("tensorflow==2.8", (2, 8)),
        ("tensorflow>=2.16.1", (3, 15)),
        ("tensorflow==1.15", None),
        ("tensorflow==2.3\nkeras==2.3.1", (2, 3)),
    ],
)
def test_keras_beside_tensorflow_is_the_one_that_came_with_it(tmp_path, line, version):
    assert project(tmp_path, "requirements.txt", line, KERAS)[0] == version


def test_lines_that_differ_allow_all_that_any_of_them_allows(tmp_path):
    lines = "tensorflow==2.8; sys_platform == 'win32'\ntensorflow==2.10; sys_platform != 'win32'"
    assert project(tmp_path, "requirements.txt", lines)[0] == (2, 10)
    assert project(tmp_path, "requirements.txt", lines + "\ntensorflow==2.16")[0] is None


def test_names_narrow_what_requirements_allow(tmp_path):
    old = KERAS + "model.fit(x, y, nb_epoch=3)"
    assert project(tmp_path, "requirements.txt", "keras<2.1", old)[0] == (1, 2)
    assert project(tmp_path, "requirements.txt", "keras==2.1", old)[0] == (2, 1)


def test_requirements_are_looked_for_in_the_folders_above(tmp_path):
    (tmp_path / "requirements.txt").write_text("tensorflow==2.8", encoding="utf-8")
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    for folder in (deep, deep / "d"):
        folder.mkdir(exist_ok=True)
        (folder / "train.py").write_text(TF_KERAS, encoding="utf-8")
    assert read_script(deep / "train.py").keras.version == (2, 8)
    assert read_script(deep / "d" / "train.py").keras.version is None


def test_requirements_above_the_repository_are_not_its_own(tmp_path):
    (tmp_path / "requirements.txt").write_text("tensorflow==2.8", encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    assert project(inner, "README.md", "")[0] is None


def test_requirements_that_cannot_be_read_say_nothing(tmp_path):
    (tmp_path / "requirements-old.txt").write_bytes(b"tensorflow==2.8 # caf\xe9")
    assert project(tmp_path, "README.md", "")[0] is None


def test_an_install_in_a_notebook_comes_before_requirements(tmp_path):
    (tmp_path / "requirements.txt").write_text("tensorflow==2.8", encoding="utf-8")
    sources = ["# films", "!pip install -q numpy tensorflow==2.1 keras", TF_KERAS]
    cells = [{"cell_type": "code", "source": source} for source in sources]
    (tmp_path / "films.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    keras = read_script(tmp_path / "films.ipynb").keras
    assert (keras.flavour, keras.version) == ("tf.keras", (2, 1))
    assert str(keras.place) == f"{tmp_path / 'films.ipynb'}:cell 2:1:1"


def test_an_option_comes_before_everything(tmp_path):
    (tmp_path / "train.py").write_text("import keras_core as keras", encoding="utf-8")
    given = parse_keras("2.8")
    assert read_script(tmp_path / "train.py", keras=given).keras == given
    assert read_text("import keras", keras=given).keras == given


@pytest.mark.parametrize(
    ("text", "flavour", "version"),
    [
        ("2.8", "keras", (2, 8)),
        ("3", "keras", (3, 15)),
        ("3.5", "keras", (3, 5)),
        ("3.99", "keras", (3, 99)),
        ("1.2", "keras", (1, 2)),
        ("keras 2.3", "keras", (2, 3)),
        ("keras==2.2.4", "keras", (2, 2)),
        ("tf2.1", "tf.keras", (2, 1)),
        ("TF 2.1", "tf.keras", (2, 1)),
        ("tf.keras 2.4", "tf.keras", (2, 4)),
        ("tensorflow==2.16.1", "tf.keras", (2, 16)),
        ("tensorflow 1.15", "tf.keras", (1, 15)),
    ],
)
def test_an_option_names_a_version(text, flavour, version):
    keras = parse_keras(text)
    assert (keras.flavour, keras.version) == (flavour, version)
    assert str(keras.place) == f"--keras {text}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("new", "no version of Keras: 'new'"),
        ("", "no version of Keras: ''"),
        ("tf", "no version of Keras: 'tf'"),
        ("torch 2.1", "no version of Keras: 'torch 2.1'"),
        ("2", "'2' is several generations of Keras"),
        ("tf2", "'tf2' is several generations of Keras"),
        ("2.16", "there is no Keras '2.16'; TensorFlow 2.16 is tf2.16"),
        ("4", "there is no Keras '4'"),
        ("tf3.1", "there is no Keras 'tf3.1'"),
    ],
)
def test_an_option_that_names_no_version_is_refused(text, problem):
    with pytest.raises(DataError, match=r"write the version such as 3\.5, ") as refusal:
        parse_keras(text)
    assert refusal.value.problem.startswith(problem)
