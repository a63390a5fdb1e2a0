"""Makes kinds.xls, kinds.ods and kinds.xlsx: one workbook, saved three times by LibreOffice.

Run it where `soffice` is installed; the files are kept, so that tests need no LibreOffice.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment

HERE = Path(__file__).parent


def workbook() -> Workbook:
    """Return a sheet with a cell of every kind, and a hidden one."""
    book = Workbook()
    page = book.active
    page.title = "Blad"
    page.append(["text", "tal", "andel", "dag", "tid", "sant", "fel"])
    page.append(["x", 1, 0.45, dt.date(2024, 3, 1), dt.time(8, 30), True, "=1/0"])
    page.append(
        ['=""', "=NA()", "=1+1", dt.datetime(2024, 3, 1, 8, 30), dt.timedelta(hours=26), False, '="t"&"u"']  # noqa: DTZ001
    )
    page.append(["  sp ", -7.25, "=0.1+0.2", None, None, None, "rad1\nrad2"])
    for row, value in enumerate((1, 2, 3), start=7):
        page.cell(row, 2, value)
    page["A7"] = "m"
    page.merge_cells("A7:A9")
    for row in (2, 7):
        page.cell(row, 3).number_format = "0%"
    page["C7"] = "=B7/2"
    page["B2"].comment = Comment("ring 811228-9874", "x")
    page.row_dimensions[8].hidden = True
    page.column_dimensions["D"].hidden = True
    book.create_sheet("dolt").append(["811228-9874"])
    book["dolt"].sheet_state = "hidden"
    return book


def main() -> None:
    """Write the three files beside this one."""
    with tempfile.TemporaryDirectory() as folder:
        workbook().save(f"{folder}/kinds.xlsx")
        for ending in ("xls", "ods", "xlsx"):
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
            command += ["--convert-to", ending, "--outdir", str(HERE), f"{folder}/kinds.xlsx"]
            subprocess.run(command, check=True, stdout=sys.stderr)


if __name__ == "__main__":
    main()
