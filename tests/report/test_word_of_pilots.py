"""Whole reports in Word: headings, captions and words for pictures, and no word that is broken."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from documents_by_hand import main_document

from tsi_eval import Report
from tsi_eval.findings.released import Released
from tsi_eval.report.formats.letters import em
from tsi_eval.report.formats.pandoc import read
from tsi_eval.report.formats.word import to_docx
from tsi_eval.report.formats.word_xml import style_of, w

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SIZES = {"TableText": 17, "TableHeading": 17, "TableTextSmall": 15, "TableHeadingSmall": 15}


@pytest.fixture(params=["familjeteamet", "star"])
def body(request: pytest.FixtureRequest, released_pilot: Callable[[str], Released], language: str) -> ET.Element:
    """Return the body of a pilot's report in Word."""
    document = main_document(Report(released_pilot(request.param), language))
    with zipfile.ZipFile(BytesIO(to_docx(document, read(document)))) as file:
        found = ET.fromstring(file.read("word/document.xml")).find(w("body"))  # noqa: S314  of what was just written
    assert found is not None
    return found


def shown(body: ET.Element) -> list[ET.Element]:
    return [block for block in body if block.tag in {w("p"), w("tbl")}]


def words_too_wide(table: ET.Element) -> Iterator[tuple[str, int]]:
    """Yield each word that its cell is too narrow for, with the width of the cell in twips."""
    for cell in table.iter(w("tc")):
        width = cell.find(f"{w('tcPr')}/{w('tcW')}")
        for paragraph in cell.iter(w("p")):
            style = style_of(paragraph)
            for word in "".join(paragraph.itertext()).split(" "):
                needed = em(word, bold="Heading" in style) * SIZES[style] * 10
                if width is None or needed > int(str(width.get(w("w")))) - 140:
                    yield word, 0 if width is None else int(str(width.get(w("w"))))


def test_no_word_of_a_table_is_broken(body: ET.Element) -> None:
    tables = list(body.iter(w("tbl")))

    assert len(tables) > 3
    assert [broken for table in tables for broken in words_too_wide(table)] == []


def test_every_table_that_is_ours_follows_its_caption(body: ET.Element) -> None:
    pairs = [(before, block) for before, block in pairwise(shown(body)) if block.tag == w("tbl")]
    captioned = [block for before, block in pairs if style_of(before) == "TableCaption"]
    captions = [block for block in shown(body) if style_of(block) == "TableCaption"]

    assert len(captioned) == len(captions) > 3
    assert all("".join(caption.itertext()).split()[0] in {"Tabell", "Table"} for caption in captions)


def test_every_picture_has_words_and_a_caption_after_it(body: ET.Element) -> None:
    pairs = [pair for pair in pairwise(shown(body)) if list(pair[0].iter(f"{DRAWING}docPr"))]

    assert pairs
    for picture, caption in pairs:
        (properties,) = picture.iter(f"{DRAWING}docPr")
        assert len(properties.get("descr", "")) > 20
        assert style_of(caption) == "ImageCaption"
        assert "".join(caption.itertext()).split()[0] in {"Figur", "Figure"}


def test_headings_go_down_a_level_at_a_time(body: ET.Element) -> None:
    levels = [int(style_of(block)[-1]) for block in shown(body) if style_of(block).startswith("Heading")]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
