"""The words of two pilots' pages, in both languages.

Foreign words are marked, terms explained, sources listed, and numbers written as they should be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tsi_eval import Report, find_project
from tsi_eval.findings.released import Released, from_json, to_json
from tsi_eval.language import LANGUAGES
from tsi_eval.report.document import Document, document_of
from tsi_eval.report.formats.html import to_html
from tsi_eval.report.formats.pandoc import Read, own, read
from tsi_eval.report.formats.pdf import to_pdf
from tsi_eval.report.parts import Chapter
from tsi_eval.report.sentences import answers
from tsi_eval.report.sources import cited

HERE = find_project(Path(__file__).parent)
NOTEBOOK = json.loads((HERE.root / "notebooks" / "follow_up_report.ipynb").read_text(encoding="utf-8"))
FOREIGN = json.loads(own("foreign.json").read_text(encoding="utf-8"))
PILOTS = ("familjeteamet", "star")
PAGES = tuple(product(PILOTS, LANGUAGES))
OTHER = {"sv": "en", "en": "sv"}
APART = {"style", "math", "h1", "h2", "h3", "h4", "nav", "header"}


class Page(HTMLParser):
    """Text in the page's language, with a bar where words of another stand.

    Headings, formulas and the cover can be left out.
    """

    def __init__(self, text: str, language: str, apart: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._language, self._apart = language, apart
        self._open: list[tuple[str, bool]] = []
        self.pieces: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        foreign = (about.get("lang") or self._language)[:2] != self._language or about.get("id") == "refs"
        if tag not in {"meta", "br", "img", "hr", "col", "input"}:
            self._open.append((tag, foreign or tag in self._apart))
        if tag in {"p", "li", "td", "th", "caption", "dt", "dd"}:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.pieces.append("|" if any(left_out for _, left_out in self._open) else data)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def chapters_of(report: Report) -> Iterator[Chapter]:
    for cell in NOTEBOOK["cells"]:
        source = "".join(cell["source"])
        if match := re.fullmatch(r"report\.(\w+)\((?:\"(\w+)\")?\)", source):
            yield getattr(report, match[1])(*([match[2]] if match[2] else []))


@dataclass(frozen=True)
class Made:
    """A pilot's report in one language, from its values to its page."""

    report: Report
    outputs: list[dict[str, Any]]
    document: Document
    tree: Read
    html: str


@pytest.fixture(scope="module")
def make(released_pilot: Callable[[str], Released]) -> Callable[[tuple[str, str]], Made]:
    """Return a function that gives a pilot's report in a language; each is made once."""

    @cache
    def made(page: tuple[str, str]) -> Made:
        pilot, language = page
        report = Report(released_pilot(pilot), language)
        bundles = [part._repr_mimebundle_() for chapter in chapters_of(report) for part in chapter.parts]
        outputs = [{"data": data, "metadata": metadata} for data, metadata in bundles]
        document = document_of({"cells": [{"outputs": outputs}]}, report.words)
        tree = read(document)
        return Made(report=report, outputs=outputs, document=document, tree=tree, html=to_html(document, tree).decode())

    return made


@pytest.fixture(params=PAGES, ids="-".join)
def page(request: pytest.FixtureRequest, make: Callable[[tuple[str, str]], Made]) -> Made:
    return make(request.param)


class TestEveryPage:
    def test_words_of_the_other_language_are_marked(self, page: Made) -> None:
        language = page.report.language
        text = " ".join(Page(page.html, language, frozenset({"style", "math", "header"})).text.split())

        assert not [word for word in FOREIGN[OTHER[language]] if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
        assert language == "sv" or not re.findall(r"\w*[åäöÅÄÖ]\w*", text)

    def test_numbers_are_written_as_the_language_writes_them(self, page: Made) -> None:
        language = page.report.language
        text = re.sub(r"abcdocz\.com \d+|https?://\S+", "", Page(page.html, language, frozenset(APART)).text)
        point = r"(?<![\w.])\d+\.\d+(?!\.?\d)(?![\w])"
        comma = r"(?<![\w,])\d+,\d{1,2}(?!\d)|(?<![\w,])\d+,\d{4,}"

        assert not re.findall(point if language == "sv" else comma, text)
        assert not re.findall(r"(?:^|[\s(])-\d+", text), "a hyphen is no minus"
        assert not re.findall(r"(?<![\w,.])\d{5,}(?![\w])", text), "thousands are set apart"
        if language == "en":
            assert not re.findall(r"\d\u00a0\d{3}(?!\d)", text)

    def test_sources_are_exactly_those_cited(self, page: Made) -> None:
        html = page.html
        wanted = set(cited(page.report.words))

        assert wanted
        assert wanted == set(re.findall(r'id="ref-(\w+)"', html)) == set(re.findall(r'href="#ref-(\w+)"', html))
        assert html.count('id="refs"') == 1
        assert not re.search(r"@[a-z]+\d{4}|:::", html)
        assert ("et al" in html or " and " in html) if page.report.language == "en" else "et al." not in html

    def test_contents_have_the_short_names_and_chapters_the_whole_questions(self, page: Made) -> None:
        html = page.html
        contents = re.search(r"(?s)<nav.*?</nav>", html)
        assert contents
        for asked in page.report.released.cover.questions:
            short, full = (
                text.in_language(page.report.language).replace("'", "’") for text in (asked.short, asked.text)
            )
            assert len(short) <= 40
            assert re.search(rf">(?:<span[^>]*>)?[\d.]* ?{re.escape(short)}<", contents[0]) or short in contents[0]
            assert full not in contents[0]
            chapter = rf"(?s)<h3[^>]*>[^<]*{re.escape(short)}</h3>\s*<p><strong>{re.escape(full)}</strong></p>"
            assert re.search(chapter, html), short

    def test_notebook_shows_no_marks_of_pandoc(self, page: Made) -> None:
        shown = [str(output["data"]) for output in page.outputs]

        assert shown
        assert not [text for text in shown if ":::" in text or "{lang=" in text or "{#refs" in text]

    def test_brief_sentences_have_the_same_numbers_as_the_whole_ones(self, page: Made) -> None:
        words = page.report.words
        for asked in words.released.cover.questions:
            finding = words.released.finding(asked.id)
            for brief, whole in zip(answers(words, finding, brief=True), answers(words, finding), strict=True):
                assert numbers_in(brief) <= numbers_in(whole)
                assert len(brief) <= len(whole)


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"−?\d+(?:[\u00a0.,]\d+)*", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_main_messages_of_twelve_questions_fit_a_page(make: Callable[[tuple[str, str]], Made], language: str) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    page = make(("familjeteamet", language))
    sheets = pdfium.PdfDocument(to_pdf(page.document, page.tree))
    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    heading = {"sv": "Det viktigaste", "en": "Main messages"}[language]
    following = {"sv": "1 Sammanfattning", "en": "1 Summary"}[language]
    first = next(n for n, text in enumerate(texts) if heading in text and following not in text and ". . ." not in text)

    assert following in texts[first + 1]


def test_a_report_explains_the_words_that_it_uses_and_no_others(released_pilot: Callable[[str], Released]) -> None:
    of_team, of_star = (terms_in_glossary(Report(released_pilot(name), "sv")) for name in PILOTS)

    both = {"standardiserad förändring"}
    assert {"SDQ", "bära sig", "orosanmälan", "väntat antal", "syntetiska data", *both} <= of_team
    assert "lottning" not in of_team
    assert {"lottning", *both} <= of_star
    assert not {"SDQ", "bära sig", "orosanmälan", "pilot", "syntetiska data"} & of_star


def test_swedish_letters_come_last_in_the_glossary(released_pilot: Callable[[str], Released]) -> None:
    report = Report(released_pilot("familjeteamet"), "sv")
    text = glossary_text(report)

    assert max(terms_in_glossary(report), key=lambda term: text.index(f"**{term}**")).startswith("ö")


def glossary_text(report: Report) -> str:
    return str(report.glossary().parts[1]._repr_mimebundle_()[0]["text/markdown"])


def terms_in_glossary(report: Report) -> set[str]:
    return set(re.findall(r"- \*\*(.*?)\*\*:", glossary_text(report)))


def test_a_report_made_before_there_were_short_names_can_be_read(released_pilot: Callable[[str], Released]) -> None:
    old = json.loads(to_json(released_pilot("star")))
    for asked in old["cover"]["questions"]:
        del asked["short"]

    words = Report(from_json(json.dumps(old)), "sv").words

    assert "Får elever" in words.short(words.released.finding("class_size"))
