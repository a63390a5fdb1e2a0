"""One sheet of an Excel workbook: a stream of rows and cells, turned into text.

A cell such as <c r="B7" s="3" t="n"><f>A7*2</f><v>0.45</v></c> stands in column B of row 7. Its
style, number 3, says how its number is shown. It holds a formula, and the value that Excel computed
last. Without that value nobody knows what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tsi_eval.ingest.formats.archive import Archive, Attributes
from tsi_eval.ingest.formats.cells import Shown, column_place, percent_text, serial_text
from tsi_eval.ingest.formats.grid import Merge, UnreadableError
from tsi_eval.ingest.formats.sheet import LARGEST_COLUMNS, Gathered, Sheet
from tsi_eval.ingest.formats.styles import PLAIN, Style, amount_text

_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_MARGINS = tuple(f"{pages}{place}" for pages in ("odd", "even", "first") for place in ("Header", "Footer"))
_ELEMENTS = ("row", "c", "v", "f", "is", "t", "rPh", "mergeCell", "col", *_MARGINS)
_KINDS = {f"{space} {name}": name for space in _SPACES for name in _ELEMENTS}
_TRUE = frozenset({"1", "true"})
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)(?::\$?([A-Za-z]{1,3})\$?(\d+))?")
# A formula that fetches from another workbook names it by its number in the list of links.
_OTHER_FILE = re.compile(r"\[\d+\]")
_DIGITS = "0123456789"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """What all sheets of a workbook share.

    Attributes:
        strings: Its texts, by number.
        styles: How each style of a cell shows a number.
        from_1904: Whether its days are counted from 1904.
        uncalculated: Whether no formula's value can be trusted, since no program has calculated it.
        decimal: The decimal sign to write numbers with.
    """

    strings: list[str]
    styles: list[Style]
    from_1904: bool
    uncalculated: bool
    decimal: str


def read_sheet(
    archive: Archive, part: str, workbook: Workbook, name: str, *, visible: bool, outside: Iterable[tuple[str, str]]
) -> Sheet:
    """Return a sheet of a workbook."""
    stream = _Stream(workbook)
    archive.parse(part, stream.start, stream.end, stream.text)
    stream.note_hidden_columns()
    beside = [("header_footer", text) for text in stream.margins if text.strip()]
    return stream.gathered.sheet(name, visible=visible, outside=[*outside, *beside])


class _Stream:
    """What is known of a sheet while its XML goes by."""

    def __init__(self, workbook: Workbook) -> None:
        self.gathered = Gathered()
        self.margins: list[str] = []
        self._text_of = _texts(workbook)
        self._uncalculated = workbook.uncalculated
        self._row = self._place = 0
        self._fields: list[str] = []
        self._hidden = False
        self._style, self._type, self._raw = "", "n", ""
        self._formula: str | None = None
        self._value: list[str] | None = None
        self._aloud = False
        self._places: dict[str, int] = {}
        self._hidden_columns: list[tuple[int, int]] = []
        self._used: set[int] = set()
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "c": self._start_cell,
            "row": self._start_row,
            "mergeCell": self._merge,
            "col": self._column,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "c": self._end_cell,
            "row": self._end_row,
            "v": self._end_value,
            "t": self._end_value,
            "f": self._end_formula,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        kind = _KINDS.get(name)
        if kind is None:
            return
        begins = self._starts.get(kind)
        if begins is not None:
            begins(attributes)
        elif kind == "rPh":
            self._aloud = True
        elif kind != "is":
            self._value = []

    def end(self, name: str) -> None:
        kind = _KINDS.get(name)
        ends = self._ends.get(kind or "")
        if ends is not None:
            ends()
        elif kind == "rPh":
            self._aloud = False
        elif kind and kind.endswith(("Header", "Footer")):
            self.margins.append("".join(self._value or ()))
            self._value = None

    def text(self, data: str) -> None:
        if self._value is not None:
            self._value.append(data)

    def note_hidden_columns(self) -> None:
        """Remember whether a column that nobody sees holds anything."""
        if any(first <= place <= last for first, last in self._hidden_columns for place in self._used):
            self.gathered.found["hidden_columns"] = ""

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._fields, self._place = [], -1
        self._hidden = attributes.get("hidden") in _TRUE

    def _end_row(self) -> None:
        if any(map(str.strip, self._fields)):
            self.gathered.add_row(self._row, self._fields)
            if self._hidden:
                self.gathered.found["hidden_rows"] = ""

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._place += 1
        else:
            letters = reference.rstrip(_DIGITS)
            place = self._places.get(letters)
            if place is None:
                place = self._places[letters] = column_place(letters)
            if place <= self._place:
                raise UnreadableError("E108")
            self._place = place
        self._style, self._type = attributes.get("s", ""), attributes.get("t", "n")
        self._raw, self._formula = "", None

    def _end_cell(self) -> None:
        raw, kind = self._raw, self._type
        if self._formula is not None and (self._uncalculated or (not raw.strip() and kind != "str")):
            linked = _OTHER_FILE.search(self._formula) is not None
            self.gathered.add_formula_without_value(self._row, self._place, linked=linked)
        if not raw.strip():
            return
        text = self._text_of(kind, self._style, raw)
        place, fields = self._place, self._fields
        if place >= LARGEST_COLUMNS:
            if text.strip():
                self.gathered.add_far_cell(self._row, place)
            return
        if place > len(fields):
            fields.extend([""] * (place - len(fields)))
        fields.append(text)
        if self._hidden_columns:
            self._used.add(place)

    def _end_value(self) -> None:
        # An inline text may consist of several runs.
        if self._value is not None and not self._aloud:
            self._raw += "".join(self._value)
        self._value = None

    def _end_formula(self) -> None:
        self._formula = "".join(self._value or ())
        self._value = None

    def _merge(self, attributes: Attributes) -> None:
        match = _RANGE.fullmatch(attributes.get("ref", ""))
        if match is None or match[3] is None:
            return
        top, bottom = int(match[2]), int(match[4])
        merge = Merge(top=top, bottom=bottom, left=column_place(match[1]), right=column_place(match[3]))
        self.gathered.merges.append(merge)

    def _column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE:
            self._hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))


def unescaped(text: str) -> str:
    r"""Return a text with the signs that Excel writes as their numbers.

    Example:
        >>> unescaped("a_x000A_b")
        'a\nb'
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _texts(workbook: Workbook) -> Callable[[str, str, str], str]:
    """Return what gives a cell's text from its type, style and raw value; equal texts are one."""
    known: dict[tuple[str, str, str], str] = {}

    def text_of(kind: str, style: str, raw: str) -> str:
        key = (kind, style, raw)
        text = known.get(key)
        if text is None:
            text = known[key] = _text(kind, style, raw, workbook)
        return text

    return text_of


def _text(kind: str, style: str, raw: str, workbook: Workbook) -> str:
    if kind == "s":
        return workbook.strings[int(raw)]
    if kind == "b":
        return "TRUE" if raw.strip() in _TRUE else "FALSE"
    if kind == "d":
        return raw.strip().removesuffix("T00:00:00")
    # Beside numbers there is what a formula gives, what stands in the cell itself, and errors.
    return _number(style, raw.strip(), workbook) if kind == "n" else unescaped(raw)


def _number(style: str, raw: str, workbook: Workbook) -> str:
    known = workbook.styles[int(style)] if style and workbook.styles else PLAIN
    if known.shown is Shown.NUMBER:
        return amount_text(raw, known.currency, workbook.decimal)
    if known.shown is Shown.PERCENT:
        return percent_text(raw, workbook.decimal)
    return serial_text(float(raw), known.shown, from_1904=workbook.from_1904)
