"""What pandoc leaves out of a Word file's tables and pictures: widths that fit, rows that hold together, row headings, names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET  # noqa: S405  only of what pandoc just wrote

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = {
    "w": W,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
TEXT_WIDTH = 8957  # twips: A4 less the margins in word.section.xml
_LETTER, _PADDING = 92, 150  # twips: a wide letter of the table's text, and what stands beside it in a cell
_KEPT_WHOLE = 14  # rows: a table up to this length stands on one page
_UNBROKEN = 19  # letters: a number with its interval up to this length stands on one line
_BREAK = re.compile(r"[ \n-]+")  # not at a no-break space


def finished(content: bytes) -> bytes:
    """Return pandoc's document part with what Word needs to show and to read its tables and pictures well."""
    root = ET.fromstring(content)  # noqa: S314  only of what pandoc just wrote
    for table in root.iter(_w("tbl")):
        _table(table)
    for drawing in root.iter(f"{{{_SPACES['wp']}}}inline"):
        _picture(drawing)
    body = root.find(_w("body"))
    if body is not None:
        _around_tables(list(body))
        _chapters_on_pages(body)
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def widths(cells: Sequence[Sequence[str]], numeric: Sequence[bool], whole: int = TEXT_WIDTH) -> list[int]:
    """Return a width a column that together fill the whole: no word broken, and room where there is text.

    >>> widths([["när", "värde"], ["före starten", "24,6 %"]], [False, True], 1000)
    [603, 397]
    """
    columns = list(zip(*cells, strict=True))
    least = [_wide(_longest(column, whole=right)) for column, right in zip(columns, numeric, strict=True)]
    most = [max(small, _wide(max(map(len, column)))) for small, column in zip(least, columns, strict=True)]
    if sum(most) <= whole:
        shared = most
    elif sum(least) >= whole:
        shared = least
    else:
        room = (whole - sum(least)) / (sum(most) - sum(least))
        shared = [small + int(room * (large - small)) for small, large in zip(least, most, strict=True)]
    scaled = [part * whole // sum(shared) for part in shared]
    scaled[0] += whole - sum(scaled)
    return scaled


def _wide(letters: int) -> int:
    return letters * _LETTER + _PADDING


def _longest(column: Sequence[str], *, whole: bool) -> int:
    words = max(len(word) for cell in column for word in _BREAK.split(cell))
    lines = (len(cell) for cell in column[1:] if whole and len(cell) <= _UNBROKEN)
    return max(words, *lines, 0)


def _table(table: ET.Element) -> None:
    rows = table.findall(_w("tr"))
    cells = [row.findall(_w("tc")) for row in rows]
    texts = [["".join(cell.itertext()) for cell in row] for row in cells]
    numeric = [_right(cell) for cell in cells[-1]]
    fitted = widths(texts, numeric)
    _properties(table)
    for column, width in zip(table.iter(_w("gridCol")), fitted, strict=True):
        column.set(_w("w"), str(width))
    for row in cells:
        for cell, width in zip(row, fitted, strict=True):
            properties = cell.find(_w("tcPr"))
            if properties is not None:
                properties.insert(0, _made("tcW", type="dxa", w=width))
    for row in rows:
        _unbroken(row)
    _styled(cells)


def _properties(table: ET.Element) -> None:
    for width in table.iter(_w("tblW")):
        width.attrib.update({_w("type"): "pct", _w("w"): "5000"})
    for look in table.iter(_w("tblLook")):
        look.attrib.update({_w("firstColumn"): "1", _w("noVBand"): "1", _w("noHBand"): "1", _w("val"): "06A0"})


def _unbroken(row: ET.Element) -> None:
    properties = row.find(_w("trPr"))
    if properties is None:
        properties = _made("trPr")
        row.insert(0, properties)
    properties.insert(0, _made("cantSplit"))


def _styled(rows: Sequence[Sequence[ET.Element]]) -> None:
    together = len(rows) - 1 if len(rows) <= _KEPT_WHOLE else 3
    for number, row in enumerate(rows):
        for paragraph in _paragraphs(row):
            _restyle(paragraph, "TableText" if number else "TableHeading")
            if 0 < number < together:
                _keep(paragraph)


def _paragraphs(cells: Iterable[ET.Element]) -> Iterable[ET.Element]:
    return (paragraph for cell in cells for paragraph in cell.iter(_w("p")))


def _right(cell: ET.Element) -> bool:
    return any(place.get(_w("val")) == "right" for place in cell.iter(_w("jc")))


def _restyle(paragraph: ET.Element, name: str) -> None:
    for style in paragraph.iter(_w("pStyle")):
        style.set(_w("val"), name)


def _style(block: ET.Element) -> str:
    found = block.find(f"{_w('pPr')}/{_w('pStyle')}")
    return "" if found is None else found.get(_w("val"), "")


def _keep(paragraph: ET.Element) -> None:
    properties = paragraph.find(_w("pPr"))
    if properties is not None:
        properties.insert(1, _made("keepNext"))


def _around_tables(blocks: Sequence[ET.Element]) -> None:
    # Between a table and what follows there are bookmarks, which have no place on the page.
    shown = [block for block in blocks if block.tag in {_w("p"), _w("tbl")}]
    for block, following in zip(shown, shown[1:], strict=False):
        if block.tag != _w("tbl"):
            continue
        if _style(following) == "Note":
            for paragraph in _paragraphs(block.findall(_w("tr"))[-1:]):
                _keep(paragraph)
        elif following.tag == _w("p") and _style(following) in {"BodyText", "FirstParagraph", "Compact"}:
            _space_before(following)


def _space_before(paragraph: ET.Element) -> None:
    properties = paragraph.find(_w("pPr"))
    if properties is not None:
        numbering = properties.find(_w("numPr"))
        properties.insert(1 if numbering is None else 2, _made("spacing", before=200))


def _chapters_on_pages(body: ET.Element) -> None:
    for block in body:
        if _style(block) == "Heading1":
            properties = block.find(_w("pPr"))
            if properties is not None:
                properties.insert(1, _made("pageBreakBefore"))


def _picture(drawing: ET.Element) -> None:
    shown = drawing.find(f"{{{_SPACES['wp']}}}docPr")
    if shown is None:
        return
    shown.attrib.pop("title", None)
    for held in drawing.iter(f"{{{_SPACES['pic']}}}cNvPr"):
        held.set("descr", shown.get("descr", ""))


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _made(name: str, **attributes: object) -> ET.Element:
    return ET.Element(_w(name), {_w(key): str(value) for key, value in attributes.items()})
