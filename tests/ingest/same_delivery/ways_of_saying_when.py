"""When: how days, weeks, months, terms and school years are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from .delivery import GRIDS, MONTHS
from .grid import Cell, Grid
from .raw_xlsx import book, grid_book, rows_xml, serial
from .text_files import csv
from .way import Changes, Must, Ways
from .workbooks import as_xlsx

WAYS = Ways("when")
HOURS, CONTACTS, SPRING, ENQUIRIES, REPORTS, ABSENCE = (
    GRIDS[name]
    for name in ("timmar_HT2023", "kontakter_HT2023", "kontakter_VT2024", "forfragningar", "anmalningar", "franvaro")
)
SHORT = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
LONG = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_of(cell: Cell) -> date:
    """Return a cell's day."""
    assert isinstance(cell, date)
    return cell


DAYS: dict[str, tuple[Must, Callable[[date], Cell]]] = {
    "2023-09-03 00:00:00": (Must.READ, lambda day: f"{day} 00:00:00"),
    "2023-09-03T00:00": (Must.READ, lambda day: f"{day}T00:00"),
    "2023-09-03 10:30": (Must.EITHER, lambda day: f"{day} 10:30"),
    "2023-09-03T10:30:00Z": (Must.EITHER, lambda day: f"{day}T10:30:00Z"),
    "2023-09-03T10:30:00+02:00": (Must.EITHER, lambda day: f"{day}T10:30:00+02:00"),
    "2023-09-03 23:59:59.999": (Must.EITHER, lambda day: f"{day} 23:59:59.999"),
    "3/9 2023": (Must.EITHER, lambda day: f"{day.day}/{day.month} {day.year}"),
    "3/9-23": (Must.EITHER, lambda day: f"{day.day}/{day.month}-{day:%y}"),
    "03/09/2023": (Must.EITHER, lambda day: f"{day:%d/%m/%Y}"),
    "09/03/2023": (Must.EITHER, lambda day: f"{day:%m/%d/%Y}"),
    "03.09.2023": (Must.EITHER, lambda day: f"{day:%d.%m.%Y}"),
    "3.9.23": (Must.EITHER, lambda day: f"{day.day}.{day.month}.{day:%y}"),
    "03-09-2023": (Must.EITHER, lambda day: f"{day:%d-%m-%Y}"),
    "2023/09/03": (Must.EITHER, lambda day: f"{day:%Y/%m/%d}"),
    "2023.09.03": (Must.EITHER, lambda day: f"{day:%Y.%m.%d}"),
    "2023 09 03": (Must.EITHER, lambda day: f"{day:%Y %m %d}"),
    "20230903": (Must.EITHER, lambda day: f"{day:%Y%m%d}"),
    "230903": (Must.EITHER, lambda day: f"{day:%y%m%d}"),
    "23-09-03": (Must.EITHER, lambda day: f"{day:%y-%m-%d}"),
    "2023-9-3": (Must.EITHER, lambda day: f"{day.year}-{day.month}-{day.day}"),
    "3 sep 2023": (Must.EITHER, lambda day: f"{day.day} {SHORT[day.month - 1]} {day.year}"),
    "3 september 2023": (Must.EITHER, lambda day: f"{day.day} {LONG[day.month - 1]} {day.year}"),
    "den 3 september 2023": (Must.EITHER, lambda day: f"den {day.day} {LONG[day.month - 1]} {day.year}"),
    "söndag 3 september 2023": (Must.EITHER, lambda day: f"söndag {day.day} {LONG[day.month - 1]} {day.year}"),
    "Sep 3, 2023": (Must.EITHER, lambda day: f"{ENGLISH[day.month - 1]} {day.day}, {day.year}"),
    "03-Sep-23": (Must.EITHER, lambda day: f"{day.day:02}-{ENGLISH[day.month - 1]}-{day:%y}"),
    "Excel's number": (Must.EITHER, serial),
    "Excel's number with hours": (Must.EITHER, lambda day: f"{serial(day)},4375"),
    "a Mac's number": (Must.EITHER, lambda day: serial(day, first=date(1904, 1, 1))),
    "2023–09–03": (Must.EITHER, lambda day: f"{day}".replace("-", "–")),
    "2023‑09‑03": (Must.EITHER, lambda day: f"{day}".replace("-", "\u2011")),
    "2023−09−03": (Must.EITHER, lambda day: f"{day}".replace("-", "\u2212")),
    "full width": (Must.EITHER, lambda day: f"{day}".translate({48 + i: 0xFF10 + i for i in range(10)})),
    "spaces around": (Must.READ, lambda day: f" {day} "),
    "no-break space after": (Must.READ, lambda day: f"{day}\u00a0"),
    "apostrophe before": (Must.EITHER, lambda day: f"'{day}"),
    "month": (Must.READ, lambda day: f"{day:%Y-%m}"),
    "week": (Must.EITHER, lambda day: "{}-W{:02}".format(*day.isocalendar())),
    "term": (Must.EITHER, lambda day: "HT2023" if day.month > 6 else "VT2024"),
    "year": (Must.EITHER, lambda day: day.year),
    "circa": (Must.EITHER, lambda day: f"ca {day}"),
    "stretch": (Must.EITHER, lambda day: f"{day} - {day}"),
}
for form, (must, write) in DAYS.items():
    WAYS.add(
        f"days as {form}",
        "Systems and persons write days in many ways.",
        must,
        lambda write=write: {"timmar_HT2023.csv": csv(HOURS.mapped("Datum", lambda cell: write(day_of(cell))))},
    )

BAD_DAYS = (
    "2023-02-30", "0000-00-00", "1900-01-00", "9999-12-31", "2123-09-03", "23", "", "?", "sep", "2022-09-03", "2024-09-03",
    "03/04/2024", "4/3", "#####", "45170", "0", "2O23-09-03",
)  # fmt: skip
for word in BAD_DAYS:
    WAYS.add(
        f"one day is “{word}”",
        "A day was mistyped, or is not known.",
        Must.EITHER,
        lambda word=word: {"timmar_VT2024.csv": csv(GRIDS["timmar_VT2024"].put(2, "Datum", word))},
    )


@WAYS.either("Most days are Swedish, and some are English: 03/04/2024.")
def two_orders_of_day_and_month() -> Changes:
    grid = HOURS
    for row in (2, 5):
        grid = grid.put(row, "Datum", f"{day_of(grid.rows[row][1]):%m/%d/%Y}")
    return {"timmar_HT2023.csv": csv(grid)}


@WAYS.read("Days in a workbook are days.")
def days_in_a_workbook() -> Changes:
    return as_xlsx("timmar_HT2023", HOURS)


@WAYS.read("Days in a workbook are text in some rows.")
def days_in_a_workbook_as_text() -> Changes:
    return as_xlsx(
        "timmar_HT2023", HOURS.put(2, "Datum", str(HOURS.rows[2][1])).put(5, "Datum", f" {HOURS.rows[5][1]}")
    )


@WAYS.read("Days in a workbook have hours.")
def days_in_a_workbook_with_hours() -> Changes:
    def hour(cell: Cell) -> Cell:
        day = day_of(cell)
        return datetime(day.year, day.month, day.day, 14, 5)  # noqa: DTZ001

    return as_xlsx("timmar_HT2023", HOURS.mapped("Datum", hour))


@WAYS.read("A workbook from a Mac counts its days from 1904.")
def days_from_1904() -> Changes:
    def mac(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.epoch = CALENDAR_MAC_1904

    return as_xlsx("timmar_HT2023", HOURS, mac)


@WAYS.read("A workbook from a Mac says in its properties that it counts from 1904.")
def days_from_1904_in_raw_xml() -> Changes:
    rows = rows_xml(HOURS.all_rows(), first=date(1904, 1, 1))
    return {"timmar_HT2023.csv": None, "timmar_HT2023.xlsx": book(rows, properties='<workbookPr date1904="1"/>')}


@WAYS.either("Days in a workbook have lost their format, and are numbers.")
def days_as_numbers_in_a_workbook() -> Changes:
    return as_xlsx("timmar_HT2023", HOURS.mapped("Datum", lambda cell: serial(day_of(cell))))


@WAYS.either("A day in a workbook is the result of a formula.")
def day_from_a_formula() -> Changes:
    cells = {
        f"B{i + 2}": f'<c r="B{i + 2}" s="1"><f>A1</f><v>{serial(day_of(row[1]))}</v></c>'
        for i, row in enumerate(HOURS.rows)
    }
    return {"timmar_HT2023.csv": None, "timmar_HT2023.xlsx": grid_book(HOURS, cells)}


@WAYS.either("Days are stored as ISO text of their own kind, which newer programs may write.")
def days_of_the_iso_kind() -> Changes:
    cells = {f"B{i + 2}": f'<c r="B{i + 2}" s="1" t="d"><v>{row[1]}</v></c>' for i, row in enumerate(HOURS.rows)}
    return {"timmar_HT2023.csv": None, "timmar_HT2023.xlsx": grid_book(HOURS, cells)}


def year_month(cell: Cell) -> tuple[int, int]:
    """Return a month's year and number."""
    year, month = str(cell).split("-")
    return int(year), int(month)


WRITTEN_MONTHS: dict[str, tuple[Must, Callable[[int, int], Cell]]] = {
    "aug 2023": (Must.READ, lambda y, m: f"{SHORT[m - 1]} {y}"),
    "augusti 2023": (Must.READ, lambda y, m: f"{LONG[m - 1]} {y}"),
    "Augusti 2023": (Must.READ, lambda y, m: f"{LONG[m - 1].capitalize()} {y}"),
    "AUG 2023": (Must.READ, lambda y, m: f"{SHORT[m - 1].upper()} {y}"),
    "aug-23": (Must.READ, lambda y, m: f"{SHORT[m - 1]}-{y % 100}"),
    "aug 23": (Must.EITHER, lambda y, m: f"{SHORT[m - 1]} {y % 100}"),
    "aug. 2023": (Must.EITHER, lambda y, m: f"{SHORT[m - 1]}. {y}"),
    "2023 augusti": (Must.EITHER, lambda y, m: f"{y} {LONG[m - 1]}"),
    "Aug 2023 in English": (Must.EITHER, lambda y, m: f"{ENGLISH[m - 1]} {y}"),
    "2023-8": (Must.EITHER, lambda y, m: f"{y}-{m}"),
    "2023/08": (Must.EITHER, lambda y, m: f"{y}/{m:02}"),
    "08/2023": (Must.EITHER, lambda y, m: f"{m:02}/{y}"),
    "8/23": (Must.EITHER, lambda y, m: f"{m}/{y % 100}"),
    "2308": (Must.EITHER, lambda y, m: f"{y % 100}{m:02}"),
    "202308": (Must.EITHER, lambda y, m: f"{y}{m:02}"),
    "2023M08": (Must.EITHER, lambda y, m: f"{y}M{m:02}"),
    "2023-08-01": (Must.EITHER, lambda y, m: f"{y}-{m:02}-01"),
    "2023-08-01 00:00:00": (Must.EITHER, lambda y, m: f"{y}-{m:02}-01 00:00:00"),
    "2023.08": (Must.EITHER, lambda y, m: f"{y}.{m:02}"),
    "2023,8": (Must.EITHER, lambda y, m: f"{y},{m}"),
    "2023–08": (Must.EITHER, lambda y, m: f"{y}–{m:02}"),
    "augusti": (Must.EITHER, lambda _, m: LONG[m - 1]),
    "8": (Must.EITHER, lambda _, m: m),
    "Excel's number": (Must.EITHER, lambda y, m: serial(date(y, m, 1))),
    "spaces around": (Must.READ, lambda y, m: f" {y}-{m:02} "),
    "no-break space within": (Must.READ, lambda y, m: f"{LONG[m - 1]}\u00a0{y}"),
    "two spaces within": (Must.READ, lambda y, m: f"{LONG[m - 1]}  {y}"),
    "stretch": (Must.EITHER, lambda y, m: f"1/{m} - 28/{m} {y}"),
}
for form, (must, write_month) in WRITTEN_MONTHS.items():
    for name, grid in (("forfragningar", ENQUIRIES), ("anmalningar", REPORTS)):
        WAYS.add(
            f"months of {name} as {form}",
            "Statistics write months in many ways.",
            must,
            lambda write_month=write_month, name=name, grid=grid: {
                f"{name}.csv": csv(grid.mapped("Månad", lambda cell: write_month(*year_month(cell))))
            },
        )


@WAYS.read("Months in a workbook are days that are shown as months.")
def months_in_a_workbook() -> Changes:
    def shown(sheet: Worksheet) -> None:
        for cell in sheet["A"][1:]:
            cell.number_format = "mmm yy"

    return as_xlsx("anmalningar", REPORTS.mapped("Månad", lambda cell: date(*year_month(cell), 1)), shown)


@WAYS.either("A month's day in a workbook is its last.")
def months_by_their_last_day() -> Changes:
    return as_xlsx("anmalningar", REPORTS.mapped("Månad", lambda cell: date(*year_month(cell), 28)))


@WAYS.either("Months stand in columns, and years in rows above them.")
def months_across() -> Changes:
    rows = [["", *(f"{y}-{m:02}" for y, m in MONTHS)]]
    rows += [[name, *(str(cell) for cell in REPORTS.column(name))] for name in ("Skola A", "Skola B")]
    return {"anmalningar.csv": "\n".join(";".join(row) for row in rows).encode()}


WRITTEN_WEEKS: dict[str, tuple[Must, Callable[[int, int], Cell]]] = {
    "v. 46 2023": (Must.READ, lambda y, w: f"v. {w} {y}"),
    "v46 2023": (Must.READ, lambda y, w: f"v{w} {y}"),
    "vecka 46 2023": (Must.READ, lambda y, w: f"vecka {w} {y}"),
    "V.46-23": (Must.EITHER, lambda y, w: f"V.{w}-{y % 100}"),
    "2023-W46-1": (Must.EITHER, lambda y, w: f"{y}-W{w:02}-1"),
    "2023W46": (Must.READ, lambda y, w: f"{y}W{w:02}"),
    "2023 v46": (Must.READ, lambda y, w: f"{y} v{w:02}"),
    "2023v46": (Must.EITHER, lambda y, w: f"{y}v{w:02}"),
    "202346": (Must.EITHER, lambda y, w: f"{y}{w:02}"),
    "2346": (Must.EITHER, lambda y, w: f"{y % 100}{w:02}"),
    "2023-46": (Must.EITHER, lambda y, w: f"{y}-{w:02}"),
    "2023:46": (Must.EITHER, lambda y, w: f"{y}:{w:02}"),
    "46": (Must.EITHER, lambda _, w: w),
    "v. 46": (Must.EITHER, lambda _, w: f"v. {w}"),
    "46/2023": (Must.EITHER, lambda y, w: f"{w}/{y}"),
    "W46/2023": (Must.EITHER, lambda y, w: f"W{w}/{y}"),
    "2023-W46 (13/11-19/11)": (Must.EITHER, lambda y, w: f"{y}-W{w:02} (må-sö)"),
    "its Monday": (Must.EITHER, lambda y, w: date.fromisocalendar(y, w, 1).isoformat()),
}
for form, (must, write_week) in WRITTEN_WEEKS.items():
    # A day is kept as a day: the row's month may be another than the week's.
    if form != "its Monday":
        WAYS.add(
            f"weeks as {form}",
            "Journals write weeks in many ways.",
            must,
            lambda write_week=write_week: {
                f"{name}.csv": csv(
                    GRIDS[name].mapped("Vecka", lambda cell: write_week(*(int(part) for part in str(cell).split("-W"))))
                )
                for name in ("kontakter_HT2023", "kontakter_VT2024")
            },
        )
for word in ("2023-W53", "2023-W00", "v. 53 2023", "v. 46/47 2023", "jullov", "2023", "46 2023"):
    WAYS.add(
        f"one week is “{word}”",
        "A week was mistyped, or is none: 2023 has 52.",
        Must.EITHER,
        lambda word=word: {"kontakter_HT2023.csv": csv(CONTACTS.put(3, "Vecka", word))},
    )

WRITTEN_TERMS: dict[str, tuple[Must, Callable[[str], Cell]]] = {
    "HT23": (Must.READ, lambda term: term[:2] + term[4:]),
    "HT 2023": (Must.READ, lambda term: f"{term[:2]} {term[2:]}"),
    "ht2023": (Must.READ, str.lower),
    "ht -23": (Must.EITHER, lambda term: f"{term[:2].lower()} -{term[4:]}"),
    "H23": (Must.EITHER, lambda term: term[0] + term[4:]),
    "HT": (Must.READ, lambda term: term[:2]),
    "ht": (Must.READ, lambda term: term[:2].lower()),
    "höst": (Must.READ, lambda term: {"HT": "höst", "VT": "vår"}[term[:2]]),
    "höstterminen": (Must.READ, lambda term: {"HT": "höstterminen", "VT": "vårterminen"}[term[:2]]),
    "Höstterminen 2023": (Must.EITHER, lambda term: {"HT": "Höstterminen ", "VT": "Vårterminen "}[term[:2]] + term[2:]),
    "2023 HT": (Must.EITHER, lambda term: f"{term[2:]} {term[:2]}"),
    "20232": (Must.EITHER, lambda term: term[2:] + {"HT": "2", "VT": "1"}[term[:2]]),
    "termin 1": (Must.EITHER, lambda term: {"HT": "1", "VT": "2"}[term[:2]]),
    "HT2023 with spaces": (Must.READ, lambda term: f" {term} "),
}
for form, (must, write_term) in WRITTEN_TERMS.items():
    WAYS.add(
        f"terms as {form}",
        "Statistics of absence write terms in many ways.",
        must,
        lambda write_term=write_term: {
            "franvaro.csv": csv(ABSENCE.mapped("Termin", lambda cell: write_term(str(cell))))
        },
    )
for word, must in {
    "2023-2024": Must.READ, "2023/2024": Must.READ, "23/24": Must.READ, "2023–24": Must.READ, "Läsåret 2023/24": Must.READ,
    "lå 23/24": Must.READ,
    "2023": Must.EITHER, "2023/23": Must.EITHER, "2024/25": Must.EITHER, "2022/23": Must.EITHER, "2023/25": Must.EITHER, "": Must.EITHER,
}.items():  # fmt: skip
    WAYS.add(
        f"school year “{word}”",
        "School years are written in many ways, and one that does not hold the term is wrong.",
        must,
        lambda word=word: {"franvaro.csv": csv(ABSENCE.mapped("Läsår", lambda _: word))},
    )


@WAYS.either("A term without its year stands beside the wrong school year.")
def term_in_the_wrong_year() -> Changes:
    return {"franvaro.csv": csv(ABSENCE.mapped("Läsår", lambda _: "2024/25"))}


# What the files don't hold is no fault of the reader's, but is never nought.
def months_of_b(*months: str) -> Callable[[str, dict[str, object]], bool]:
    """Return what lacks a school's months."""
    return lambda table, row: table == "counts" and row["unit"] == "b" and row["month"] in months


@WAYS.either("A school's last months have not come yet.", lacks=months_of_b("2024-04", "2024-05", "2024-06"))
def last_months_of_a_school() -> Changes:
    grid = REPORTS
    for row in (8, 9, 10):
        grid = grid.put(row, "Skola B", None)
    return {"anmalningar.csv": csv(grid)}


@WAYS.either("A school came into the pilot later.", lacks=months_of_b("2023-08", "2023-09"))
def first_months_of_a_school() -> Changes:
    return {"anmalningar.csv": csv(REPORTS.put(0, "Skola B", None).put(1, "Skola B", None))}


@WAYS.either("A school lacks a month in the middle.", lacks=months_of_b("2023-12"))
def middle_month_of_a_school() -> Changes:
    return {"anmalningar.csv": csv(REPORTS.put(4, "Skola B", None))}


@WAYS.either("A month is missing in the middle of the series.")
def missing_month() -> Changes:
    return {"anmalningar.csv": csv(REPORTS.kept(lambda i: i != 4))}


@WAYS.either("A month stands twice, and another is missing.")
def month_twice() -> Changes:
    return {"anmalningar.csv": csv(REPORTS.put(4, "Månad", "2023-11"))}


@WAYS.either("The year was not changed in January.")
def year_not_changed() -> Changes:
    return {"anmalningar.csv": csv(REPORTS.put(5, "Månad", "2023-01"))}


@WAYS.either("The spring's hours are dated in the autumn, since the template's year was left.")
def wrong_year_of_a_file() -> Changes:
    grid = GRIDS["timmar_VT2024"].mapped("Datum", lambda cell: f"{cell}".replace("2024", "2023"))
    return {"timmar_VT2024.csv": csv(grid)}


@WAYS.either("Days are written with the month's name in English capitals.")
def english_capitals() -> Changes:
    grid = HOURS.mapped("Datum", lambda cell: f"{day_of(cell).day}-{ENGLISH[day_of(cell).month - 1].upper()}-2023")
    return {"timmar_HT2023.csv": csv(grid)}


@WAYS.either("The first days of May were taken for months: 05/04/2024 is the fourth of May, or the fifth of April.")
def days_before_the_thirteenth() -> Changes:
    grid = Grid(
        HOURS.names,
        tuple(
            (person, f"{5 + i % 3:02}/{9 + i % 3:02}/2023", value) for i, (person, _, value) in enumerate(HOURS.rows)
        ),
    )
    return {"timmar_HT2023.csv": csv(grid)}
