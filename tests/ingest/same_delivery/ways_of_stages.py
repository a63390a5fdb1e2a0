"""What is written in the columns of stages, by those who did not come and by those who did.

A stage is a column that is filled in for those who were present. The families F013 to F016 did not
start, and their cells are blank in the clean delivery. Whatever is written there, they did not.
"""

from __future__ import annotations

from datetime import date, datetime

from .delivery import GRIDS, SOURCES, STARTED
from .grid import Cell, Grid
from .raw_xlsx import grid_book
from .text_files import csv
from .way import Changes, Must, Ways
from .workbooks import as_xlsx

WAYS = Ways("stage")
STAGES = GRIDS["steg"]
NEVER_STARTED = range(STARTED, len(STAGES.rows))


def where_nobody_came(cell: Cell, rows: range = NEVER_STARTED) -> Grid:
    """Return the stages with a word in the cells of those who did not start."""
    grid = STAGES
    for row in rows:
        grid = grid.put(row, "Startad", cell)
    return grid


NO_WORDS: tuple[str, ...] = (
    "ej aktuellt", "Ej aktuellt", "avböjde", "kom ej", "uteblev", "–", "-", "—", "/", ".", "..", "#N/A", "#VÄRDEFEL!", "#####",
    "planerad 2025-01-10", "planerad", "bokad 12/3", "1900-01-00", "1899-12-30", "1900-01-01", "0000-00-00", "0", "0,0", "00:00",
    "?", "tackat nej", "inte än", "avbokat", "avbokad 2024-02-01", "inställt", "2031-01-10", "2025-01-10", "9999-12-31", "nej",
    "NEJ", "n", "ej", "inget", "vill ej", "väntar", "se journal", '"', "FALSKT", "None", "NULL", "NaN", "n/a", "NA",
    "inget svar", "sjuk", "flyttat", "saknas", "okänt", "(tom)", "ja?", "kanske", "tackade nej 2024-01-10", "VT25", "v. 3 2025",
    "nästa termin", "O", "❌", "2024-02-30", "2", "-1", "dubblett", "\u00ad", "\u200b", "\ufeff",
)  # fmt: skip
for word in NO_WORDS:
    WAYS.add(
        f"“{word if word.isprintable() else ascii(word)}” for who did not start",
        "An administrator writes why a family did not come, where others have a day.",
        Must.EITHER,
        lambda word=word: {"steg.csv": csv(where_nobody_came(word))},
    )


@WAYS.read(
    "Who has not started yet may still be on the way, which is a state of its own.",
    truth={"steg.csv": csv(where_nobody_came("ongoing"))},
)
def on_the_way_in_swedish() -> Changes:
    return {"steg.csv": csv(where_nobody_came("Pågår"))}


for cell, name in ((" ", "a space"), ("   ", "spaces"), ("\u00a0", "a no-break space"), ("\t", "a tab")):
    WAYS.add(
        f"{name} for who did not start",
        "A cell was emptied with the space bar.",
        Must.READ,
        lambda cell=cell: {"steg.csv": csv(where_nobody_came(cell))},
    )
for one in ("ej aktuellt", "planerad", "2031-01-10", "0", "nej", "avböjde"):
    WAYS.add(
        f"“{one}” for one family",
        "One cell of many says that a family did not come.",
        Must.EITHER,
        lambda one=one: {"steg.csv": csv(where_nobody_came(one, range(13, 14)))},
    )
    WAYS.add(
        f"“{one}” for one family where others have an x",
        "One cell of many says that a family did not come, and the others say x.",
        Must.EITHER,
        lambda one=one: {"steg.csv": csv(where_somebody_came("x", where_nobody_came(one, range(13, 14))))},
    )


def where_somebody_came(cell: Cell, grid: Grid = STAGES) -> Grid:
    """Return the stages with a word for each family that started."""
    for row in range(STARTED):
        grid = grid.put(row, "Startad", cell)
    return grid


for word in ("x", "X", "ja", "Ja", "JA", "1", " x ", "ja\u00a0"):
    WAYS.add(
        f"“{word}” for who started",
        "The template says x for those who were there.",
        Must.READ,
        lambda word=word: {"steg.csv": csv(where_somebody_came(word))},
    )
for word in (
    "✓", "j", "yes", "SANT", "1,0", "startad", "2023-09-01 00:00", "2023-09-01 10:30", "20230901", "1/9 2023", "1/9-23", "2023/09/01",
    "1.9.2023", "1 sep 2023", "v. 36 2023", "HT2023", "45170", "2023-09-01?", "ja, 2023-09-01", "ca 2023-09-01", "2023-9-1",
):  # fmt: skip
    WAYS.add(
        f"“{word}” for who started",
        "Days and marks are written in many ways.",
        Must.EITHER,
        lambda word=word: {"steg.csv": csv(where_somebody_came(word))},
    )


@WAYS.read("Those who came have a day, and those who did not a nej, which sources.toml need not say.")
def days_and_no() -> Changes:
    return {"steg.csv": csv(where_nobody_came("nej"))}


@WAYS.read("Those who came have a ja, and those who did not a nej.")
def yes_and_no() -> Changes:
    return {"steg.csv": csv(where_somebody_came("ja", where_nobody_came("nej")))}


@WAYS.either("Those who came have 1, and those who did not 0.")
def one_and_nought() -> Changes:
    return {"steg.csv": csv(where_somebody_came(1, where_nobody_came(0)))}


@WAYS.read("Excel keeps a day as a number that is formatted as a day.")
def days_in_a_workbook() -> Changes:
    return as_xlsx("steg", STAGES)


@WAYS.read("Some days in a workbook are text.")
def some_days_as_text() -> Changes:
    return as_xlsx("steg", STAGES.mapped("Startad", lambda cell: str(cell) if cell else None))


@WAYS.read("Days in a workbook have an hour.")
def days_with_hours() -> Changes:
    def hour(cell: Cell) -> Cell:
        return datetime(cell.year, cell.month, cell.day, 10, 30) if isinstance(cell, date) else cell  # noqa: DTZ001

    return as_xlsx("steg", STAGES.mapped("Startad", hour))


@WAYS.either("A cell in the workbook is FALSE, as a box that is not ticked.")
def boxes_that_are_not_ticked() -> Changes:
    return as_xlsx("steg", where_nobody_came(False))


@WAYS.either("Boxes are ticked or not.")
def ticked_boxes() -> Changes:
    return as_xlsx("steg", where_somebody_came(True, where_nobody_came(False)))


@WAYS.either("A cell in the workbook is the number 0, which a format shows as nothing.")
def nought_in_a_workbook() -> Changes:
    return as_xlsx("steg", where_nobody_came(0))


@WAYS.either("A formula copies an empty cell of another sheet as day 0, which Excel shows as 1900-01-00.")
def day_nought_in_a_workbook() -> Changes:
    cells = {f"C{row + 2}": f'<c r="C{row + 2}" s="1"><f>Blad2!C{row + 2}</f><v>0</v></c>' for row in NEVER_STARTED}
    return {"steg.csv": None, "steg.xlsx": grid_book(where_nobody_came("x"), cells)}


@WAYS.either("A formula gives an empty text.")
def formula_that_gives_empty_text() -> Changes:
    cells = {f"C{row + 2}": f'<c r="C{row + 2}" t="str"><f>""</f><v></v></c>' for row in NEVER_STARTED}
    return {"steg.csv": None, "steg.xlsx": grid_book(where_nobody_came("x"), cells)}


@WAYS.either("A formula did not find the family in another sheet: #N/A.")
def formula_that_found_nothing() -> Changes:
    cells = {f"C{row + 2}": f'<c r="C{row + 2}" t="e"><f>NA()</f><v>#N/A</v></c>' for row in NEVER_STARTED}
    return {"steg.csv": None, "steg.xlsx": grid_book(where_nobody_came("x"), cells)}


@WAYS.either("A formula has no stored value, since another program wrote the file.")
def formula_without_a_value() -> Changes:
    cells = {f"C{row + 2}": f'<c r="C{row + 2}"><f>Blad2!C{row + 2}</f></c>' for row in range(4)}
    return {"steg.csv": None, "steg.xlsx": grid_book(STAGES, cells)}


@WAYS.either("A day in the future is a booking: a workbook.")
def booked_day_in_a_workbook() -> Changes:
    return as_xlsx("steg", where_nobody_came(date(2031, 1, 10)))


@WAYS.either("A booking between the last data and today looks like a day when somebody came.")
def booked_day_after_the_report() -> Changes:
    return as_xlsx("steg", where_nobody_came(date(2024, 12, 1)))


LONG = SOURCES.replace(
    'stages = { offered = "Erbjuden", started = "Startad", completed = "Avslutad" }',
    'columns = { stage = "Steg", present = "Närvarande" }\n'
    'values.stage = { erbjuden = "offered", startad = "started", avslutad = "completed" }\n'
    'values.present = { ja = "yes", nej = "no" }',
)


def long_stages(absent: str | None = None, *, words: tuple[str, ...] = ("erbjuden", "startad", "avslutad")) -> Changes:
    """Return the stages as a long list; a word gives those who did not come a row."""
    rows: list[tuple[Cell, ...]] = []
    for person, *days in STAGES.rows:
        for word, day in zip(words, days, strict=True):
            if day is not None or absent is not None:
                rows.append((person, word, "ja" if day is not None else absent))
    return {"sources.toml": LONG.encode(), "steg.csv": csv(Grid(("Ärende", "Steg", "Närvarande"), tuple(rows)))}


@WAYS.read("Another system lists every step on a row of its own.")
def long_list() -> Changes:
    return long_stages()


@WAYS.read("A long list says who was absent, too.")
def long_list_with_who_was_absent() -> Changes:
    return long_stages("nej")


@WAYS.either("A long list writes its steps with capitals.")
def long_list_with_capitals() -> Changes:
    return long_stages("nej", words=("Erbjuden", "Startad", "Avslutad"))


for word in ("Nej", "avböjde", "", "0", "-"):
    WAYS.add(
        f"long list with “{word}” for who was absent",
        "A long list says who was absent in a word that is not declared.",
        Must.EITHER,
        lambda word=word: long_stages(word),
    )


@WAYS.either("A word of a long list is not declared.")
def undeclared_step() -> Changes:
    return long_stages(words=("erbjuden", "påbörjad", "avslutad"))
