"""The Word file has what a screen reader, an editor and an archive need.

A pilot's words are only words in it.
"""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from documents_by_hand import document

from tsi_eval.report.document import Document
from tsi_eval.report.formats.pandoc import read
from tsi_eval.report.formats.word import to_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ALT = "Två streck: 12 och 43. Visar inte varför."
BAND = "Syntetiska data <b> & inget verkligt."
BODY = f"""
# Det viktigaste

::: {{.messages}}
**Det tyder på**

- En förändring på −1,9 veckor.
- En annan.
:::

# Frågan

::: {{.answer}}
Svaret är 1\u00a0188 kronor och −3 procent.
:::

![**Figur 1.** Vad som hände.](figures/figure-a.svg){{#figure-a alt="{ALT}"}}

::: {{.table #table-a}}
| vilka | antal |
| --- | ---: |
| alla | 1\u00a0188 |
| några | −3 |

: **Tabell 1.** Talen

::: {{.note}}
En not.
:::
:::

Text efter tabellen, med [länk](https://skolverket.se) och $k/n$.

$$\\frac{{k + z^2/2}}{{n + z^2}}$$

## Att tänka på

- En sak.
"""
HOSTILE = """
# Bakgrund {custom-style="Title" onclick="x"}

`<w:p><w:r><w:t>raw</w:t></w:r></w:p>`{=openxml} [stil]{custom-style="Hidden"} <w:br/> <script>alert(1)</script>
{ INCLUDETEXT "/etc/passwd" } =HYPERLINK("https://evil.example") [fil](file:///etc/passwd) [skript](javascript:alert(1))
![bild](https://example.org/spy.png) [länk](https://skolverket.se/?a=1&b=2) [post](mailto:a@example.org) \\write18{id} $body$ @title@

```{=openxml}
<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p>
```

::: {.answer custom-style="Body Text"}
I en ruta.
:::
"""


SILENT = ("skip", "scroll", "fold", "formula")


def made(markdown: str = BODY, **changes: Any) -> Document:
    usual: dict[str, Any] = {
        "title": "Liten <b>rapport</b> & @band@ $title$",
        "day": date(2024, 10, 15),
        "band": BAND,
        "facts": (("Huvudman", "Testkommun & <i>co</i>"), ("Status", "Utkast")),
        "labels": {"kind": "Uppföljningsrapport", "contents": "Innehåll"} | dict.fromkeys(SILENT, "–"),
    }
    return document(markdown, **(usual | changes))


def parts_of(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(to_docx(document, read(document)))) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def parsed(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314  of what was just written


def text_of(element: ET.Element) -> str:
    return "".join(element.itertext())


def style_of(paragraph: ET.Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def shown(document: ET.Element) -> Iterator[ET.Element]:
    body = document.find(f"{W}body")
    assert body is not None
    return (block for block in body if block.tag in {f"{W}p", f"{W}tbl"})


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return parts_of(made())


@pytest.fixture(scope="module")
def body(parts: dict[str, bytes]) -> ET.Element:
    return parsed(parts["word/document.xml"])


def test_every_part_is_xml_that_the_file_names(parts: dict[str, bytes]) -> None:
    types = parsed(parts["[Content_Types].xml"])
    named = {entry.get("PartName", "").lstrip("/") for entry in types}

    texts = {name for name in parts if name.endswith((".xml", ".rels"))}
    assert {"word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"} <= texts
    for name in texts:
        parsed(parts[name])
    assert {name for name in texts if name.startswith("word/") and not name.endswith(".rels")} <= named


def test_cover_then_contents_then_main_messages_on_a_page_of_its_own(body: ET.Element) -> None:
    blocks = [block for block in shown(body) if block.tag == f"{W}p"]
    styles = [style_of(block) for block in blocks]

    assert styles[:4] == ["Kind", "Title", "Fact", "Fact"]
    assert text_of(blocks[1]) == "Liten <b>rapport</b> & @band@ $title$"
    assert text_of(blocks[2]) == "HuvudmanTestkommun & <i>co</i>"
    assert styles.index("TOCHeading") == 4
    first, second = (block for block in blocks if style_of(block) == "Heading1")
    assert text_of(first) == "Det viktigaste"
    assert all(heading.find(f"{W}pPr/{W}pageBreakBefore") is not None for heading in (first, second))


def test_contents_link_to_headings_that_exist(body: ET.Element) -> None:
    entries = [block for block in shown(body) if style_of(block) == "TOC1"]
    bookmarks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}

    links = [link for entry in entries for link in entry.iter(f"{W}hyperlink")]
    assert [text_of(link) for link in links] == ["Det viktigaste", "1 Frågan"]
    anchors = [link.get(f"{W}anchor") for link in links]
    assert len(anchors) == len(entries)
    assert set(anchors) <= bookmarks


def test_contents_have_the_pages_and_a_program_is_asked_to_fill_them_in(
    parts: dict[str, bytes], body: ET.Element
) -> None:
    asked = [str(place.text).split() for place in body.iter(f"{W}instrText")]
    inside = {
        mark.get(f"{W}name"): style_of(block)
        for block in body.iter(f"{W}p")
        for mark in block.findall(f"{W}bookmarkStart")
    }

    assert asked == [["PAGEREF", "chapter_1", "\\h"], ["PAGEREF", "chapter_2", "\\h"]]
    assert inside == {"chapter_1": "Heading1", "chapter_2": "Heading1"}
    update = parsed(parts["word/settings.xml"]).find(f"{W}updateFields")
    assert update is not None
    assert update.get(f"{W}val") == "true"


def test_the_font_lies_in_the_file(parts: dict[str, bytes]) -> None:
    named = {entry.get("Extension"): entry.get("ContentType") for entry in parsed(parts["[Content_Types].xml"])}
    targets = {f"word/{entry.get('Target')}" for entry in parsed(parts["word/_rels/fontTable.xml.rels"])}

    assert named["odttf"] == "application/vnd.openxmlformats-officedocument.obfuscatedFont"
    assert {name for name in parts if name.startswith("word/fonts/")} == targets
    assert len(targets) == 3
    assert b"embedTrueTypeFonts" in parts["word/settings.xml"]


def test_every_table_has_a_heading_row_row_headings_and_a_caption_that_stays_with_it(body: ET.Element) -> None:
    blocks = list(shown(body))
    tables = [place for place, block in enumerate(blocks) if block.tag == f"{W}tbl"]

    assert len(tables) == 1
    for place in tables:
        table, caption = blocks[place], blocks[place - 1]
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert look is not None
        assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")
        assert style_of(caption) == "TableCaption"
        assert text_of(caption) == "Tabell 1. Talen"
        assert {style_of(paragraph) for paragraph in rows[0].iter(f"{W}p")} == {"TableHeading"}


def test_captions_are_captions_and_a_tables_keeps_with_it(parts: dict[str, bytes]) -> None:
    styles = {style.get(f"{W}styleId"): style for style in parsed(parts["word/styles.xml"]).iter(f"{W}style")}

    for name in ("TableCaption", "ImageCaption"):
        based = styles[name].find(f"{W}basedOn")
        assert based is not None
        assert based.get(f"{W}val") == "Caption"
    for name in ("TableCaption", "CaptionedFigure", "Heading1", "BoxHeading"):
        assert styles[name].find(f"{W}pPr/{W}keepNext") is not None


def test_every_style_that_is_used_exists(parts: dict[str, bytes], body: ET.Element) -> None:
    styles = {style.get(f"{W}styleId") for style in parsed(parts["word/styles.xml"]).iter(f"{W}style")}
    used = {place.get(f"{W}val") for name in ("pStyle", "rStyle", "tblStyle") for place in body.iter(f"{W}{name}")}

    assert {"BoxHeading", "BoxList", "Answer", "Note", "Fact", "TableText", "Hyperlink"} <= used
    assert used <= styles


def test_a_picture_says_what_the_document_says_of_it(parts: dict[str, bytes], body: ET.Element) -> None:
    drawings = list(body.iter(f"{WP}docPr"))

    assert [drawing.get("descr") for drawing in drawings] == [ALT]
    assert sum(name.startswith("word/media/") for name in parts) == 1


def test_the_language_and_the_title_are_set(parts: dict[str, bytes]) -> None:
    for language, locale in (("sv", "sv-SE"), ("en", "en-GB")):
        written = parts if language == "sv" else parts_of(made(language=language))
        default = parsed(written["word/styles.xml"]).find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        theme = parsed(written["word/settings.xml"]).find(f"{W}themeFontLang")
        assert default is not None
        assert theme is not None
        assert default.get(f"{W}val") == theme.get(f"{W}val") == locale
        core = {entry.tag.rpartition("}")[2]: entry.text for entry in parsed(written["docProps/core.xml"])}
        assert core["language"] == locale
        assert core["title"] == "Liten <b>rapport</b> & @band@ $title$"
        assert core["created"] == core["modified"] == "2024-10-15T12:00:00Z"
        assert not {"creator", "lastModifiedBy"} & set(core)
        assert b"say-" not in written["docProps/custom.xml"]


def test_the_file_says_who_wrote_it() -> None:
    written = parts_of(made("ord", figures={}, authors=("Anna & Co", "Ek")))

    core = {entry.tag.rpartition("}")[2]: entry.text for entry in parsed(written["docProps/core.xml"])}
    assert core["creator"] == "Anna & Co; Ek"


def test_the_band_stands_on_every_page(parts: dict[str, bytes], body: ET.Element) -> None:
    relations = {entry.get("Id"): entry.get("Target") for entry in parsed(parts["word/_rels/document.xml.rels"])}
    sections = list(body.iter(f"{W}sectPr"))

    assert len(sections) == 1
    for section in sections:
        headers = section.findall(f"{W}headerReference")
        assert [header.get(f"{W}type") for header in headers] == ["default"]
        assert section.find(f"{W}titlePg") is None
        for header in headers:
            assert text_of(parsed(parts[f"word/{relations[header.get(f'{R}id')]}"])).strip() == BAND
    assert b"evenAndOddHeaders" not in parts["word/settings.xml"]


def test_without_a_band_there_is_no_header() -> None:
    parts = parts_of(made(band=""))

    assert b"headerReference" not in parts["word/document.xml"]
    assert b"footerReference" in parts["word/document.xml"]
    assert "word/header1.xml" not in parts


def test_a_list_of_messages_stands_in_its_box(body: ET.Element) -> None:
    boxed = [text_of(block) for block in shown(body) if style_of(block) == "BoxList"]

    assert boxed == ["En förändring på −1,9 veckor.", "En annan."]
    assert [text_of(block) for block in shown(body) if style_of(block) == "Compact"] == ["En sak."]


def test_no_paragraph_is_empty(body: ET.Element) -> None:
    blank = [
        block
        for block in body.iter(f"{W}p")
        if not text_of(block).strip() and not list(block.iter(f"{WP}inline")) and not list(block.iter(f"{M}oMath"))
    ]

    assert list(body.iter(f"{W}p"))
    assert blank == []


def test_numbers_keep_their_spaces_and_signs(body: ET.Element) -> None:
    cells = [text_of(cell) for cell in body.iter(f"{W}tc")]

    assert cells == ["vilka", "antal", "alla", "1\u00a0188", "några", "\u22123"]
    assert "Svaret är 1\u00a0188 kronor och \u22123 procent." in [text_of(block) for block in shown(body)]


def test_numbers_stand_to_the_right(body: ET.Element) -> None:
    sides = [{place.get(f"{W}val") for place in cell.iter(f"{W}jc")} for cell in body.iter(f"{W}tc")]

    assert sides == [set(), {"right"}] * 3


def test_a_formula_is_a_formula(body: ET.Element) -> None:
    assert len(list(body.iter(f"{M}oMath"))) == 2
    assert len(list(body.iter(f"{M}f"))) >= 1


def test_words_in_a_formula_do_not_also_slant() -> None:
    body = parsed(parts_of(made(markdown="# A\n\n$d_{\\text{av}}$\n", figures={}))["word/document.xml"])
    properties = [place for place in body.iter(f"{M}rPr") if place.find(f"{M}nor") is not None]

    assert properties
    assert not [place for place in properties if place.find(f"{M}sty") is not None]


def test_a_pilots_words_are_words() -> None:
    parts = parts_of(made(HOSTILE, figures={}))
    body = parsed(parts["word/document.xml"])
    words = text_of(body)

    for part in (
        "<w:p><w:r><w:t>raw</w:t></w:r></w:p>",
        "<script>alert(1)</script>",
        "{ INCLUDETEXT",
        "@title@",
        "DDEAUTO",
    ):
        assert part in words
    assert {style_of(block) for block in shown(body)} <= {
        "Kind", "Title", "Fact", "TOCHeading", "TOC1", "Heading1", "FirstParagraph", "BodyText", "SourceCode", "Answer",
    }  # fmt: skip
    titles = [text_of(block) for block in shown(body) if style_of(block) == "Title"]
    assert titles == [made().title]
    # The list of contents has fields, and they are ours.
    assert [str(place.text) for place in body.iter(f"{W}instrText")] == [" PAGEREF chapter_1 \\h "]
    for name in ("fldSimple", "object", "altChunk"):
        assert not list(body.iter(f"{W}{name}"))
    assert not [name for name in parts if name.startswith(("word/media/", "word/embeddings/"))]
    assert b"root:" not in parts["word/document.xml"]


ODD = """
# Egna tabeller

+-------+--------------+
| a     | b            |
+=======+==============+
| - x   | sammanslagen |
|       |              |
| - y   |              |
+-------+--------------+
| tvärs över           |
+-------+--------------+

------ -------
     1 2
     3 4
------ -------

| rad
|   indragen

Term

:   Förklaring[^1]

[^1]: En fotnot.

> Ett citat.

---

1. Ett
   - under
     1. mer

```python
print("kod")
```
"""


def test_a_text_may_hold_what_it_likes() -> None:
    parts = parts_of(made(ODD, figures={}))
    body = parsed(parts["word/document.xml"])

    first, second = body.iter(f"{W}tbl")
    assert [span.get(f"{W}val") for span in first.iter(f"{W}gridSpan")] == ["2"]
    assert second.find(f"{W}tr/{W}trPr/{W}tblHeader") is None
    assert "sammanslagen" in text_of(first)
    assert [text_of(cell) for cell in second.iter(f"{W}tc")][-2:] == ["3", "4"]
    assert "En fotnot." in text_of(parsed(parts["word/footnotes.xml"]))
    styles = {style.get(f"{W}styleId") for style in parsed(parts["word/styles.xml"]).iter(f"{W}style")}
    used = {place.get(f"{W}val") for name in ("pStyle", "rStyle") for place in body.iter(f"{W}{name}")}
    assert {"BlockText", "Definition"} <= used
    assert used <= styles


def test_only_links_in_the_text_lead_outside() -> None:
    parts = parts_of(made(HOSTILE, figures={}))
    outside = {
        entry.get("Target")
        for name, part in parts.items()
        if name.endswith(".rels")
        for entry in parsed(part)
        if entry.get("TargetMode") == "External"
    }

    assert outside == {"https://skolverket.se/?a=1&b=2", "mailto:a@example.org"}


def test_the_same_bytes_at_any_hour_and_in_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts: dict[str, bytes]
) -> None:
    document = made()
    first = to_docx(document, read(document))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    if hasattr(time, "tzset"):
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
    try:
        assert to_docx(document, read(document)) == first
    finally:
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()

    with zipfile.ZipFile(BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2024, 10, 15, 12, 0, 0)}
    own = (str(tmp_path), f"{Path.home()}/", "site-packages", f"{gettempdir()}/")
    assert not [name for name, part in parts.items() for path in own if path.encode() in part]


def test_a_character_that_xml_does_not_allow_is_left_out() -> None:
    parts = parts_of(made(title="Titel\x0b\ufffe", band="Band\x01", markdown="# A\x0b\n\nOrd\x02 här.\n", figures={}))

    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"):
        parsed(parts[name])
    assert text_of(parsed(parts["word/header1.xml"])).strip() == "Band"
