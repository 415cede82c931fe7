"""The page as text and as a file."""

from __future__ import annotations

import errno
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from multihot.data import DataFacts, PartFacts
from multihot.errors import OutputError
from multihot.evaluation import (
    Evaluation,
    EvaluationState,
    Guess,
    Interval,
    Mistake,
    evaluate,
    rounded_up,
)
from multihot.report import Story, render_report, write_report
from multihot.rules.findings import Finding

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "عنوان",
    "🦄",
    "x" * 500,
)


def an_evaluation(*labels: str) -> Evaluation:
    """Four rows of three labels: cells right 9 of 12, rows right 1 of 4."""
    targets = [[1, 0, 0], [1, 1, 0], [0, 0, 1], [1, 0, 0]]
    scores = [[0.9, 0.2, 0.1], [0.8, 0.4, 0.3], [0.6, 0.1, 0.7], [0.3, 0.2, 0.1]]
    return evaluate(targets, scores, labels=labels or ("drama", "war", "love"))


def a_story(label: str = "war") -> Story:
    return Story(
        title=f"Films and {label}",
        steps=(("Data", f"4 rows about {label}"),),
        facts=DataFacts(
            ("drama", label, "love"),
            (PartFacts("train", 1234, 1.5, 0.5, 0.01, 0.002, (900, 30, 7)),),
            (("drama", label, 12), ("drama", "love", 5)),
        ),
        mistakes=(
            Mistake(
                "films.csv:7",
                f"A row about {label}",
                (
                    Guess("drama", 0.91, given=True, true=True),
                    Guess(label, 0.82, given=True, true=False),
                    Guess("love", 0.73, given=True, true=None),
                    Guess("peace", 0.14, given=False, true=True),
                ),
                3.2,
            ),
        ),
        log=(
            {"step": 1, "loss": 0.7, "f1_micro": 0.25, "f1_macro": 0.125},
            {"step": 2, "loss": 0.4, "f1_micro": 0.75, "f1_macro": 0.625},
            {"step": 3, "loss": float("nan"), "f1_micro": 0.5, "f1_macro": 0.375},
        ),
        best_step=2,
    )


def headings(page: str) -> list[str]:
    return re.findall(r"<h2>(.*?)</h2>", page)


def card(page: str, name: str) -> str:
    return page.split(f'id="card-{name}"')[1].split("</article>")[0]


def test_a_page_without_a_story_has_the_sections_that_it_can_fill():
    page = render_report(an_evaluation())
    assert page.startswith("<!doctype html>")
    assert headings(page) == ["Numbers", "Findings", "Labels", "All numbers"]
    assert "No findings." in page


def test_a_page_with_a_story_has_all_sections():
    finding = Finding("rare-label", "warning", "war", "1 row", "gather more")
    assert headings(render_report(an_evaluation(), [finding], story=a_story())) == [
        "Numbers",
        "What was done",
        "Findings",
        "Labels",
        "Mistakes",
        "Data",
        "All numbers",
    ]


def test_label_accuracy_cannot_be_taken_for_subset_accuracy():
    page = render_report(an_evaluation())
    label, subset = card(page, "label_accuracy"), card(page, "subset_accuracy")
    assert "Yes-or-no answers right" in label
    assert '<p class="value">0.750</p>' in label
    assert "Not the share of rows that are right: that is 0.250." in label
    assert "predict nothing: 0.583" not in label  # 7 of 12; the most frequent label gets 9 of 12
    assert "predict the most frequent label: 0.750" in label
    assert "Rows with every label right" in subset
    assert '<p class="value">0.250</p>' in subset
    assert "not what Keras calls accuracy" in subset


def test_a_baseline_that_is_better_is_said_to_be():
    assert "predict the most frequent label: 0.500, better than this model" in card(
        render_report(an_evaluation()), "subset_accuracy"
    )


def test_an_interval_stands_below_its_number():
    evaluation = replace(an_evaluation(), intervals={"f1_micro": Interval(0.61, 0.789, 0.95)})
    page = render_report(evaluation)
    assert "95 %: 0.610 – 0.789" in card(page, "f1_micro")
    assert "%:" not in card(page, "f1_macro")


def test_numbers_that_are_undefined_are_dashes():
    evaluation = an_evaluation()
    unknown = replace(
        evaluation,
        numbers=dict.fromkeys(evaluation.numbers, float("nan")),
        per_label={name: np.full(3, np.nan) for name in evaluation.per_label},
        baselines=(),
    )
    page = render_report(unknown)
    assert '<p class="value">–</p>' in card(page, "f1_micro")
    assert page.count('title="undefined: 0/0, there is nothing to compare">') == 21
    assert "nan" not in re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL).lower()


def test_an_evaluation_read_from_json_is_shown_alike():
    evaluation = an_evaluation()
    again = Evaluation.from_json(evaluation.to_json())
    assert render_report(again, story=a_story()) == render_report(evaluation, story=a_story())


def test_the_header_says_what_the_thresholds_are():
    evaluation = an_evaluation()
    chosen = replace(evaluation, threshold_metric="f1_macro")
    given = replace(evaluation, thresholds=(0.5, 0.25, 0.125))
    assert "threshold <b>0.500</b> for every label, chosen for no metric" in render_report(
        evaluation
    )
    assert "thresholds chosen for <code>f1_macro</code>" in render_report(chosen)
    assert "thresholds as they were given" in render_report(given)


def test_findings_come_by_severity_with_rule_subject_message_and_advice():
    findings = [
        Finding("tiny", "note", "love", "7 rows", "gather more"),
        Finding("leak", "error", "test", "31 rows are in train", "split by group"),
    ]
    page = render_report(an_evaluation(), iter(findings)).split('id="findings"')[1]
    told = ["Error", "leak", "test", "31 rows are in train", "split by group", "Note", "tiny"]
    places = [page.index(f">{word}<") for word in told]
    assert places == sorted(places)


def test_a_finding_shows_its_code_to_paste_and_what_would_settle_a_possible_one():
    finding = Finding(
        "softmax-multihot",
        "note",
        "layer 'out'",
        "a softmax head",
        "use a sigmoid",
        code='Dense(2, activation="sigmoid")\n# <b>',
        certainty="possible",
        settles="right if every row has one label",
    )
    page = render_report(an_evaluation(), [finding])
    assert "Possible: right if every row has one label." in page
    assert (
        '<pre class="code"><code>Dense(2, activation=&#34;sigmoid&#34;)\n# &lt;b&gt;</code></pre>'
        in page
    )


def test_many_findings_of_one_rule_wait_behind_a_click_and_share_their_advice():
    findings = [Finding("rare", "note", f"l{i}", "few", "gather more") for i in range(9)]
    page = render_report(an_evaluation(), findings)
    assert "<summary>3 more</summary>" in page
    assert page.count("gather more") == 1


def test_each_guess_says_in_words_what_it_is():
    page = render_report(an_evaluation(), story=a_story()).split('id="mistakes"')[1]
    told = re.findall(
        r'unseen">(\w+): </span><bdi>(\w+)</bdi></span><span class="num">(.*?)<', page
    )
    assert told == [
        ("hit", "drama", "0.910"),
        ("wrong", "war", "0.820"),
        ("unknown", "love", "0.730"),
        ("missed", "peace", "0.140"),
    ]


def test_of_very_many_guesses_the_hits_wait():
    hits = [Guess(f"hit{i}", 0.9, given=True, true=True) for i in range(15)]
    mistake = Mistake("", "text", (*hits, Guess("war", 0.1, given=False, true=True)), 1.0)
    page = render_report(an_evaluation(), story=Story(mistakes=(mistake,)))
    shown, waiting = page.split('id="mistakes"')[1].split("<summary>4 more</summary>")
    assert ">war<" in shown
    assert ">hit14<" in waiting


def test_a_long_text_is_clipped_and_can_be_opened():
    text = "one two " * 80
    story = Story(mistakes=(Mistake("", text, (), 1.0),))
    page = render_report(an_evaluation(), story=story)
    assert "two one …" in page
    assert text in page


def test_a_log_without_numbers_draws_nothing():
    story = Story(log=({"step": 1, "loss": float("nan")}, {"step": 2}))
    assert "What was done" not in render_report(an_evaluation(), story=story)


def test_a_log_of_one_step_and_one_value_is_drawn():
    story = Story(log=({"step": 1, "loss": 0.0},), best_step=1)
    assert "<title>step 1: 0.000, kept</title>" in render_report(an_evaluation(), story=story)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_text(name):
    finding = Finding(name, "error", name, name, name)
    page = render_report(an_evaluation("drama", name, "love"), [finding], story=a_story(name))
    escaped = (
        name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
    )
    assert page.count(f"<bdi>{escaped}</bdi>") >= 4
    assert "<script>alert" not in page
    assert "<img" not in page


def test_nothing_is_asked_of_the_net_and_nothing_is_styled_inline():
    page = render_report(an_evaluation(), story=a_story())
    assert "default-src 'none'; style-src 'sha256-" in page
    assert not re.search(r'(src|href)="(?!#|data:)', page)
    assert not re.search(r"\sstyle=|\son\w+=|@import|url\(", page)


def test_the_page_says_who_wrote_it_and_what_a_decision_is():
    page = render_report(an_evaluation())
    assert "Written by multihot" in page
    assert "<code>score &gt;= threshold</code>" in page


def test_the_file_is_the_page_and_the_path_comes_back(tmp_path):
    path = write_report(str(tmp_path / "report.html"), an_evaluation(), story=a_story())
    assert path == tmp_path / "report.html"
    assert path.read_text(encoding="utf-8") == render_report(an_evaluation(), story=a_story())
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_half_a_character_does_not_keep_the_page_from_being_written(tmp_path):
    path = write_report(tmp_path / "report.html", an_evaluation(), story=Story(title="a\ud83e"))
    assert "<title>a&#55358;</title>" in path.read_text(encoding="utf-8")


def test_a_full_disk_leaves_the_old_file_and_no_part(tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")
    real = Path.write_text

    def write_half(self: Path, text: str, **options: str) -> int:
        real(self, text[:100], **options)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", write_half)
    with pytest.raises(OutputError, match=r"(?s)No space left.*make room") as caught:
        write_report(path, an_evaluation())
    assert caught.value.where == str(path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_a_failing_rename_leaves_the_old_file_and_no_part(tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, f"{self.name} -> {target.name}")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match=r"\.report\.html\.part -> report\.html"):
        write_report(path, an_evaluation())
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_a_folder_that_is_not_there_is_made(tmp_path):
    path = tmp_path / "new" / "report.html"
    assert write_report(path, an_evaluation()) == path
    assert path.is_file()


def test_a_folder_is_refused_with_the_way_out(tmp_path):
    with pytest.raises(OutputError, match="is a folder, not a file\n  To fix: name a file"):
        write_report(tmp_path, an_evaluation())


def test_how_far_a_number_made_of_bins_can_be_off_stands_under_it(tmp_path):
    state = EvaluationState.of([[1, 0], [0, 1], [1, 1]], [[0.9, 0.3], [0.2, 0.3], [0.8, 0.31]])
    evaluation = state.evaluation()
    text = write_report(tmp_path / "page.html", evaluation).read_text("utf-8")
    assert f"± {rounded_up(evaluation.error_bounds['roc_auc_macro'])}" in text
