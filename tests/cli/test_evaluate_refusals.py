"""What `multihot evaluate` cannot judge is refused, with the file, the place and the remedy."""

import numpy as np
import pytest
import scipy.sparse as sp

TARGETS = [[1, 0, 0], [0, 1, 1], [1, 0, 1]]
DECISIONS = [[1, 0, 1], [0, 1, 1], [0, 0, 1]]
ARRAYS = ("--targets", "y.npy", "--scores", "s.npy")
TABLES = ("--targets", "y.csv", "--scores", "s.csv")


@pytest.fixture
def folder(tmp_path):
    np.save(tmp_path / "y.npy", np.array(TARGETS))
    np.save(tmp_path / "s.npy", np.array(DECISIONS, dtype=np.float32))
    write(tmp_path, "y.csv", "war,love,peace\n1,0,0\n0,1,1\n1,0,1\n")
    write(tmp_path, "s.csv", "peace,war,love\n1,1,0\n1,0,1\n1,0,0\n")
    return tmp_path


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


FORMS = {
    "nothing": ((), "give RUN and DATA, or --targets and --scores"),
    "options alone": (("--json",), "give RUN and DATA, or --targets and --scores"),
    "a run alone": (("out",), "DATA is missing: the labelled file to judge RUN by"),
    "targets alone": (ARRAYS[:2], "--scores is missing: the scores that belong to --targets"),
    "scores alone": (ARRAYS[2:], "--targets is missing: the truth that belongs to --scores"),
    "both forms": (("out", "d.csv", *ARRAYS), "exclude each other: give one of the two"),
    "halves of both": (("out", *ARRAYS[:2]), "exclude each other: give one of the two"),
    "thresholds of a run": (
        ("out", "d.csv", "--thresholds", "0.5"),
        "--thresholds does not go with RUN DATA: the run has those that were chosen for it; leave",
    ),
    "names of a run": (("out", "d.csv", "--labels", "n.txt"), "--labels does not go with RUN DATA"),
    "0/0 of a run": (
        ("out", "d.csv", "--undefined", "zero"),
        "--undefined does not go with RUN DATA: 0/0 counts as 0 for a run; leave it out",
    ),
    "logits of a run": (("out", "d.csv", "--from-logits"), "--from-logits does not go with RUN"),
    "header of a run": (("out", "d.csv", "--no-header"), "--no-header does not go with RUN DATA"),
    "unseen labels of arrays": (
        (*ARRAYS, "--unseen", "drop"),
        "--unseen does not go with --targets and --scores: it is about the labels that a run",
    ),
    "rows of arrays": (
        (*ARRAYS, "--rows", "new"),
        "--rows does not go with --targets and --scores: it is about the rows that a run was",
    ),
    "other rows of a run": (("out", "d.csv", "--rows", "old"), "'old' is not one of 'all', 'new',"),
    "another policy": ((*ARRAYS, "--undefined", "one"), "'one' is not one of 'zero', 'nan', 'dro"),
    "a header of arrays": ((*ARRAYS, "--no-header"), "goes with .csv and .tsv files: leave it out"),
    "names twice": ((*TABLES, "--labels", "n.txt"), "y.csv names its labels: leave --labels out"),
}


@pytest.mark.parametrize("case", FORMS)
def test_what_does_not_go_together_is_refused_with_what_does(run, folder, case):
    arguments, message = FORMS[case]
    ended = run("evaluate", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert message in ended.err
    assert "multihot evaluate --targets FILE --scores FILE [OPTIONS]" in ended.err
    assert "Traceback" not in ended.err


REFUSALS = {
    "labels of one side": (
        (*TABLES[:3], "w.csv"),
        "DataError: y.csv and w.csv: the label names differ: 'war', 'peace' only in y.csv; 'wra' "
        "only in w.csv\n  To fix: name the same labels in both",
    ),
    "text without a header": (
        (*TABLES[:3], "h.csv"),
        "if a .csv begins with a row of numbers, pass --no-header\n",
    ),
    "other rows": (
        (*ARRAYS[:3], "few.npy"),
        "ShapeError: y.npy and few.npy: shapes differ: targets (3, 3), scores (2, 3)\n"
        "  To fix: rows are examples, columns are labels, in one order\n",
    ),
    "other columns": (
        (*TABLES[:3], "narrow.npy"),
        "y.csv and narrow.npy: shapes differ: targets (3, 3), scores (3, 2)\n  To fix: rows are",
    ),
    "scores for targets": (
        ("--targets", "p.npy", "--scores", "s.npy"),
        "DataError: p.npy: expected only 0 and 1, found 9 other values such as 0.9 in row 0, "
        "column 0\n  To fix: targets are 1, 0, or NaN (in .csv: nothing) where nobody knows; "
        "scores go to --scores\n",
    ),
    "logits for scores": (
        (*ARRAYS[:3], "z.npy"),
        "DataError: z.npy: expected numbers from 0 to 1, found 1 others such as -2 in row 1, "
        "column 2\n  To fix: NaN or inf: look for a diverged training or a gap in the inputs; "
        "logits: pass --from-logits, or",
    ),
    "a gap in the scores": ((*ARRAYS[:2], "--scores", "gap.csv"), "gap.csv: expected numbers from"),
    "a cell that is no number": (
        (*ARRAYS[:2], "--scores", "bad.csv"),
        "DataError: bad.csv:3, column 'love': 'x' is not a number\n  To fix: write a number",
    ),
    "no file": ((*ARRAYS[:3], "t.npy"), "t.npy: no such file. Did you mean"),
    "thresholds that are no number": (
        (*ARRAYS, "--thresholds", "0,5"),
        "thresholds: '0,5' is neither a number nor a file that can hold them\n"
        "  To fix: write a number such as 0.5, or a .json, .npy",
    ),
    "thresholds that are not finite": (
        (*ARRAYS, "--thresholds", "nan"),
        "thresholds: found nan where thresholds from 0 to 1 belong\n  To fix: write numbers from 0",
    ),
    "a threshold above 1": (
        (*ARRAYS, "--thresholds", "1.5"),
        "thresholds: found 1.5 where thresholds from 0 to 1 belong\n  To fix: write numbers from 0 "
        "to 1, also for logits: they are of scores; inf where a label is never given\n",
    ),
    "a threshold below 0": (
        (*ARRAYS, "--thresholds", "-0.2"),
        "thresholds: found -0.2 where thresholds from 0 to 1 belong\n  To fix: write numbers",
    ),
    "a threshold of a file above 1": (
        (*ARRAYS, "--thresholds", "high.npy"),
        "high.npy: found 50 for label 1 where thresholds from 0 to 1 belong\n  To fix: write num",
    ),
    "too few thresholds": (
        (*ARRAYS, "--thresholds", "two.npy"),
        "ShapeError: two.npy: 2 thresholds for 3 labels\n  To fix: pass one number, or one for ea",
    ),
    "thresholds of other labels": (
        (*TABLES, "--thresholds", "t.json"),
        "y.csv and t.json: the label names differ: 'peace' only in y.csv\n  To fix: name the same",
    ),
    "thresholds by names that nobody gave": (
        (*ARRAYS, "--thresholds", "t.json"),
        "t.json: the label names differ: '0', '1', '2' only in the columns; 'war', 'love' only in "
        "t.json\n  To fix: name the same labels in both, in any order, and no other columns; "
        "--labels FILE names the columns\n",
    ),
    "a threshold of 0 of sparse scores": (
        (*ARRAYS[:3], "s.npz", "--thresholds", "0"),
        "thresholds: a threshold of 0 gives a label to every row, stored or not\n"
        "  To fix: use thresholds above 0 with sparse scores\n",
    ),
    "sparse logits": (
        (*ARRAYS[:3], "s.npz", "--from-logits"),
        "s.npz: sparse logits: a logit that is not stored would be 0, a score of 0.5\n"
        "  To fix: pass sparse scores from 0 to 1, or dense logits\n",
    ),
    "too few names": (
        (*ARRAYS, "--labels", "two.txt"),
        "two.txt: 2 label names for 3 columns\n  To fix: write one name a line, in the order of",
    ),
    "a name twice": (
        (*ARRAYS, "--labels", "twice.txt"),
        "twice.txt: 1 labels occur twice: 'war'\n  To fix: give each label one column and a name",
    ),
    "a page that is a folder": (
        (*ARRAYS, "--report", "pages"),
        "OutputError: pages: is a folder, not a file\n"
        "  To fix: name a file to write to; one that is there is replaced\n",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_bad_input_ends_with_2_and_names_the_file_and_the_remedy(run, folder, case):
    arguments, message = REFUSALS[case]
    np.save(folder / "few.npy", np.array(DECISIONS[:2]))
    np.save(folder / "narrow.npy", np.array(DECISIONS)[:, :2])
    np.save(folder / "p.npy", np.full((3, 3), 0.9))
    np.save(folder / "z.npy", np.array([[0, 1, 0.5], [0, 1, -2], [1, 1, 0]]))
    np.save(folder / "two.npy", np.array([0.5, 0.4]))
    np.save(folder / "high.npy", np.array([0.5, 50, 1.5]))
    sp.save_npz(folder / "s.npz", sp.csr_array(np.array(DECISIONS, dtype=np.float32)))
    write(folder, "w.csv", "wra,love\n1,0\n0,1\n1,0\n")
    write(folder, "h.csv", "0.9,0.1,0.6\n0.2,0.7,0.8\n0.4,0.3,0.95\n")
    write(folder, "gap.csv", "war,love,peace\n1,0,0\n0,,1\n1,0,1\n")
    write(folder, "bad.csv", "war,love,peace\n1,0,0\n0,x,1\n1,0,1\n")
    write(folder, "t.json", '{"war": 0.5, "love": 0.5}')
    write(folder, "two.txt", "war\nlove\n")
    write(folder, "twice.txt", "war\nlove\nwar\n")
    (folder / "pages").mkdir()
    ended = run("evaluate", *arguments)
    assert ended.code == 2
    assert message in ended.err
    assert "Traceback" not in ended.err
