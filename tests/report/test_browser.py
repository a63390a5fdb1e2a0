"""The page in a browser: for everyone, on every screen, on paper, with no network."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from documents_by_hand import main_page
from later_report import later
from playwright.sync_api import Browser, Page

from tsi_eval.findings.released import Released

AXE = Path(str(files("axe_playwright_python").joinpath("axe.min.js")))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SAMPLE = Path(__file__).resolve().parents[2] / "reports" / "sample" / "follow_up_report.html"
OWN_TEXT = """
# Bakgrund

|        | Före | Efter |
|--------|------|-------|
| Skola  | en   | två   |
|        | tre  | fyra  |

| Plats    | Vad som hände där       |
|----------|-------------------------|
| Korridor | Samtal om vad som helst |
"""
Open = Callable[..., AbstractContextManager[Page]]
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def small(
    tiny_pilot: dict[str, str],
    release_files: Callable[[dict[str, str]], Released],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    released = release_files(tiny_pilot | {"texts/sv/background.md": OWN_TEXT})
    path = tmp_path_factory.mktemp("small") / "small.html"
    path.write_text(main_page(released), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of a later report, with older numbers and a correction."""
    path = tmp_path_factory.mktemp("later") / "later.html"
    path.write_text(main_page(later()), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(params=["small", "second", "sample"])
def show(request: pytest.FixtureRequest, browser: Browser) -> Open:
    path = SAMPLE if request.param == "sample" else request.getfixturevalue("small")

    @contextmanager
    def shown(width: int = 1280, scheme: Scheme = "light", scale: float = 1, requested: list[str] | None = None) -> Any:
        # The page's own policy would keep axe out too.
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, device_scale_factor=scale, bypass_csp=True
        )
        page = context.new_page()
        if requested is not None:
            page.on("request", lambda request: requested.append(request.url))
        page.goto(path.as_uri())
        yield page
        context.close()

    return shown


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_axe_is_broken(show: Open, width: int, scheme: Scheme) -> None:
    with show(width, scheme) as page:
        unfold(page)
        page.add_script_tag(path=AXE)
        result = page.evaluate(
            "tags => axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })", RULES
        )

    broken = {rule["id"]: [node["html"][:200] for node in rule["nodes"]][:5] for rule in result["violations"]}
    assert broken == {}
    assert {"color-contrast", "region", "target-size"} <= {rule["id"] for rule in result["passes"]}


@pytest.mark.parametrize(("width", "scale"), [(320, 1), (375, 1), (640, 2), (1024, 1)])
def test_page_never_scrolls_sideways(show: Open, width: int, scale: float) -> None:
    with show(width, scale=scale) as page:
        unfold(page)
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth") <= page.evaluate(f"{root}.clientWidth") == width


def test_nothing_is_loaded_but_the_file(show: Open) -> None:
    requested: list[str] = []
    with show(requested=requested) as page:
        unfold(page)
        page.wait_for_load_state("networkidle")
        own = page.url

    assert requested
    assert [url[:100] for url in requested if url != own and not url.startswith("data:")] == []


def test_every_drawing_and_letter_is_there(show: Open) -> None:
    with show() as page:
        drawn = page.evaluate("[...document.images].map(image => image.naturalWidth)")
        faces = page.evaluate("""async () => {
            await document.fonts.ready;
            const faces = [...document.fonts];
            await Promise.all(faces.map(face => face.load()));
            return faces.map(face => face.status);
        }""")

    assert drawn
    assert min(drawn) > 0
    assert faces == ["loaded"] * 3


def test_every_table_says_what_its_headings_are_for(show: Open) -> None:
    with show() as page:
        heads = page.evaluate("[...document.querySelectorAll('thead th')].map(cell => cell.scope)")
        rows = page.evaluate("""[...document.querySelectorAll('tbody tr')].map(row => ({
            first: row.cells[0].tagName + ' ' + row.cells[0].scope,
            whole: row.cells.length === row.closest('table').tHead.rows[0].cells.length,
            empty: row.cells[0].textContent === '',
        }))""")
        empty = page.evaluate("[...document.querySelectorAll('th')].filter(cell => !cell.textContent).length")

    assert set(heads) == {"col"}
    assert empty == 0
    # A row without a heading of its own stands beside the one above, or nobody wrote one.
    assert {row["first"] for row in rows if row["whole"] and not row["empty"]} == {"TH row"}
    assert {row["first"] for row in rows if not row["whole"] or row["empty"]} <= {"TD "}


def test_each_question_has_one_cell_beside_all_its_answers(show: Open) -> None:
    with show() as page:
        spans = page.evaluate("[...document.querySelectorAll('.answers tbody th')].map(cell => cell.rowSpan)")
        rows = page.evaluate("document.querySelectorAll('.answers tbody tr').length")

    assert spans
    assert sum(spans) == rows


def test_a_phone_shows_every_column_of_the_answers(show: Open) -> None:
    with show(320) as page:
        cells = page.locator(".answers tbody :is(th, td)")
        boxes = cells.evaluate_all(
            "cells => cells.map(cell => [cell.getBoundingClientRect().left, cell.getBoundingClientRect().right])"
        )
        labels = page.locator(".answers tbody td").evaluate_all("cells => cells.map(cell => cell.dataset.label)")
        table = page.locator(".answers").aria_snapshot()

    assert boxes
    assert all(0 <= left < right <= 320 for left, right in boxes)
    assert all(labels)
    # Still a table to whoever listens.
    assert {"table", "rowgroup", "row", "columnheader", "rowheader", "cell"} <= set(table.replace(":", " ").split())


def test_the_keyboard_comes_past_the_contents_and_to_what_scrolls(show: Open) -> None:
    with show(320) as page:
        unfold(page)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
        names = page.evaluate("""[...document.querySelectorAll('[tabindex="0"]')].map(box => {
            const by = box.getAttribute('aria-labelledby');
            return by ? document.getElementById(by).textContent : box.getAttribute('aria-label');
        })""")
        unreachable = page.evaluate("""[...document.querySelectorAll('.scroll')].filter(
            box => box.scrollWidth > box.clientWidth && box.tabIndex !== 0).length""")

    assert names
    assert all(names)
    assert len(names) == len(set(names))
    assert unreachable == 0


def test_folds_say_what_they_hold_and_open_by_keyboard(show: Open) -> None:
    with show() as page:
        folds = page.locator("details.fold")
        summaries = folds.locator("summary").all_inner_texts()
        held = folds.locator("caption").all_text_contents()
        assert len(set(summaries)) == len(summaries) == len(held)
        assert all(line.startswith(caption) for line, caption in zip(summaries, held, strict=True))
        for fold in folds.all()[:2]:
            assert not fold.locator("table").is_visible()
            fold.locator("summary").focus()
            page.keyboard.press("Enter")
            assert fold.locator("table").is_visible()


@pytest.mark.parametrize("width", [360, 700, 1280])
def test_no_heading_hides_behind_the_band(show: Open, width: int) -> None:
    with show(width) as page:
        hidden = page.evaluate("""[...document.querySelectorAll('main h2, main h3')].filter(heading => {
            heading.scrollIntoView();
            return heading.getBoundingClientRect().top < document.querySelector('.band').getBoundingClientRect().bottom;
        }).map(heading => heading.textContent)""")

    assert hidden == []


@pytest.mark.parametrize(("width", "beside"), [(700, False), (1280, True)])
def test_contents_stand_beside_the_text_where_there_is_room(show: Open, width: int, beside: bool) -> None:
    with show(width) as page:
        links = page.locator("nav li a")
        assert links.first.is_visible() is beside
        if not beside:
            page.locator("nav summary").focus()
            page.keyboard.press("Enter")
        assert all(link.is_visible() for link in links.all())
        assert page.evaluate("""[...document.querySelectorAll('a[href^="#"]')].every(
            link => document.getElementById(link.hash.slice(1)))""")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_every_fold_is_open_and_the_band_is_there(show: Open, scheme: Scheme) -> None:
    with show(scheme=scheme) as page:
        page.emulate_media(media="print")
        assert page.locator(".band").is_visible()
        assert not page.locator("nav").is_visible()
        tables = page.locator("details.fold table, details.fold caption").all()
        assert all(part.is_visible() and (part.bounding_box() or {"height": 0})["height"] > 8 for part in tables)
        assert not any(line.is_visible() for line in page.locator("summary").all())
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
