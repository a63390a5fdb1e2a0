"""Two pilots' figures in the window of a phone, and the same pages on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from documents_by_hand import main_page
from playwright.sync_api import Browser, Page

from tsi_eval.findings.released import Released

LEAST_PIXELS = 11
PHONE = 390
# What is drawn in a figure: its address, and its box in the window.
IMAGES = """[...document.querySelectorAll('figure img')].map(image => {
    const box = image.getBoundingClientRect();
    return { src: image.src, alt: image.alt, left: box.left, right: box.right, width: box.width, kind: image.className };
})"""


@pytest.fixture(scope="module", params=["familjeteamet", "e_connect"])
def path(
    request: pytest.FixtureRequest, released_pilot: Callable[[str], Released], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("phone") / f"{request.param}.html"
    path.write_text(main_page(released_pilot(request.param), phones=True), encoding="utf-8", newline="\n")
    return path


def opened(browser: Browser, path: Path, width: int, scheme: Literal["light", "dark"] = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(path.as_uri())
    return page


def shown(page: Page) -> list[dict[str, str | float]]:
    return [image for image in page.evaluate(IMAGES) if image["width"]]


def pixels(image: dict[str, str | float]) -> list[float]:
    """Return how high letters are: outlines have 100 units an em, and a drawing its own width."""
    svg = unquote(str(image["src"]))
    width = float(re.findall(r"viewBox='0 0 ([\d.]+) ", svg)[0])
    return [100 * float(scale) * float(image["width"]) / width for scale in re.findall(r"scale\((0\.0[1-9]\d*) -", svg)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_can_be_read_and_nothing_is_cut(browser: Browser, path: Path, scheme: Literal["light", "dark"]) -> None:
    page = opened(browser, path, PHONE, scheme)
    images = shown(page)
    root = "document.documentElement"

    assert len(images) == page.locator("figure").count() > 5
    assert {image["kind"] for image in images} == {"phone"}
    assert all(0 <= image["left"] < image["right"] <= PHONE for image in images)  # type: ignore[operator]
    assert LEAST_PIXELS <= min(size for image in images for size in pixels(image))
    assert page.evaluate(f"{root}.scrollWidth") <= page.evaluate(f"{root}.clientWidth") == PHONE
    page.close()


@pytest.mark.parametrize("width", [641, 1280])
def test_a_wider_window_shows_the_pages_own(browser: Browser, path: Path, width: int) -> None:
    page = opened(browser, path, width)
    images = shown(page)

    assert {image["kind"] for image in images} == {"page"}
    assert LEAST_PIXELS <= min(size for image in images for size in pixels(image))
    page.close()


def test_words_of_a_figure_are_heard_once(browser: Browser, path: Path) -> None:
    page = opened(browser, path, PHONE)
    heard = page.locator("main").aria_snapshot()

    assert len(re.findall(r"- '?img \"", heard)) == page.locator("figure").count()
    page.close()


def test_a_phone_prints_the_pages_own(browser: Browser, path: Path) -> None:
    page = opened(browser, path, PHONE)
    page.emulate_media(media="print")

    assert {image["kind"] for image in shown(page)} == {"page"}
    page.close()
