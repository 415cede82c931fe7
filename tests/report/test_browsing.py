"""The page in a real browser, from a file, without a net."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from multihot.data import DataFacts, PartFacts
from multihot.evaluation import Guess, Mistake, evaluate
from multihot.report import Story, write_report
from multihot.rules.findings import Finding

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LABELS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "عنوان",
    "🦄",
    "x" * 500,
)
# hits, misses and false alarms of each label, so that no two F1 are alike; the last is never true
COUNTS = ((9, 1, 0), (4, 4, 4), (6, 1, 1), (2, 4, 1), (1, 4, 3), (0, 0, 0))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"none of {', '.join(NAMES)} is installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    targets, scores = np.zeros((20, 6)), np.full((20, 6), 0.1)
    for column, (tp, fn, fp) in enumerate(COUNTS):
        targets[: tp + fn, column] = 1
        scores[:tp, column] = scores[tp + fn : tp + fn + fp, column] = 0.9
    guesses = tuple(Guess(name, 0.5, given=True, true=True) for name in LABELS)
    story = Story(
        title=LABELS[0],
        steps=tuple((name, name) for name in LABELS),
        facts=DataFacts(
            LABELS,
            (PartFacts("train", 20, 1.5, 0.25, 0.1, 0.0, (10, 8, 7, 6, 5, 0)),),
            tuple((LABELS[0], name, 3) for name in LABELS[1:]),
        ),
        mistakes=tuple(Mistake(name, name * 50, guesses, 1.0) for name in LABELS),
        log=tuple({"step": i, "loss": 1 / i, "f1_micro": 1 - 1 / i} for i in range(1, 9)),
        best_step=7,
    )
    findings = [Finding("rule", "error", name, name, name) for name in LABELS]
    evaluation = evaluate(targets, scores, labels=LABELS).with_intervals(["f1_micro"])
    folder = tmp_path_factory.mktemp("report")
    return write_report(folder / "report.html", evaluation, findings, story=story)


@pytest.fixture
def page(browser: Any, report: Path) -> Iterator[Any]:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(report.as_uri())
        yield page


def first_label(page: Any) -> str:
    return page.locator(".sortable tbody th").first.get_attribute("data-value")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_without_an_error_a_request_or_a_dialog(browser, report, scheme):
    told, asked = [], []
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.log(e.violatedDirective))"
        )
        page.goto(report.as_uri())
        page.wait_for_function("document.documentElement.classList.contains('js')")
    assert told == []
    assert [url for url in asked if not url.startswith("data:")] == [report.as_uri()]


def test_the_style_is_applied(page):
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).position") == "sticky"


def test_names_are_shown_as_they_are(page):
    assert page.title() == "<script>alert(1)</script>"
    names = page.locator(".sortable tbody th").evaluate_all("all => all.map(e => e.textContent)")
    assert sorted(names) == sorted(LABELS)
    assert page.locator("img").count() == 0


def test_a_click_on_f1_sorts_by_it_and_another_turns_it_round(page):
    head, button = page.locator("th.f1"), page.locator("th.f1 button")
    assert first_label(page) == "<script>alert(1)</script>"
    assert page.locator("th.support").get_attribute("aria-sort") == "descending"
    button.click()
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("[aria-sort]").count() == 1
    assert first_label(page) == "<script>alert(1)</script>"
    button.click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert first_label(page) == "x" * 500


def test_the_keyboard_sorts_too(page):
    page.locator("th.recall button").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator("th.recall").get_attribute("aria-sort") == "ascending"


def test_what_is_undefined_comes_last_either_way(page):
    last = page.locator(".sortable tbody tr").last.locator("td.roc_auc")
    for _ in range(2):
        page.locator("th.roc_auc button").click()
        assert last.text_content() == "–"


def test_labels_are_sorted_by_letters(page):
    page.locator("th.name button").click()
    assert page.locator("thead th.name").get_attribute("aria-sort") == "ascending"
    names = page.locator(".sortable tbody th")
    assert names.nth(0).get_attribute("data-value") == '"><img src=x onerror=alert(1)>'


def test_the_filter_keeps_the_labels_that_contain_its_text(page):
    page.get_by_label("Filter labels").fill("SCRIPT")
    assert page.locator(".sortable tbody tr:visible").count() == 1
    assert page.locator(".filter output").text_content() == "1 of 6"
    page.get_by_label("Filter labels").fill("")
    assert page.locator(".sortable tbody tr:visible").count() == 6


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_sticks_out_sideways(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_every_section_is_reached_from_the_top(page):
    targets = page.locator("nav a").evaluate_all("all => all.map(e => e.hash.slice(1))")
    sections = page.locator("main > section").evaluate_all("all => all.map(e => e.id)")
    assert targets == sections


def test_without_scripts_the_page_is_whole_but_for_the_filter(browser, report):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(report.as_uri())
        assert page.locator(".sortable tbody tr").count() == 6
        assert not page.locator("#filter").is_visible()


def test_many_labels_scroll_under_a_head_that_stays(browser, tmp_path):
    scores = np.tile([[0.9], [0.1]], 1000)
    path = write_report(tmp_path / "many.html", evaluate(scores > 0.5, scores))
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        box = page.locator(".scroll.tall")
        box.evaluate("e => e.scrollTo(0, 5000)")
        top = box.bounding_box()["y"]
        assert page.locator("th.f1").bounding_box()["y"] == pytest.approx(top, abs=2)
        assert box.bounding_box()["height"] <= 721
