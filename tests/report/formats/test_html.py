"""One page that needs nothing else, on which words of a pilot are only words."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from documents_by_hand import SVG, document, document_of_chapters, main_page
from fontTools.ttLib import TTFont

from tsi_eval import Report
from tsi_eval.findings.released import Released
from tsi_eval.report.fonts import font_files
from tsi_eval.report.formats.html import to_html
from tsi_eval.report.formats.pandoc import read
from tsi_eval.report.parts import Figure

HOSTILE = """
# Bakgrund

<script>alert(1)</script> <img src=x onerror=alert(2)> [klicka](javascript:alert(3)) [spam]{onclick="alert(4)" style="x"}
![bild](https://example.org/spy.png) `kod`{=html} $\\input{/etc/passwd}$ \\write18{id} [länk](https://skolverket.se)

```{=html}
<iframe src="https://example.org"></iframe>
```

::: {.answer onmouseover="alert(5)"}
@title@ $body$ {{7*7}}
:::
"""


@pytest.fixture(scope="module")
def hostile(tiny_pilot: dict[str, str], release_files: Callable[[dict[str, str]], Released]) -> Released:
    about = tiny_pilot["pilot.toml"].replace("Liten pilot", "<b>Liten</b> & $body$ @band@ 50 % |x|")
    about = about.replace('"arm=a" = { sv = "grupp A"', '"arm=a" = { sv = "=cmd|A_1_*B*<i>"')
    return release_files(tiny_pilot | {"pilot.toml": about, "texts/sv/background.md": HOSTILE})


@pytest.fixture(scope="module")
def page(hostile: Released) -> str:
    return main_page(hostile)


def test_nothing_in_a_text_becomes_alive(page: str) -> None:
    assert not re.search(r"<(script|iframe|object|form)", page)
    assert not re.search(r"<[^>]+ (on\w+|style=\"x)", page)
    assert not re.search(r"<[a-z][^>]*(src|href)=\"(?!data:|#|https://skolverket\.se\")", page)
    assert "root:" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_titles_and_labels_are_shown_as_written(page: str) -> None:
    assert "<h1>&lt;b&gt;Liten&lt;/b&gt; &amp; $body$ @band@ 50 % |x|</h1>" in page
    assert "=cmd|A_1_*B*&lt;i&gt;" in page


def test_the_page_says_who_wrote_it_and_nothing_where_nobody_did(page: str) -> None:
    small = document("# A", authors=('A "B" & $body$', "C"))
    made = to_html(small, read(small)).decode()

    assert '<meta name="author" content="A &quot;B&quot; &amp; $body$">\n<meta name="author" content="C">' in made
    nobody = document("# A")
    assert 'name="author"' not in to_html(nobody, read(nobody)).decode()
    assert '<meta name="author" content="A">' in page


def test_headings_of_a_text_come_under_its_chapter(page: str) -> None:
    assert re.search(r"<h2[^>]*>\d+ Bakgrund</h2>\s*<section[^>]*>\s*<h3[^>]*>\d+\.1 Bakgrund</h3>", page)


def shapes(svg: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Return what draws, whatever room stands between its words."""
    root = ET.fromstring(svg)  # noqa: S314  ours
    drawn = [element for element in root.iter() if element.tag.startswith("{http://www.w3.org/2000/svg}")]
    return [
        (element.tag, {name: tokens(value) for name, value in element.items() if not is_a_groups_name(name, value)})
        for element in drawn
        if not element.tag.endswith("metadata")
    ]


def is_a_groups_name(name: str, value: str) -> bool:
    return name == "id" and bool(re.fullmatch(r"(matplotlib\.)?[A-Za-z]+_\d+", value))


def tokens(value: str) -> list[str]:
    """Return letters and numbers, these with two decimals; letters' outlines have shorter names."""
    named = value.replace("AtkinsonHyperlegible-Regular-", "R")
    return [
        found[:1] + re.sub(r"(\.\d\d)\d+", r"\1", found[1:]) for found in re.findall(r"[A-Za-z#]|[^A-Za-z#\s,]+", named)
    ]


def test_drawings_are_in_the_page_whole(page: str, hostile: Released) -> None:
    report = Report(hostile, "sv")
    drawings = [unquote(found) for found in re.findall(r'src="data:image/svg\+xml,([^"]+)"', page)]
    figures = [
        part
        for chapter in (report.summary(), *report.questions())
        for part in chapter.parts
        if isinstance(part, Figure)
    ]

    assert len(drawings) == len(figures) > 0
    for drawing, figure in zip(drawings, figures, strict=True):
        assert shapes(drawing) == shapes(figure.svg)


def test_a_drawing_for_phones_stands_beside_with_the_same_words_and_no_name() -> None:
    text = '![**Figur 1. A.** b. c](figures/figure-a.svg){#figure-a alt="En <stapel>."}'
    narrow = SVG.replace("400", "200")

    both = to_html(made := document(text, phone={"figure-a.svg": narrow}), read(made)).decode()
    one = to_html(made := document(text), read(made)).decode()

    images = re.findall(r"<img[^>]*>", both)
    assert [("page", "400"), ("phone", "200")] == [
        (re.search(r'class="(\w+)"', image)[1], re.search(r"%20width='(\d+)'", image)[1])  # type: ignore[index]
        for image in images
    ]
    assert len({re.search(r'alt="[^"]*"', image)[0] for image in images}) == 1  # type: ignore[index]
    assert "id=" not in images[1]
    assert both.count('id="figure-a"') == 1
    assert 'class="phone"' not in one


def test_fonts_are_the_same_fonts_packed(page: str) -> None:
    packed = re.findall(r"url\(data:font/woff;base64,([^)]+)\)", page)

    assert len(packed) == 3
    for content, path in zip(packed, font_files().values(), strict=True):
        mine, original = TTFont(io.BytesIO(base64.b64decode(content))), TTFont(path)
        assert mine.flavor == "woff"
        assert mine.keys() == original.keys()
        assert all(mine.reader[tag] == original.reader[tag] for tag in original.reader.tables if tag != "head")


def test_same_document_gives_the_same_page(page: str, hostile: Released) -> None:
    assert page == main_page(hostile)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_question_with_several_answers_stands_once(hostile: Released, language: str) -> None:
    report = Report(hostile, language)
    summary = document_of_chapters(report, report.summary())
    table = re.search(r'(?s)<div id="table-summary".*?</table>', to_html(summary, read(summary)).decode())
    assert table
    rows = re.findall(r"(?s)<tr role=\"row\">(.*?)</tr>", table[0])[1:]
    spans = [int(span or 1) for span in re.findall(r'<th(?: rowspan="(\d+)")? scope="row"', table[0])]

    assert sum(spans) == len(rows)
    assert not re.search(r"<th[^>]*></th>", table[0])


def test_what_scrolls_has_a_name_of_its_own(page: str) -> None:
    names = re.findall(r'class="scroll" role="group" tabindex="0" (aria-label(?:ledby)?="[^"]+")', page)

    assert len(names) == page.count('class="scroll"') == len(set(names))
    assert all(f'id="{name[17:-1]}"' in page for name in names if name.startswith("aria-labelledby"))


def test_facts_and_labels_stand_on_the_page_as_words() -> None:
    made = document("# A\n\nord", facts=(("Huvud<i>man", "a & $title$ @band@"),), title="T", band='Data "x" <b>')

    text = to_html(made, read(made)).decode()

    assert "<div><dt>Huvud&lt;i&gt;man</dt><dd>a &amp; $title$ @band@</dd></div>" in text
    assert '<aside><p class="band">Data &quot;x&quot; &lt;b&gt;</p></aside>' in text
    assert "say contents" in text
    assert '<html lang="sv"' in text


def test_without_a_band_there_is_none() -> None:
    made = document("# A\n\nord", band="")

    assert '<p class="band">' not in to_html(made, read(made)).decode()
