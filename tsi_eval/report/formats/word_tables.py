"""What pandoc leaves out of a Word document.

`finished` takes the part of a Word file that holds the text, as pandoc wrote it, and mends five
things:

1. Tables get widths that fit the page. A row never breaks over two pages, a short table stands on
   one page, and a long one begins with some rows that hold together.
2. Pictures say what they show in both places where programs look for it.
3. Words in a formula are either upright or slanted; pandoc says both.
4. A list in a box looks like the box.
5. There is room after a table and after a box, and a new page before the two first chapters.

How wide a table's columns are is computed in `word_widths.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from xml.etree import ElementTree as ET

from tsi_eval.report.formats.word_widths import widths

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
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
# What stands before a property in a paragraph: the schema's order, in which Word wants them.
_BEFORE = {
    "keepNext": {"pStyle"},
    "pageBreakBefore": {"pStyle", "keepNext", "keepLines"},
    "spacing": {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs"},
    "ind": {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "spacing"},
}
_CHAPTERS_ON_NEW_PAGES = 2  # the page of main messages stands alone


def finished(content: bytes) -> bytes:
    """Return pandoc's document part with what Word needs to show it well."""
    root = ET.fromstring(content)  # noqa: S314  only of what pandoc just wrote
    for table in root.iter(_w("tbl")):
        _table(table)
    for drawing in root.iter(f"{{{_SPACES['wp']}}}inline"):
        _picture(drawing)
    for properties in root.iter(_m("rPr")):
        _plain_or_italic(properties)
    # Between blocks there are bookmarks, which have no place on the page.
    blocks = [block for block in root.iterfind(f"{_w('body')}/*") if block.tag in {_w("p"), _w("tbl")}]
    _lists_in_boxes(blocks)
    for block, following in pairwise(blocks):
        _between(block, following)
    _chapters_on_new_pages(blocks)
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _table(table: ET.Element) -> None:
    rows = table.findall(_w("tr"))
    cells = [row.findall(_w("tc")) for row in rows]
    # A project's own text may hold a table with merged cells; that one keeps the widths it has.
    if len({len(row) for row in cells}) == 1 and not list(table.iter(_w("gridSpan"))):
        _fitted(table, cells)
    for look in table.findall(f"{_w('tblPr')}/{_w('tblLook')}"):
        headed = look.get(_w("firstRow")) == "1"
        look.attrib.update({_w("firstColumn"): "1", _w("noVBand"): "1", _w("noHBand"): "1"})
        look.set(_w("val"), "06A0" if headed else "0680")
    for row in rows:
        _unbroken(row)
    _styled(rows)


def _fitted(table: ET.Element, cells: Sequence[Sequence[ET.Element]]) -> None:
    """Give a table, its columns and its cells the widths that fit."""
    fitted = widths([["".join(cell.itertext()) for cell in row] for row in cells])
    for place in table.findall(f"{_w('tblPr')}/{_w('tblW')}"):
        place.attrib.update({_w("type"): "dxa", _w("w"): str(sum(fitted))})
    for place, width in zip(table.findall(f"{_w('tblGrid')}/{_w('gridCol')}"), fitted, strict=False):
        place.set(_w("w"), str(width))
    for row in cells:
        for cell, width in zip(row, fitted, strict=True):
            for properties in cell.findall(_w("tcPr")):
                properties.insert(0, _made("tcW", type="dxa", w=width))


def _unbroken(row: ET.Element) -> None:
    """Keep a row on one page."""
    properties = row.find(_w("trPr"))
    if properties is None:
        properties = _made("trPr")
        row.insert(0, properties)
    properties.insert(0, _made("cantSplit"))


def _styled(rows: Sequence[ET.Element]) -> None:
    kept_with_next = len(rows) - 1 if len(rows) <= _KEPT_WHOLE else _KEPT_AT_TOP
    for number, row in enumerate(rows):
        is_heading = row.find(f"{_w('trPr')}/{_w('tblHeader')}") is not None
        for paragraph in _paragraphs([row]):
            if _style(paragraph) in _TEXT:
                _restyle(paragraph, "TableHeading" if is_heading else "TableText")
            if not is_heading and number < kept_with_next:
                _set(paragraph, "keepNext")


def _paragraphs(rows: Iterable[ET.Element]) -> Iterable[ET.Element]:
    return (paragraph for row in rows for paragraph in row.iter(_w("p")))


def _restyle(paragraph: ET.Element, name: str) -> None:
    for style in paragraph.iter(_w("pStyle")):
        style.set(_w("val"), name)


def _style(block: ET.Element) -> str:
    found = block.find(f"{_w('pPr')}/{_w('pStyle')}")
    return "" if found is None else found.get(_w("val"), "")


def _lists_in_boxes(blocks: Sequence[ET.Element]) -> None:
    """Give a list that follows a box's heading the look of the box, down to its last item."""
    number = None
    for block, following in pairwise(blocks):
        if _style(block) == "BoxHeading":
            number = _list_number(following)
        if number is not None and _list_number(following) == number:
            _restyle(following, "BoxList")
            # A list's own indent goes before its style's.
            _set(following, "ind", left=600, right=200, hanging=360)


def _list_number(block: ET.Element) -> str | None:
    found = block.find(f"{_w('pPr')}/{_w('numPr')}/{_w('numId')}")
    return None if found is None else found.get(_w("val"))


def _between(block: ET.Element, following: ET.Element) -> None:
    """Keep a table's note with the table, and give room after tables and boxes."""
    style, after = _style(block), _style(following)
    if block.tag == _w("tbl") and after == "Note":
        for paragraph in _paragraphs(block.findall(_w("tr"))[-1:]):
            _set(paragraph, "keepNext")
    elif block.tag == _w("tbl") and after in _TEXT:
        _set(following, "spacing", before=240)
    elif style in _BOXES and after not in _BOXES:
        _set(block, "spacing", after=200)


def _chapters_on_new_pages(blocks: Sequence[ET.Element]) -> None:
    headings = [block for block in blocks if _style(block) == "Heading1"]
    for heading in headings[:_CHAPTERS_ON_NEW_PAGES]:
        _set(heading, "pageBreakBefore")
        _set(heading, "spacing", before=0)


def _set(paragraph: ET.Element, name: str, **attributes: object) -> None:
    """Give a paragraph a property, in the place where the schema wants it."""
    properties = paragraph.find(_w("pPr"))
    if properties is not None:
        place = sum(child.tag.rpartition("}")[2] in _BEFORE[name] for child in properties)
        properties.insert(place, _made(name, **attributes))


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


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _made(name: str, **attributes: object) -> ET.Element:
    return ET.Element(_w(name), {_w(key): str(value) for key, value in attributes.items()})
