"""The words of both pilots' pages, in both languages: foreign words are marked, terms explained, sources listed, numbers written right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest

from tsi_eval import Report, analyse, find_project, load_pilot, open_study, release
from tsi_eval.designs import DESIGNS
from tsi_eval.findings import Quantity
from tsi_eval.findings.released import Released, from_json, to_json
from tsi_eval.language import LANGUAGES, Message, has_sentence, keys, say
from tsi_eval.language.catalogue import Plural, sentences
from tsi_eval.report.document import Document, document_of
from tsi_eval.report.formats.html import to_html
from tsi_eval.report.formats.pandoc import own, read
from tsi_eval.report.formats.pdf import to_pdf
from tsi_eval.report.glossary import TERMS, terms_of_design
from tsi_eval.report.parts import Chapter
from tsi_eval.report.sentences import answers
from tsi_eval.report.sources import cited, cited_in, known

HERE = find_project(Path(__file__).parent)
NOTEBOOK = json.loads((HERE.root / "notebooks" / "follow_up_report.ipynb").read_text(encoding="utf-8"))
FOREIGN = json.loads(own("foreign.json").read_text(encoding="utf-8"))
PILOTS = ("familjeteamet", "star")
PAGES = tuple(product(PILOTS, LANGUAGES))
OTHER = {"sv": "en", "en": "sv"}
# Measures that are the package's own say so in their text.
OWN = {"rate_of_contacts", "absence_rate", "absence_all_before", "norm_sd", "declared", "published"}
DELIVERED = Path(__file__).resolve().parents[2] / "data_raw"
APART = {"style", "math", "h1", "h2", "h3", "h4", "nav", "header"}


class Page(HTMLParser):
    """Text in the page's language, with a bar where words of another stand; headings, formulas and the cover apart."""

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
        if "report.questions()" in source:
            yield from report.questions()
        elif match := re.fullmatch(r"report\.(\w+)\((?:\"(\w+)\")?\)", source):
            yield getattr(report, match[1])(*([match[2]] if match[2] else []))


def outputs_of(report: Report) -> list[dict[str, object]]:
    bundles = [part._repr_mimebundle_() for chapter in chapters_of(report) for part in chapter.parts]
    return [{"data": data, "metadata": metadata} for data, metadata in bundles]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Released]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSI_EVAL_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))
        return {name: release(analyse(open_study(load_pilot(HERE.data / name)))) for name in PILOTS}


@pytest.fixture(scope="module")
def documents(released: dict[str, Released]) -> dict[tuple[str, str], tuple[Document, str]]:
    made = {}
    for name, language in PAGES:
        report = Report(released[name], language)
        document = document_of({"cells": [{"outputs": outputs_of(report)}]}, report.words)
        made[name, language] = document, read(document)
    return made


@pytest.fixture(scope="module")
def pages(documents: dict[tuple[str, str], tuple[Document, str]]) -> dict[tuple[str, str], str]:
    return {key: to_html(*made).decode() for key, made in documents.items()}


@pytest.mark.parametrize("page", PAGES)
class TestEveryPage:
    def test_words_of_the_other_language_are_marked(
        self, page: tuple[str, str], pages: dict[tuple[str, str], str]
    ) -> None:
        text = " ".join(Page(pages[page], page[1], frozenset({"style", "math", "header"})).text.split())

        assert not [word for word in FOREIGN[OTHER[page[1]]] if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
        assert page[1] == "sv" or not re.findall(r"\w*[åäöÅÄÖ]\w*", text)

    def test_numbers_are_written_as_the_language_writes_them(
        self, page: tuple[str, str], pages: dict[tuple[str, str], str]
    ) -> None:
        text = re.sub(r"abcdocz\.com \d+|https?://\S+", "", Page(pages[page], page[1], frozenset(APART)).text)
        point = r"(?<![\w.])\d+\.\d+(?!\.?\d)(?![\w])"
        comma = r"(?<![\w,])\d+,\d{1,2}(?!\d)|(?<![\w,])\d+,\d{4,}"

        assert not re.findall(point if page[1] == "sv" else comma, text)
        assert not re.findall(r"(?:^|[\s(])-\d+", text), "a hyphen is no minus"
        assert not re.findall(r"(?<![\w,.])\d{5,}(?![\w])", text), "thousands are set apart"
        if page[1] == "en":
            assert not re.findall(r"\d\u00a0\d{3}(?!\d)", text)

    def test_sources_are_exactly_those_cited(
        self, page: tuple[str, str], pages: dict[tuple[str, str], str], released: dict[str, Released]
    ) -> None:
        html = pages[page]
        wanted = set(cited(Report(released[page[0]], page[1]).words))

        assert wanted
        assert wanted == set(re.findall(r'id="ref-(\w+)"', html)) == set(re.findall(r'href="#ref-(\w+)"', html))
        assert html.count('id="refs"') == 1
        assert not re.search(r"@[a-z]+\d{4}|:::", html)
        assert ("et al" in html or " and " in html) if page[1] == "en" else "et al." not in html

    def test_contents_have_the_short_names_and_chapters_the_whole_questions(
        self, page: tuple[str, str], pages: dict[tuple[str, str], str], released: dict[str, Released]
    ) -> None:
        html = pages[page]
        contents = re.search(r"(?s)<nav.*?</nav>", html)
        assert contents
        for asked in released[page[0]].cover.questions:
            short, full = (text.in_language(page[1]).replace("'", "’") for text in (asked.short, asked.text))
            assert len(short) <= 40
            assert re.search(rf">(?:<span[^>]*>)?[\d.]* ?{re.escape(short)}<", contents[0]) or short in contents[0]
            assert full not in contents[0]
            chapter = rf"(?s)<h2[^>]*>[^<]*{re.escape(short)}</h2>\s*<p><strong>{re.escape(full)}</strong></p>"
            assert re.search(chapter, html), short

    def test_notebook_shows_no_marks_of_pandoc(self, page: tuple[str, str], released: dict[str, Released]) -> None:
        shown = [str(output["data"]) for output in outputs_of(Report(released[page[0]], page[1]))]

        assert not [text for text in shown if ":::" in text or "{lang=" in text or "{#refs" in text]


def test_a_report_explains_the_words_that_it_uses_and_no_others(released: dict[str, Released]) -> None:
    told = {name: glossary_of(Report(released[name], "sv")) for name in PILOTS}

    assert {"SDQ", "bära sig", "orosanmälan", "väntat antal", "syntetiska data"} <= told["familjeteamet"]
    assert not {"lottning", "standardiserad förändring"} & told["familjeteamet"]
    assert {"lottning", "standardiserad förändring"} <= told["star"]
    assert not {"SDQ", "bära sig", "orosanmälan", "pilot", "syntetiska data"} & told["star"]


def glossary_of(report: Report) -> set[str]:
    text = str(report.glossary().parts[0]._repr_mimebundle_()[0]["text/markdown"])
    return set(re.findall(r"- \*\*(.*?)\*\*:", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_in_the_catalogue_in_a_few_plain_sentences(language: str) -> None:
    held = {key.split(".")[1] for key in keys(language) if re.match(r"glossary\.\w+\.", key)}
    means = {name: say(Message(f"glossary.{name}.means"), language) for name in held}
    of_quantities = {name for quantity in Quantity for name in quantity.record.terms}
    of_designs = {name for design in DESIGNS for name in terms_of_design(design.name)}
    of_caveats = {name for name in held if has_sentence(f"caveat.{name}")}

    assert {*TERMS} | of_quantities | of_designs | of_caveats == held
    assert all(has_sentence(f"glossary.{name}.term") for name in held)
    assert all(len(re.findall(r"[.:]( |$)", text)) <= 4 for text in means.values())
    assert all(len(sentence.split()) <= 26 for text in means.values() for sentence in re.split(r"\. ", text))


def test_swedish_letters_come_last_in_the_glossary(released: dict[str, Released]) -> None:
    terms = glossary_of(Report(released["familjeteamet"], "sv"))
    text = str(Report(released["familjeteamet"], "sv").glossary().parts[0]._repr_mimebundle_()[0]["text/markdown"])

    assert max(terms, key=lambda term: text.index(f"**{term}**")).startswith("ö")


def test_every_source_is_cited_somewhere_and_every_citation_has_a_source() -> None:
    cites = [
        {key: cited_in(said.forms.values() if isinstance(said, Plural) else [said]) for key, said in found.items()}
        for found in map(sentences, LANGUAGES)
    ]

    assert cites[0] == cites[1]
    of_pilots = cited_in(path.read_text(encoding="utf-8") for path in DELIVERED.glob("*/texts/*/*.md"))
    assert set(known()) == {source for sources in cites[0].values() for source in sources} | set(of_pilots)


@pytest.mark.parametrize("source", known().values(), ids=known())
def test_every_source_has_author_year_and_title(source: dict[str, object]) -> None:
    assert source["author"]
    assert all(name.get("family") or name.get("literal") for name in source["author"])  # type: ignore[attr-defined]
    assert re.fullmatch(r"[a-z]+\d{4}", str(source["id"]))
    assert str(source["issued"]["date-parts"][0][0]) == str(source["id"])[-4:]  # type: ignore[index]
    assert source["title"]
    assert str(source["language"])[:2] in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_method_names_its_source(language: str) -> None:
    texts = {
        key.split(".")[1]: say(Message(key), language)
        for key in keys(language)
        if key.startswith("method.") and key.endswith(".text")
    }

    assert {name for name, text in texts.items() if not cited_in([text])} == OWN


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"−?\d+(?:[\u00a0.,]\d+)*", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_brief_sentences_have_the_same_numbers_as_the_whole_ones(released: dict[str, Released], language: str) -> None:
    for name in PILOTS:
        words = Report(released[name], language).words
        for asked in released[name].cover.questions:
            finding = released[name].finding(asked.id)
            pairs = zip(answers(words, finding, brief=True), answers(words, finding), strict=True)
            for brief, whole in pairs:
                assert numbers_in(brief) <= numbers_in(whole)
                assert len(brief) <= len(whole)


@pytest.mark.parametrize("language", LANGUAGES)
def test_main_messages_of_twelve_questions_fit_a_page(
    documents: dict[tuple[str, str], tuple[Document, str]], language: str
) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    texts = [
        page.get_textpage().get_text_range()
        for page in pdfium.PdfDocument(to_pdf(*documents["familjeteamet", language]))
    ]
    heading = {"sv": "Det viktigaste", "en": "Main messages"}[language]
    following = {"sv": "1 Sammanfattning", "en": "1 Summary"}[language]
    first = next(n for n, text in enumerate(texts) if heading in text and following not in text and ". . ." not in text)

    assert following in texts[first + 1]


def test_a_report_made_before_there_were_short_names_can_be_read(released: dict[str, Released]) -> None:
    old = json.loads(to_json(released["star"]))
    for asked in old["cover"]["questions"]:
        del asked["short"]

    words = Report(from_json(json.dumps(old)), "sv").words

    assert "Får elever" in words.short(words.released.finding("class_size"))
