"""`mh.audit` asks the rules about whatever it is given."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from scipy.sparse import csr_array

import multihot as mh
from multihot.nn import load_keras

SCRIPT = """\
from keras import Sequential
from keras.layers import Dense

model = Sequential([Dense(10, activation="softmax")])
model.compile("adam", loss="binary_crossentropy")  # SUFFIX
"""


def script(tmp_path, suffix="", name="train.py"):
    file = tmp_path / name
    file.write_text(SCRIPT.replace("# SUFFIX", suffix), encoding="utf-8")
    return file


def rules(findings):
    return {finding.rule for finding in findings}


def test_nothing_at_hand_is_nothing_found():
    assert mh.audit() == ()


def test_a_script_is_read_and_its_findings_name_the_file_as_it_was_given(tmp_path):
    file = script(tmp_path)
    (finding,) = mh.audit(source=file)
    assert (finding.rule, finding.severity) == ("softmax-bce", "error")
    assert finding.place.file == str(file)
    assert 'Dense(10, activation="sigmoid")' in finding.code


def test_several_scripts_and_a_folder_are_read(tmp_path):
    first, second = script(tmp_path, name="a.py"), script(tmp_path, name="b.py")
    one_by_one = mh.audit(source=[first, second])
    assert [finding.place.file for finding in one_by_one] == [str(first), str(second)]
    assert mh.audit(source=tmp_path) == one_by_one


def test_a_script_is_never_run(tmp_path):
    file = tmp_path / "train.py"
    file.write_text("raise SystemExit('run')\nopen('made', 'w')\n", encoding="utf-8")
    assert mh.audit(source=file) == ()
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("suffix", ["# multihot: ignore[softmax-bce]", "# multihot: ignore"])
def test_a_line_that_says_so_is_ignored(tmp_path, suffix):
    where = SCRIPT.splitlines()[3]
    file = tmp_path / "train.py"
    file.write_text(SCRIPT.replace(where, f"{where}  {suffix}"), encoding="utf-8")
    assert mh.audit(source=file) == ()


def test_another_rule_is_not_ignored(tmp_path):
    where = SCRIPT.splitlines()[3]
    file = tmp_path / "train.py"
    file.write_text(
        SCRIPT.replace(where, f"{where}  # multihot: ignore[f1-argmax]"), encoding="utf-8"
    )
    assert rules(mh.audit(source=file)) == {"softmax-bce"}


def test_rules_are_selected_and_ignored_by_id_folder_and_severity(tmp_path):
    file = script(tmp_path)
    assert rules(mh.audit(source=file, select=["heads"])) == {"softmax-bce"}
    assert mh.audit(source=file, select=["metrics"]) == ()
    assert mh.audit(source=file, ignore=["softmax-bce"]) == ()
    assert mh.audit(source=file, ignore=["error"]) == ()


def test_targets_alone_are_judged():
    findings = mh.audit(targets=np.array([[1, -1], [-1, 1]]))
    assert findings[0].rule == "targets-not-binary"
    assert findings[0].severity == "error"


def test_scores_need_targets():
    with pytest.raises(mh.DataError, match="pass targets= as well"):
        mh.audit(scores=[[0.5]])


SCORES = [[0.9, 0.2], [0.7, 0.6]]


def test_decisions_are_judged_and_scores_among_them_are_found():
    (finding,) = mh.audit(targets=[[1, 0], [1, 1]], decisions=SCORES, select=["metrics"])
    assert (finding.rule, finding.subject) == ("unthresholded-scores", "decisions")
    assert mh.audit(targets=[[1, 0], [1, 1]], decisions=[[1, 0], [1, 1]], select=["metrics"]) == ()


def test_scores_and_decisions_are_both_judged():
    findings = mh.audit(
        targets=[[1, 0], [1, 1]],
        scores=SCORES,
        thresholds=0.8,
        decisions=[[1, 0], [1, 0]],
        select=["label-never-predicted"],
    )
    assert [finding.subject for finding in findings] == ["scores", "decisions"]


def test_decisions_need_targets():
    with pytest.raises(mh.DataError, match="decisions without targets") as refused:
        mh.audit(decisions=[[1]])
    assert refused.value.remedy == "pass targets= as well"


@pytest.mark.parametrize("given", [{}, {"decisions": [[1, 0], [1, 1]]}])
@pytest.mark.parametrize("thresholds", [0.3, [0.5, 0.5], 1])
def test_thresholds_need_scores(given, thresholds):
    with pytest.raises(mh.DataError, match="decisions are made already"):
        mh.audit(targets=[[1, 0], [1, 1]], thresholds=thresholds, **given)


def test_decisions_of_other_rows_than_the_scores_are_refused():
    with pytest.raises(mh.ShapeError, match=r"targets \(2, 2\), decisions \(1, 2\)"):
        mh.audit(targets=[[1, 0], [1, 1]], scores=SCORES, decisions=[[1, 0]])


def test_decisions_of_labels_in_another_order_are_found():
    pandas = pytest.importorskip("pandas")
    targets = pandas.DataFrame([[1, 0], [1, 1]], columns=["love", "war"])
    decisions = pandas.DataFrame([[0, 1], [1, 1]], columns=["war", "love"])
    (finding,) = mh.audit(targets=targets, decisions=decisions, select=["label-order-mismatch"])
    assert finding.message == (
        "column 0 is 'love' in targets and 'war' in decisions; 2 of 2 columns differ; multihot "
        "matches them by name, Keras, scikit-learn and NumPy would take them by place"
    )
    assert finding.code == "decisions = decisions[targets.columns]"
    same = decisions[targets.columns]
    assert mh.audit(targets=targets, decisions=same, select=["label-order-mismatch"]) == ()


def test_unknown_targets_beside_decisions_are_left_out_and_noted():
    (finding,) = mh.audit(
        targets=[[1, float("nan")], [1, 1]], decisions=[[1, 0], [1, 1]], select=["missing-labels"]
    )
    assert finding.severity == "note"


def test_scripts_and_arrays_are_judged_without_keras(tmp_path):
    file = script(tmp_path)
    program = (
        "import sys, multihot as mh\n"
        f"assert mh.audit(source={str(file)!r})\n"
        "assert mh.audit(targets=[[1, 0], [0, 1]], scores=[[3.0, 0.2], [-1.0, 0.7]])\n"
        "assert mh.audit(targets=[[1, 0], [0, 1]], decisions=[[3.0, 0.2], [-1.0, 0.7]])\n"
        "assert not {'keras', 'jax', 'tensorflow', 'torch'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("form", [np.asarray, csr_array])
def test_a_label_without_a_curve_is_found_in_dense_and_sparse_targets(form):
    targets = np.tile([[1, 0, 0], [0, 1, 0], [1, 1, 0]], (10, 1))
    scores = np.linspace(0.1, 0.9, targets.size).reshape(targets.shape)
    findings = mh.audit(targets=form(targets), scores=scores, select=["auc-empty-label"])
    assert [finding.evidence["labels"] for finding in findings] == [["column 2"]]


def test_rows_of_0_in_a_column_of_yes_and_no_are_no_rows_without_labels():
    assert mh.audit(targets=[[1], [0]] * 10, select=["all-zero-rows"]) == ()
    assert rules(mh.audit(targets=[[1, 1], [0, 0]] * 10, select=["all-zero-rows"])) == {
        "all-zero-rows"
    }


def softmax_model():
    keras = load_keras()
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, activation="softmax")])
    model.compile("adam", "binary_crossentropy")
    return model


def test_a_model_is_judged_for_the_rows_that_it_is_to_be_trained_on():
    def part(*rows):
        table = mh.Table.of_numbers(np.arange(4.0 * len(rows)).reshape(len(rows), 4))
        return mh.Dataset(table, csr_array(np.array(rows, dtype=np.float32)), space)

    space = mh.LabelSpace(("war", "love"))
    splits = mh.Splits(part([1, 1], [0, 1], [1, 1]), part([1, 0]))
    alone, together = mh.audit(splits=splits), mh.audit(model=softmax_model(), splits=splits)
    (found,) = [each for each in together if each.severity == "error"]
    assert (found.rule, found.certainty) == ("softmax-bce", "certain")
    assert found.message.startswith("2 of 3 rows carry two labels or more")
    assert [each for each in together if each.rule != "softmax-bce"] == list(alone)


def test_a_fit_needs_a_model():
    with pytest.raises(mh.DataError, match=r"fit= without a model\n.*pass model= as well"):
        mh.audit(targets=[[1, 0]], fit={"class_weight": {"a": 1}})
