"""The Excel file of `check`, which holds small counts and never leaves the house.

It lies in a folder of its own that git does not see, only its owner may read it, and every sheet
says what it is. It is there whole or not at all.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tsi_eval.analysis.understood.words import Word, in_words
from tsi_eval.aside import sweep_beside
from tsi_eval.errors import Problem, ReportError
from tsi_eval.language import Message, say
from tsi_eval.making.check_sheets import Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FILE = "understood.xlsx"
LONGEST_CELL = 32_000
NARROWEST, WIDEST = 10, 80
# The height of a line in points.
LINE = 15
_BANNER_ROW, _HEADING_ROW = 1, 2


def write(folder: Path, sheets: Iterable[Sheet], language: str) -> Path:
    """Write the file, and return where it lies.

    Raises:
        ReportError: It can't be written (E379), for instance since it is open in Excel.
    """
    final = folder / FILE
    content = workbook(sheets, language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep_beside(final, f".{FILE}.*")
        # A temporary file of this kind is readable for its owner only.
        number, name = tempfile.mkstemp(prefix=f".{FILE}.", dir=folder)
    except OSError as error:
        raise _unwritable(error, final) from None
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
        Path(name).replace(final)
    except OSError as error:
        raise _unwritable(error, final) from None
    finally:
        with suppress(OSError):
            Path(name).unlink()
    return final


def _unwritable(error: OSError, final: Path) -> ReportError:
    params = {"file": f"checks/{final.parent.name}/{final.name}", "reason": (error.strerror or "?").lower()}
    return ReportError(Problem(code="E379", params=params))


def workbook(sheets: Iterable[Sheet], language: str) -> bytes:
    """Return the file's bytes."""
    from openpyxl import Workbook  # noqa: PLC0415  only `check` pays for it

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(say(Message(f"check_sheet.{sheet.name}"), language))
        _fill(page, sheet, language)
        _set_up(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(page: Worksheet, sheet: Sheet, language: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    banner = page.cell(_BANNER_ROW, 1, say(Message("check.banner"), language))
    banner.font = Font(bold=True, color="FFFFFF")
    for place, heading in enumerate(sheet.headings, start=1):
        page.cell(_BANNER_ROW, place).fill = PatternFill("solid", fgColor="9C1C1C")
        cell = page.cell(_HEADING_ROW, place, say(Message(f"check_heading.{heading}"), language))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E6EEF2")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(sheet.rows, start=_HEADING_ROW + 1):
        for place, value in enumerate(row, start=1):
            cell = page.cell(number, place)
            cell.value = value if isinstance(value, (int, float)) else _text(value, language)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(cell.value, str):
                # A name that begins with = is no formula.
                cell.data_type = "s"


def _text(value: Word, language: str) -> str:
    """Return words as a cell can hold them."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    shown: str = ILLEGAL_CHARACTERS_RE.sub("", in_words(value, language))
    return shown[:LONGEST_CELL]


def _set_up(page: Worksheet) -> None:
    """Give a sheet its widths, and the banner on every printed page."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    page.freeze_panes = page.cell(_HEADING_ROW + 1, 1)
    page.print_title_rows = f"{_BANNER_ROW}:{_HEADING_ROW}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    lengths = [[len(str(cell.value)) for cell in row] for row in page.iter_rows(min_row=_HEADING_ROW)]
    widths = [min(max(NARROWEST, longest + 2), WIDEST) for longest in map(max, zip(*lengths, strict=True))]
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(lengths, start=_HEADING_ROW):
        # LibreOffice does not make a row higher by itself where its words need several lines.
        lines = max(-(-length // (width - 2)) for length, width in zip(row, widths, strict=True))
        page.row_dimensions[number].height = LINE * max(lines, 1)
