"""What pandoc leaves out of a Word document: tables that fit and hold together, lists in boxes, room between blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from xml.etree import ElementTree as ET

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
TEXT_WIDTH = 8957  # twips: A4 less the margins in word.section.xml
_LETTER, _DIGIT, _PADDING = 90, 104, 150  # twips: of a table's text, and what stands beside it in a cell
_KEPT_WHOLE = 14  # rows: a table up to this length stands on one page
_KEPT_AT_TOP = 3  # rows: of a longer one, these stand on the page where it begins
_UNBROKEN = (0, 1300, 1900, 2500)  # twips: lines up to one of these are not broken
_BREAK = re.compile(r"[ \n]+")  # not at a no-break space
_ROOM = 1.25  # a table of few words is this much wider than they are
_LEAST_WIDTH = 0.6  # of the text
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
    for heading in [block for block in blocks if _style(block) == "Heading1"][:_CHAPTERS_ON_NEW_PAGES]:
        _set(heading, "pageBreakBefore")
        _set(heading, "spacing", before=0)
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def widths(cells: Sequence[Sequence[str]], whole: int = TEXT_WIDTH) -> list[int]:
    """Return a width a column, together at most the whole: no word broken, and as few lines as can be.

    >>> widths([["när", "värde"], ["före starten", "24,6 %"]], 10_000)
    [3762, 2238]
    """
    sizes = [[_size(cell) for cell in row] for row in cells]
    words = [[max(map(_size, _BREAK.split(cell))) for cell in row] for row in cells]
    tried = [_shared(sizes, words, limit, whole) for limit in _UNBROKEN]
    return min(tried, key=lambda shared: _lines(sizes, shared))


def _size(text: str) -> int:
    return sum(_DIGIT if letter.isdigit() or letter.isupper() else _LETTER for letter in text)


def _shared(sizes: Sequence[Sequence[int]], words: Sequence[Sequence[int]], limit: int, whole: int) -> list[int]:
    longest = [max(column) for column in zip(*words, strict=True)]
    lines = [max(column, default=0) for column in zip(*sizes[1:], strict=True)] or longest
    least = [_PADDING + (max(word, line) if line <= limit else word) for word, line in zip(longest, lines, strict=True)]
    most = [max(small, _PADDING + max(column)) for small, column in zip(least, zip(*sizes, strict=True), strict=True)]
    if sum(most) <= whole:
        shared, whole = most, int(min(whole, max(_ROOM * sum(most), _LEAST_WIDTH * whole)))
    elif sum(least) >= whole:
        shared = least
    else:
        room = (whole - sum(least)) / (sum(most) - sum(least))
        shared = [small + int(room * (large - small)) for small, large in zip(least, most, strict=True)]
    scaled = [part * whole // sum(shared) for part in shared]
    scaled[0] += whole - sum(scaled)
    return scaled


def _lines(sizes: Sequence[Sequence[int]], shared: Sequence[int]) -> int:
    return sum(
        max(-(-size // max(width - _PADDING, 1)) for size, width in zip(row, shared, strict=True)) for row in sizes
    )


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
    properties = row.find(_w("trPr"))
    if properties is None:
        properties = _made("trPr")
        row.insert(0, properties)
    properties.insert(0, _made("cantSplit"))


def _styled(rows: Sequence[ET.Element]) -> None:
    together = len(rows) - 1 if len(rows) <= _KEPT_WHOLE else _KEPT_AT_TOP
    for number, row in enumerate(rows):
        heading = row.find(f"{_w('trPr')}/{_w('tblHeader')}") is not None
        for paragraph in _paragraphs([row]):
            if _style(paragraph) in _TEXT:
                _restyle(paragraph, "TableHeading" if heading else "TableText")
            if not heading and number < together:
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
    style, after = _style(block), _style(following)
    if block.tag == _w("tbl") and after == "Note":
        for paragraph in _paragraphs(block.findall(_w("tr"))[-1:]):
            _set(paragraph, "keepNext")
    elif block.tag == _w("tbl") and after in _TEXT:
        _set(following, "spacing", before=240)
    elif style in _BOXES and after not in _BOXES:
        _set(block, "spacing", after=200)


def _set(paragraph: ET.Element, name: str, **attributes: object) -> None:
    properties = paragraph.find(_w("pPr"))
    if properties is not None:
        place = sum(child.tag.rpartition("}")[2] in _BEFORE[name] for child in properties)
        properties.insert(place, _made(name, **attributes))


def _picture(drawing: ET.Element) -> None:
    shown = drawing.find(f"{{{_SPACES['wp']}}}docPr")
    if shown is None:
        return
    shown.attrib.pop("title", None)
    for held in drawing.iter(f"{{{_SPACES['pic']}}}cNvPr"):
        held.set("descr", shown.get("descr", ""))


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
