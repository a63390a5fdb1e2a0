"""What pandoc leaves out of a Word document.

`finished` takes the part of a Word file that holds the text, as pandoc wrote it, and mends six
things:

1. Tables get widths that fit the page and their words, in smaller letters where they must. A row
   never breaks over two pages, a short table stands on one page, and a long one begins with some
   rows that hold together.
2. Pictures say what they show in both places where programs look for it.
3. Words in a formula are either upright or slanted; pandoc says both.
4. A list in a box looks like the box.
5. There is room after a table and after a box, and a new page before the two first chapters.
6. The list of contents finds its pages (`word_contents.py`).

How wide a table's columns are is computed in `word_widths.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from xml.etree import ElementTree as ET

from tsi_eval.report.formats.word_contents import with_pages
from tsi_eval.report.formats.word_widths import SIZES, Fitted, fitted
from tsi_eval.report.formats.word_xml import W, made, restyle, set_property, style_of, w

_SPACES = {
    "w": W,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_KEPT_WHOLE = 14  # rows: a table up to this length stands on one page
_KEPT_AT_TOP = 3  # rows: of a longer one, these stand on the page where it begins
_BOXES = frozenset({"Box", "BoxHeading", "BoxList", "Answer"})
_TEXT = frozenset({"BodyText", "FirstParagraph", "Compact"})
_CHAPTERS_ON_NEW_PAGES = 2  # the page of main messages stands alone


def finished(content: bytes) -> bytes:
    """Return pandoc's document part with what Word needs to show it well."""
    root = ET.fromstring(content)  # noqa: S314  only of what pandoc just wrote
    for table in root.iter(w("tbl")):
        _table(table)
    for drawing in root.iter(f"{{{_SPACES['wp']}}}inline"):
        _picture(drawing)
    for properties in root.iter(_m("rPr")):
        _plain_or_italic(properties)
    # Between blocks there are bookmarks, which have no place on the page.
    blocks = [block for block in root.iterfind(f"{w('body')}/*") if block.tag in {w("p"), w("tbl")}]
    _lists_in_boxes(blocks)
    for block, following in pairwise(blocks):
        _between(block, following)
    _chapters_on_new_pages(blocks)
    for body in root.findall(w("body")):
        with_pages(body)
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _table(table: ET.Element) -> None:
    rows = table.findall(w("tr"))
    cells = [row.findall(w("tc")) for row in rows]
    # A project's own text may hold a table with merged cells; that one keeps the widths it has.
    plain = len({len(row) for row in cells}) == 1 and not list(table.iter(w("gridSpan")))
    fit = fitted([[_text(cell) for cell in row] for row in cells]) if plain else None
    if fit:
        _set_widths(table, cells, fit)
    for look in table.findall(f"{w('tblPr')}/{w('tblLook')}"):
        headed = look.get(w("firstRow")) == "1"
        look.attrib.update({w("firstColumn"): "1", w("noVBand"): "1", w("noHBand"): "1"})
        look.set(w("val"), "06A0" if headed else "0680")
    for row in rows:
        _unbroken(row)
    _styled(rows, "Small" if fit and fit.size < SIZES[0] else "")


def _text(cell: ET.Element) -> str:
    """Return the words of a cell, a line a paragraph."""
    return "\n".join("".join(paragraph.itertext()) for paragraph in cell.iter(w("p")))


def _set_widths(table: ET.Element, cells: Sequence[Sequence[ET.Element]], fit: Fitted) -> None:
    """Give a table, its columns and its cells the widths that fit."""
    for place in table.findall(f"{w('tblPr')}/{w('tblW')}"):
        place.attrib.update({w("type"): "dxa", w("w"): str(sum(fit.widths))})
    for place, width in zip(table.findall(f"{w('tblGrid')}/{w('gridCol')}"), fit.widths, strict=False):
        place.set(w("w"), str(width))
    for row in cells:
        for cell, width in zip(row, fit.widths, strict=True):
            for properties in cell.findall(w("tcPr")):
                properties.insert(0, made("tcW", type="dxa", w=width))


def _unbroken(row: ET.Element) -> None:
    """Keep a row on one page."""
    properties = row.find(w("trPr"))
    if properties is None:
        properties = made("trPr")
        row.insert(0, properties)
    properties.insert(0, made("cantSplit"))


def _styled(rows: Sequence[ET.Element], size: str) -> None:
    kept_with_next = len(rows) - 1 if len(rows) <= _KEPT_WHOLE else _KEPT_AT_TOP
    for number, row in enumerate(rows):
        is_heading = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
        for paragraph in _paragraphs([row]):
            if style_of(paragraph) in _TEXT:
                restyle(paragraph, f"Table{'Heading' if is_heading else 'Text'}{size}")
            if not is_heading and number < kept_with_next:
                set_property(paragraph, "keepNext")


def _paragraphs(rows: Iterable[ET.Element]) -> Iterable[ET.Element]:
    return (paragraph for row in rows for paragraph in row.iter(w("p")))


def _lists_in_boxes(blocks: Sequence[ET.Element]) -> None:
    """Give a list that follows a box's heading the look of the box, down to its last item."""
    number = None
    for block, following in pairwise(blocks):
        if style_of(block) == "BoxHeading":
            number = _list_number(following)
        if number is not None and _list_number(following) == number:
            restyle(following, "BoxList")
            # A list's own indent goes before its style's.
            set_property(following, "ind", left=600, right=200, hanging=360)


def _list_number(block: ET.Element) -> str | None:
    found = block.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    return None if found is None else found.get(w("val"))


def _between(block: ET.Element, following: ET.Element) -> None:
    """Keep notes with tables and answers with questions; give room after tables and boxes."""
    style, after = style_of(block), style_of(following)
    if block.tag == w("tbl") and after == "Note":
        for paragraph in _paragraphs(block.findall(w("tr"))[-1:]):
            set_property(paragraph, "keepNext")
    elif block.tag == w("tbl") and after in _TEXT:
        set_property(following, "spacing", before=240)
    elif style in _BOXES and after not in _BOXES:
        set_property(block, "spacing", after=200)
    elif style in _TEXT and after == "Answer":
        set_property(block, "keepNext")


def _chapters_on_new_pages(blocks: Sequence[ET.Element]) -> None:
    headings = [block for block in blocks if style_of(block) == "Heading1"]
    for heading in headings[:_CHAPTERS_ON_NEW_PAGES]:
        set_property(heading, "pageBreakBefore")
        set_property(heading, "spacing", before=0)


def _picture(drawing: ET.Element) -> None:
    """Say in both places of a picture what it shows, without a title beside it."""
    properties = drawing.find(f"{{{_SPACES['wp']}}}docPr")
    if properties is None:
        return
    properties.attrib.pop("title", None)
    for inner_properties in drawing.iter(f"{{{_SPACES['pic']}}}cNvPr"):
        inner_properties.set("descr", properties.get("descr", ""))


def _plain_or_italic(properties: ET.Element) -> None:
    # Pandoc says of words in a formula both that they are words and how they slant; the schema
    # allows one.
    if properties.find(_m("nor")) is not None:
        for slant in properties.findall(_m("sty")):
            properties.remove(slant)


def _m(name: str) -> str:
    return f"{{{_SPACES['m']}}}{name}"
