"""Words of a pilot are words on the page, whatever they look like."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

from tsi_eval import Report, analyse, load_pilot, open_study, release
from tsi_eval.findings.released import Released
from tsi_eval.report.document import document_of
from tsi_eval.report.estimates import to_codebook, to_csv
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


def page_of(released: Released, language: str = "sv") -> str:
    report = Report(released, language)
    chapters = [report.messages(), report.summary(), report.text("background"), *report.questions(), report.quality()]
    bundles = [part._repr_mimebundle_() for chapter in chapters for part in chapter.parts]
    outputs = [{"data": data, "metadata": metadata} for data, metadata in bundles]
    document = document_of({"cells": [{"outputs": outputs}]}, report.words)
    return to_html(document, read(document)).decode()


@pytest.fixture
def hostile(files: dict[str, str], write: Callable[..., Path]) -> Released:
    about = files["pilot.toml"].replace("Liten pilot", "<b>Liten</b> & $body$ @band@ 50 % |x|")
    about = about.replace('"arm=a" = { sv = "grupp A"', '"arm=a" = { sv = "=cmd|A_1_*B*<i>"')
    folder = write(files | {"pilot.toml": about, "texts/sv/background.md": HOSTILE})
    return release(analyse(open_study(load_pilot(folder))))


def test_nothing_in_a_text_becomes_alive(hostile: Released) -> None:
    page = page_of(hostile)

    assert not re.search(r"<(script|iframe|object|form)", page)
    assert not re.search(r"<[^>]+ (on\w+|style=\"x)", page)
    assert not re.search(r"<[a-z][^>]*(src|href)=\"(?!data:|#|https://skolverket\.se\")", page)
    assert "root:" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_titles_and_labels_are_shown_as_written(hostile: Released) -> None:
    page = page_of(hostile)

    assert "<h1>&lt;b&gt;Liten&lt;/b&gt; &amp; $body$ @band@ 50 % |x|</h1>" in page
    assert "=cmd|A_1_*B*&lt;i&gt;" in page


def test_a_label_that_a_spreadsheet_would_run_is_quoted(hostile: Released) -> None:
    assert "'=cmd|A_1_*B*<i>" in to_codebook(hostile)


def test_synthetic_data_say_so_on_the_page_and_in_every_row(hostile: Released) -> None:
    assert "Syntetiska data" in page_of(hostile)
    assert {line.split(",")[0] for line in to_csv(hostile).splitlines()[1:]} == {"synthetic"}


def test_headings_of_a_text_come_under_its_chapter(hostile: Released) -> None:
    page = page_of(hostile)

    assert re.search(r"<h2[^>]*>\d+ Bakgrund</h2>\s*<section[^>]*>\s*<h3[^>]*>\d+\.1 Bakgrund</h3>", page)


def test_hidden_numbers_are_two_dots_with_a_reason(files: dict[str, str], write: Callable[..., Path]) -> None:
    head, *rows = files["persons.csv"].splitlines()
    files["persons.csv"] = "\n".join([head, *(row[:-1] + "C" if i < 3 else row for i, row in enumerate(rows))])
    files["sources.toml"] = files["sources.toml"].replace('B = "b" }', 'B = "b", C = "c" }')

    page = page_of(release(analyse(open_study(load_pilot(write(files))))))

    assert ".. betyder att talet inte visas" in page
    assert re.search(r"<td[^>]*>\.\.</td>", page)
    assert "Vad som inte visas" in page


def test_strict_policy_shows_only_fives_and_whole_per_cent(files: dict[str, str], write: Callable[..., Path]) -> None:
    files["pilot.toml"] = files["pilot.toml"].replace('policy = "default"', 'policy = "strict"')

    released = release(analyse(open_study(load_pilot(write(files)))))

    shown = released.frame().query("status == 'shown' and question != 'receipt'")
    counts = shown.loc[shown["unit"] == "persons", "n"]
    shares = shown.loc[shown["unit"] == "share", "estimate"]
    assert (counts % 5 == 0).all()
    assert ((100 * shares).round(6) % 1 == 0).all()
    page_of(released)


def shapes(svg: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Return what draws, whatever room stands between its words."""
    root = ET.fromstring(svg)  # noqa: S314  ours
    drawn = [element for element in root.iter() if element.tag.startswith("{http://www.w3.org/2000/svg}")]
    return [
        (element.tag, {name: re.findall(r"[A-Za-z#]|[^A-Za-z#\s,]+", value) for name, value in element.items()})
        for element in drawn
        if not element.tag.endswith("metadata")
    ]


def test_drawings_are_in_the_page_whole(hostile: Released) -> None:
    page = page_of(hostile)
    drawings = [unquote(found) for found in re.findall(r'src="data:image/svg\+xml,([^"]+)"', page)]
    figures = [
        part for chapter in Report(hostile, "sv").questions() for part in chapter.parts if isinstance(part, Figure)
    ]

    assert len(drawings) == len(figures) > 0
    for drawing, figure in zip(drawings, figures, strict=True):
        assert shapes(drawing) == shapes(figure.svg)


def test_fonts_are_the_same_fonts_packed(hostile: Released) -> None:
    packed = re.findall(r"url\(data:font/woff;base64,([^)]+)\)", page_of(hostile))
    for content, path in zip(packed, font_files().values(), strict=True):
        mine, original = TTFont(io.BytesIO(base64.b64decode(content))), TTFont(path)
        assert mine.flavor == "woff"
        assert mine.keys() == original.keys()
        assert all(mine.reader[tag] == original.reader[tag] for tag in original.reader.tables if tag != "head")


def test_same_document_gives_the_same_page(hostile: Released) -> None:
    assert page_of(hostile) == page_of(hostile)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_question_with_several_answers_stands_once(hostile: Released, language: str) -> None:
    table = re.search(r'(?s)<div id="table-summary".*?</table>', page_of(hostile, language))
    assert table
    rows = re.findall(r"(?s)<tr role=\"row\">(.*?)</tr>", table[0])[1:]
    spans = [int(span or 1) for span in re.findall(r'<th(?: rowspan="(\d+)")? scope="row"', table[0])]

    assert sum(spans) == len(rows)
    assert not re.search(r"<th[^>]*></th>", table[0])


def test_what_scrolls_has_a_name_of_its_own(hostile: Released) -> None:
    page = page_of(hostile)
    names = re.findall(r'class="scroll" role="group" tabindex="0" (aria-label(?:ledby)?="[^"]+")', page)

    assert len(names) == page.count('class="scroll"') == len(set(names))
    assert all(f'id="{name[17:-1]}"' in page for name in names if name.startswith("aria-labelledby"))
