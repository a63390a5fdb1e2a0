"""How numbers are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from .delivery import GRIDS
from .grid import Cell, Grid
from .raw_xlsx import grid_book
from .text_files import as_text, csv
from .way import Changes, Must, Ways
from .workbooks import as_xlsx

WAYS = Ways("number")
SCORES, HOURS, CONTACTS, ENQUIRIES, ABSENCE, BUDGET, SDQ = (
    GRIDS[name] for name in ("poang", "timmar_HT2023", "kontakter_HT2023", "forfragningar", "franvaro", "budget", "sdq")
)


def price(text: Cell, row: int = 0) -> Changes:
    """Return the budget with a price written in another way."""
    return {"budget.csv": csv(BUDGET.put(row, "Pris (kr)", text))}


# How 42000 may be written beside 450,50.
for text in (
    "42 000", "42\u00a0000", "42\u202f000", "42\u2009000", "42000,00", "42 000,00", "42000,0", " 42000 ", "42\u00a0000,00",
):  # fmt: skip
    WAYS.add(
        f"price {text!a}",
        "Thousands are divided by spaces of many kinds.",
        Must.READ,
        lambda text=text: price(text),
    )
for text in (
    "42'000", "42.000", "42,000", "42.000,00", "42,000.00", "42000.00", "42 000 kr", "42000:-", "SEK 42000", "42 tkr", "42k",
    "4,2E+04", "042000", "+42000", "٤٢٠٠٠", "４２０００", "42_000", "0xA410", "ca 42000", "42000*", "(42000)", "-42000", "42000-43000",
    "42O00",
    "4 2000", "42 00", "42000 / mån", "=42000", "'42000", "42000,", "½", "inf", "nan", "1e309", "", "-", "okänt", "42,000,00",
    "42000\u200b", "42000²",
):  # fmt: skip
    WAYS.add(
        f"price {text!a}",
        "A price is written by hand.",
        Must.EITHER,
        lambda text=text: price(text),
    )


def all_prices(*texts: str) -> Changes:
    """Return the budget with every price written in another way."""
    grid = BUDGET
    for row, text in enumerate(texts):
        grid = grid.put(row, "Pris (kr)", text)
    return {"budget.csv": csv(grid)}


@WAYS.either("English thousands, and decimal points.")
def english_prices() -> Changes:
    return all_prices("42,000.00", "450.50", "18,500.00", "27.25")


@WAYS.either("English thousands without decimals beside decimal points.")
def english_prices_without_decimals() -> Changes:
    return all_prices("42,000", "450.50", "18,500", "27.25")


@WAYS.either("German thousands without decimals beside decimal points.")
def points_for_both() -> Changes:
    return all_prices("42.000", "450.50", "18.500", "27.25")


@WAYS.either("German thousands and decimal commas.")
def german_prices() -> Changes:
    return all_prices("42.000,00", "450,50", "18.500,00", "27,25")


@WAYS.either("German thousands without decimals beside decimal commas.")
def german_prices_without_decimals() -> Changes:
    return all_prices("42.000", "450,5", "18.500", "27,25")


@WAYS.either("Three decimals beside thousands: one of the two is meant.")
def three_digits_after_a_comma() -> Changes:
    return all_prices("42,000", "450,500", "18,500", "27,250")


@WAYS.either("Three digits after every point.")
def three_digits_after_a_point() -> Changes:
    return all_prices("42.000", "450.500", "18.500", "27.250")


@WAYS.either("Some have written decimal points and some decimal commas.")
def points_and_commas() -> Changes:
    return all_prices("42000", "450.50", "18500", "27,25")


@WAYS.either("Every price is in kronor and says so.")
def every_price_in_kronor() -> Changes:
    return all_prices("42 000 kr", "450,50 kr", "18 500 kr", "27,25 kr")


@WAYS.read("Amounts of hours have decimal points in a file of semicolons.")
def hours_with_points() -> Changes:
    return {"timmar_HT2023.csv": csv(HOURS, decimal="."), "franvaro.csv": csv(ABSENCE, decimal=".")}


@WAYS.read("Thousands of hours are divided by no-break spaces.")
def hours_with_spaces() -> Changes:
    def spaced(cell: Cell) -> Cell:
        return f"{cell:,}".replace(",", "\u00a0").replace(".", ",") if isinstance(cell, int | float) else cell

    grid = ABSENCE.mapped("Giltig", spaced).mapped("Erbjuden", spaced)
    return {"franvaro.csv": csv(grid)}


def every(name: str, column: str, write: Callable[[Cell], Cell]) -> Changes:
    """Return a file with each number of a column written in another way."""
    return {f"{name}.csv": csv(GRIDS[name].mapped(column, lambda cell: None if cell is None else write(cell)))}


FORMS: dict[str, Callable[[Cell], Cell]] = {
    "trailing space": lambda cell: f"{as_text(cell)} ",
    "two decimals": lambda cell: as_text(cell) + ("0" if "," in as_text(cell) else ",00"),
    "text in quotation marks": lambda cell: f'"{as_text(cell)}"',
    "an apostrophe before": lambda cell: f"'{as_text(cell)}",
    "p after": lambda cell: f"{as_text(cell)} p",
    "percent": lambda cell: f"{as_text(cell)} %",
    "Arabic-Indic digits": lambda cell: as_text(cell).translate({48 + i: 0x660 + i for i in range(10)}),
    "full width": lambda cell: as_text(cell).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "exponent": lambda cell: f"{float(str(cell)):E}",
    "nought before": lambda cell: f"0{as_text(cell)}",
    "plus before": lambda cell: f"+{as_text(cell)}",
    "of a hundred": lambda cell: f"{as_text(cell)}/100",
    "star": lambda cell: f"{as_text(cell)}*",
    "equals": lambda cell: f"={as_text(cell)}",
    "point at the end": lambda cell: f"{as_text(cell)}.",
}
for form, write in FORMS.items():
    must = Must.READ if form in {"trailing space", "two decimals"} else Must.EITHER
    for name, column in (("timmar_HT2023", "Timmar"), ("anmalningar", "Skola A")):
        if form == "two decimals" and column in {"Antal", "Skola A"}:
            must = Must.EITHER
        WAYS.add(
            f"{form} in {name}",
            "A program or a person writes all numbers of a column in another form.",
            must,
            lambda name=name, column=column, write=write: every(name, column, write),
        )

# What may stand in a single cell instead of the number.
WORDS: tuple[str, ...] = (
    "ca 40", "3-4", "3–4", "<5", ">10", "fler än 10", "1/2", "½", "?", "-", "–", "x", "två", "NA", "N/A", "#N/A", "NaN", "inf", "None",
    "True", "0x1F", "1_0", "12O", "1 2", "1,2,3", "--1", "−5", "-5", "(5)", "40 st", "20 %", "uppgift saknas", "³", "2024-05-06",
    "12:30", "=3+4", "3 (4)", "sekretess", "1–4",
)  # fmt: skip
FEW_WORDS = ("ca 40", "3-4", "<5", "–", "NA", "NaN", "1_0", "½", "−5", "uppgift saknas", "x")
for name, column, row, words in (
    ("poang", "Poäng före", 5, (*WORDS, "1000", "-1", "999", "..")),
    ("timmar_HT2023", "Timmar", 5, (*FEW_WORDS, "1000", "-99", "..")),
    ("kontakter_HT2023", "Antal", 5, FEW_WORDS),
    ("anmalningar", "Skola A", 5, FEW_WORDS),
    ("forfragningar", "Antal", 5, FEW_WORDS),
    ("franvaro", "Giltig", 5, FEW_WORDS),
    ("sdq", "p01", 8, (*FEW_WORDS, "..", "9", "3", "-1")),
):
    for word in words:
        WAYS.add(
            f"“{word if word.isprintable() else ascii(word)}” in {name}, {column}",
            "A number is not known, or not certain, and somebody writes so.",
            Must.EITHER,
            lambda name=name, column=column, row=row, word=word: {
                f"{name}.csv": csv(GRIDS[name].put(row, column, word))
            },
        )


@WAYS.refused("A value lies between the declared steps.")
def value_off_the_step() -> Changes:
    return {"poang.csv": csv(SCORES.put(3, "Poäng före", 40.5))}


@WAYS.refused("A value in a long file lies between the declared steps.")
def long_value_off_the_step() -> Changes:
    return {"timmar_HT2023.csv": csv(HOURS.put(3, "Timmar", 8.25))}


@WAYS.refused("A value lies above the scale's end.")
def value_above_the_scale() -> Changes:
    return {"poang.csv": csv(SCORES.put(3, "Poäng före", 400))}


@WAYS.either("A sum in a workbook has the error of binary fractions in its last digit.")
def last_digit() -> Changes:
    return as_xlsx("timmar_HT2023", HOURS.put(3, "Timmar", 8.000000000000002))


@WAYS.read("A workbook has numbers as numbers.")
def numbers_in_a_workbook() -> Changes:
    return {key: value for name, grid in GRIDS.items() for key, value in as_xlsx(name, grid).items()}


@WAYS.read("Every number of a workbook is text, with a green triangle in its corner.")
def numbers_as_text_in_a_workbook() -> Changes:
    def text(cell: Cell) -> Cell:
        return as_text(cell) if isinstance(cell, int | float) else cell

    grid = BUDGET
    for column in ("Antal", "Pris (kr)", "Prisår"):
        grid = grid.mapped(column, text)
    return as_xlsx("budget", grid)


@WAYS.read("Some numbers of a workbook are text.")
def some_numbers_as_text() -> Changes:
    return as_xlsx("budget", BUDGET.put(0, "Pris (kr)", "42000").put(1, "Antal", "12,5"))


@WAYS.either("A number as text in a workbook has a decimal point, on a Swedish machine.")
def text_with_a_point_in_a_workbook() -> Changes:
    return as_xlsx("budget", BUDGET.put(1, "Antal", "12.5"))


@WAYS.either("A number as text in a workbook has thousands with a point.")
def text_with_thousands_in_a_workbook() -> Changes:
    return as_xlsx("budget", BUDGET.put(0, "Pris (kr)", "42.000"))


@WAYS.read("Numbers of a workbook are formatted as kronor.")
def formatted_as_kronor() -> Changes:
    return as_xlsx("budget", BUDGET, formatted("E", '#,##0.00 "kr"'))


@WAYS.read("Numbers of a workbook are formatted as thousands of kronor.")
def formatted_as_thousands() -> Changes:
    return as_xlsx("budget", BUDGET, formatted("E", '#,##0, "tkr"'))


CROWNS = ('#,##0.00 "kr"', "#,##0.00 [$kr-41D]", "#,##0 [$SEK]", r"_-* #,##0.00\ _k_r_-", r"_-* #,##0.00\ _€_-")
OTHER_CURRENCIES = ("#,##0.00 [$€-1]", "#,##0 [$EUR]", "#,##0 €", "#,##0 [$DKK]", "#,##0 [$kr-414]", '"$"#,##0')
for code in CROWNS:
    WAYS.add(
        f"prices formatted as {code}",
        "Prices in a workbook are shown in crowns.",
        Must.READ,
        lambda code=code: as_xlsx("budget", BUDGET, formatted("E", code)),
    )
for code in OTHER_CURRENCIES:
    WAYS.add(
        f"prices formatted as {code}",
        "Prices in a workbook are shown in another currency, which no number says.",
        Must.REFUSED,
        lambda code=code: as_xlsx("budget", BUDGET, formatted("E", code)),
    )


def formatted(letter: str, number_format: str) -> Callable[[Worksheet], None]:
    """Return what formats a column of a sheet."""

    def touch(sheet: Worksheet) -> None:
        for cell in sheet[letter][1:]:
            cell.number_format = number_format

    return touch


@WAYS.either("A score is kept as a share and shown as a percentage: 0,45 is 45.")
def percent_cells() -> Changes:
    share = SCORES.mapped("Poäng före", lambda cell: cell / 100 if isinstance(cell, int) else cell)
    return as_xlsx("poang", share, formatted("B", "0%"))


@WAYS.either("One score of many is a percentage.")
def one_percent_cell() -> Changes:
    def touch(sheet: Worksheet) -> None:
        sheet["B4"] = 1
        sheet["B4"].number_format = "0%"

    return as_xlsx("poang", SCORES.put(2, "Poäng före", 100), touch)


@WAYS.either("Hours are kept as a share and shown as a percentage.")
def percent_cells_of_hours() -> Changes:
    share = HOURS.mapped("Timmar", lambda cell: cell / 100 if isinstance(cell, float) else cell)
    return as_xlsx("timmar_HT2023", share, formatted("C", "0%"))


@WAYS.either("A cell shows a whole number, and holds more.")
def shown_rounded() -> Changes:
    return as_xlsx("poang", SCORES.put(2, "Poäng före", 35.4), formatted("B", "0"))


@WAYS.either("Excel took 1-2 for the first of February.")
def day_for_a_number() -> Changes:
    return as_xlsx("poang", SCORES.put(2, "Poäng före", date(2024, 2, 1)))


@WAYS.either("A column of counts is formatted as days.")
def days_for_numbers() -> Changes:
    return as_xlsx("anmalningar", GRIDS["anmalningar"], formatted("B", "yyyy-mm-dd"))


@WAYS.either("Hours are kept as Excel's time: 12:30 is 0,52 of a day.")
def hours_as_time() -> Changes:
    share = HOURS.mapped("Timmar", lambda cell: cell / 24 if isinstance(cell, float) else cell)
    return as_xlsx("timmar_HT2023", share, formatted("C", "[h]:mm"))


@WAYS.either("A cell in a workbook is an error.")
def error_in_a_workbook() -> Changes:
    cells = {"B4": '<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c>'}
    return {"poang.csv": None, "poang.xlsx": grid_book(SCORES, cells)}


@WAYS.either("A cell in a workbook is TRUE.")
def truth_in_a_workbook() -> Changes:
    return as_xlsx("sdq", SDQ.put(8, "p01", True))


@WAYS.read("Formulas have stored values.")
def formulas_with_values() -> Changes:
    cells = {
        f"B{i + 2}": f'<c r="B{i + 2}"><f>{v}+0</f><v>{v}</v></c>'
        for i, v in enumerate(SCORES.column("Poäng före"))
        if v
    }
    return {"poang.csv": None, "poang.xlsx": grid_book(SCORES, cells)}


for name, column, letter in (
    ("poang", "Poäng före", "B"),
    ("timmar_HT2023", "Timmar", "C"),
    ("deltagare", "Grupp", "C"),
    ("kontakter_HT2023", "Antal", "E"),
    ("anmalningar", "Skola A", "B"),
    ("budget", "Pris (kr)", "E"),
    ("franvaro", "Giltig", "F"),
    ("sdq", "p01", "D"),
):

    def without_values(name: str = name, column: str = column, letter: str = letter) -> Changes:
        """Return a workbook in which the formulas of a column have no stored value."""
        places = [i + 2 for i, value in enumerate(GRIDS[name].column(column)) if value is not None][1:3]
        cells = {f"{letter}{i}": f'<c r="{letter}{i}"><f>Blad2!{letter}{i}</f></c>' for i in places}
        return {f"{name}.csv": None, f"{name}.xlsx": grid_book(GRIDS[name], cells)}

    WAYS.add(
        f"formulas without values in {name}",
        "A program that does not calculate wrote the workbook, and its formulas have no stored values.",
        Must.REFUSED,
        without_values,
    )

SDQ_WORDS = (
    "0 = stämmer inte", "stämmer inte", "Stämmer helt", "1,5", "0/1", "1 2", "x", "1?", "0-1", "8", "99", "(1)", "ej ifyllt",
)  # fmt: skip
for word in SDQ_WORDS:
    WAYS.add(
        f"answer “{word}”",
        "A form was typed by somebody who wrote what the paper said.",
        Must.EITHER,
        lambda word=word: {"sdq.csv": csv(SDQ.put(0, "p01", word))},
    )


@WAYS.read("Answers were typed with a decimal.")
def answers_with_a_decimal() -> Changes:
    return {"sdq.csv": csv(Grid(SDQ.names, tuple((*row[:3], *(f"{cell},0" for cell in row[3:])) for row in SDQ.rows)))}


@WAYS.either("All answers are one higher, since the form's boxes are numbered from 1.")
def answers_from_one() -> Changes:
    rows = tuple((*row[:3], *(int(str(cell)) + 1 for cell in row[3:])) for row in SDQ.rows)
    return {"sdq.csv": csv(Grid(SDQ.names, rows))}
