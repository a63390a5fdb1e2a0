"""Excel workbooks (xlsx), read from their own XML.

No library that we know tells a formula without a stored value, an error and an empty cell apart,
or 45 % from 0.45. The file says all of it, in a form that is a public standard (ECMA-376).

1. The workbook lists its sheets, and says whether days are counted from 1900 or from 1904.
2. The styles say which numbers are days, times, durations, percentages or another currency.
3. The shared strings are the workbook's texts, each once.
4. Each sheet is read as a stream, cell by cell (`xlsx_sheet.py`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tsi_eval.ingest.formats.archive import Archive, Attributes, local, opened, targets, texts_of
from tsi_eval.ingest.formats.grid import Grid
from tsi_eval.ingest.formats.sheet import Sheet, grids
from tsi_eval.ingest.formats.styles import Style, style_of
from tsi_eval.ingest.formats.xlsx_sheet import Workbook, read_sheet, unescaped
from tsi_eval.pilot.source import FileFormat

_TRUE = frozenset({"1", "true", "on"})


def xlsx(path: Path, form: FileFormat) -> Iterator[Grid]:
    """Yield what each sheet gives that may be meant.

    Raises:
        UnreadableError: It is no whole workbook (E108), has a password (E109), declares entities
            (E114), or has no sheet to read (E104, E115, E326).
    """
    with opened(path) as archive:
        sheets = tuple(_sheets(archive, "," if form.decimal_sign == "auto" else form.decimal_sign))
    yield from grids(sheets, form)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """A sheet in the workbook's list.

    Attributes:
        name: Its name.
        visible: Whether it is seen.
        part: The part of the file that holds it; "" for what holds no cells, such as a chart.
    """

    name: str
    visible: bool
    part: str


def _sheets(archive: Archive, decimal: str) -> Iterator[Sheet]:
    main = next(iter(targets(archive, "_rels/.rels", "").get("officeDocument", {}).values()), "xl/workbook.xml")
    listed, from_1904, uncalculated = _contents(archive, main)
    folder = posixpath.dirname(main)
    workbook = Workbook(
        strings=_shared_strings(archive, f"{folder}/sharedStrings.xml"),
        styles=_styles(archive, f"{folder}/styles.xml"),
        from_1904=from_1904,
        uncalculated=uncalculated,
        decimal=decimal,
    )
    beside = [("comment", text) for text in _texts_beside(archive, folder)]
    for item in listed:
        if item.part:
            yield read_sheet(archive, item.part, workbook, item.name, visible=item.visible, outside=beside)
            beside = []


def _contents(archive: Archive, main: str) -> tuple[list[_Listed], bool, bool]:
    """Return the workbook's list of sheets, and two facts about it.

    The first is whether its days are counted from 1904. The second is whether it asks whoever opens
    it to calculate every formula: a program that can't calculate wrote it, and put a 0 or nothing
    where the values belong.
    """
    folder, file = posixpath.split(main)
    parts = targets(archive, f"{folder}/_rels/{file}.rels", folder)
    listed: list[_Listed] = []
    from_1904 = uncalculated = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal from_1904, uncalculated
        if local(name) == "workbookPr":
            from_1904 = attributes.get("date1904", "") in _TRUE
        elif local(name) == "calcPr":
            uncalculated = attributes.get("fullCalcOnLoad", "") in _TRUE
        elif local(name) == "sheet":
            rid = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            visible = attributes.get("state", "visible") == "visible"
            part = parts.get("worksheet", {}).get(rid, "")
            listed.append(_Listed(name=attributes["name"], visible=visible, part=part))

    archive.parse(main, start)
    return listed, from_1904, uncalculated


def _shared_strings(archive: Archive, part: str) -> list[str]:
    """Return the workbook's texts."""
    strings = _Strings()
    if part in archive:
        archive.parse(part, strings.start, strings.end, strings.text)
    return strings.texts


class _Strings:
    """The shared texts while their XML goes by.

    A text may consist of several runs. What stands over Japanese signs, to be read aloud, is no
    part of it.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._aloud = False

    def start(self, name: str, _: Attributes) -> None:
        kind = local(name)
        if kind == "si":
            self._pieces = []
        elif kind == "rPh":
            self._aloud = True
        elif kind == "t":
            self._inside = not self._aloud

    def end(self, name: str) -> None:
        kind = local(name)
        if kind == "si":
            self.texts.append(unescaped("".join(self._pieces)))
        elif kind == "rPh":
            self._aloud = False
        elif kind == "t":
            self._inside = False

    def text(self, data: str) -> None:
        if self._inside:
            self._pieces.append(data)


def _styles(archive: Archive, part: str) -> list[Style]:
    """Return how each style of a cell shows a number."""
    styles: list[Style] = []
    if part not in archive:
        return styles
    codes: dict[int, str] = {}
    of_cells = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal of_cells
        kind = local(name)
        if kind == "numFmt" and "numFmtId" in attributes:
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif kind == "cellXfs":
            of_cells = True
        elif kind == "xf" and of_cells:
            number = int(attributes.get("numFmtId", "0"))
            styles.append(style_of(number, codes.get(number, "")))

    def end(name: str) -> None:
        nonlocal of_cells
        of_cells = of_cells and local(name) != "cellXfs"

    archive.parse(part, start, end)
    return styles


def _texts_beside(archive: Archive, folder: str) -> list[str]:
    """Return the text of comments and drawings, which nobody declares but everybody gets."""
    folder = folder.lower()
    comments = archive.named(f"{folder}/comments") + archive.named(f"{folder}/comments/")
    threads = archive.named(f"{folder}/threadedcomments/")
    drawings = archive.named(f"{folder}/drawings/drawing")
    names = dict.fromkeys([*comments, *drawings])
    return texts_of(archive, list(names)) + texts_of(archive, threads, "text")
