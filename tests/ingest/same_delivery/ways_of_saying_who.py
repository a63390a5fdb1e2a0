"""Who is who: how a family's number, and who answered, are written from file to file."""

from __future__ import annotations

from collections.abc import Callable

from .delivery import GRIDS, SOURCES
from .grid import Cell, Grid
from .smaller import without_a_list
from .text_files import csv
from .way import Changes, Must, Ways
from .workbooks import as_xlsx

WAYS = Ways("who")
WITH_PERSONS = ("deltagare", "steg", "poang", "timmar_HT2023", "timmar_VT2024", "sdq")


def numbered(write: Callable[[str], Cell], *names: str) -> Changes:
    """Return files in which each family's number is written in another way."""
    return {f"{name}.csv": csv(GRIDS[name].mapped("Ärende", lambda cell: write(str(cell)))) for name in names}


def digits(number: str) -> str:
    """Return a number's digits."""
    return number[1:]


# How a number may be written in one file while others write F001.
FORMS: dict[str, Callable[[str], Cell]] = {
    "without its zeros": lambda number: f"F{int(digits(number))}",
    "in small letters": str.lower,
    "with a hyphen": lambda number: f"F-{digits(number)}",
    "with a space": lambda number: f"F {digits(number)}",
    "with a no-break space": lambda number: f"F\u00a0{digits(number)}",
    "with a sign of no width after it": lambda number: f"{number}\u200b",
    "with a sign of no width within it": lambda number: f"F\u200b{digits(number)}",
    "with a byte-order mark before it": lambda number: f"\ufeff{number}",
    "with a soft hyphen": lambda number: f"F\u00ad{digits(number)}",
    "with a point after it": lambda number: f"{number}.",
    "in full width": lambda number: number.translate({48 + i: 0xFF10 + i for i in range(10)}),
    "with the letter O for nought": lambda number: number.replace("0", "O"),
    "without its letter": digits,
    "with a name after it": lambda number: f"{number} A",
    "with the year before it": lambda number: f"2023-{number}",
    "in quotation marks": lambda number: f"“{number}”",
    "with an apostrophe before it": lambda number: f"'{number}",
    "with a slash": lambda number: f"F/{digits(number)}",
    "in brackets": lambda number: f"({number})",
    "with a hash": lambda number: f"#{number}",
    "with an underscore": lambda number: f"F_{digits(number)}",
}
for form, write in FORMS.items():
    for name in ("steg",):
        WAYS.add(
            f"number {form} in {name}",
            "Two systems write the same case's number in two ways.",
            Must.EITHER,
            lambda write=write, name=name: numbered(write, name),
        )
for form in (
    "in small letters",
    "with a hyphen",
    "with a sign of no width after it",
    "without its zeros",
    "with a no-break space",
):
    WAYS.add(
        f"number {form} in one row",
        "One of the rows was typed by hand.",
        Must.EITHER,
        lambda write=FORMS[form]: {"poang.csv": csv(GRIDS["poang"].put(4, "Ärende", write("F005")))},
    )
for form in ("in small letters", "with a hyphen", "without its zeros", "with a slash", "with an underscore"):
    WAYS.add(
        f"number {form} in every file",
        "The system writes its numbers so, always.",
        Must.READ,
        lambda write=FORMS[form]: numbered(write, *WITH_PERSONS),
    )
for name, pad in (("spaces around", "  {}  "), ("a no-break space after", "{}\u00a0"), ("a tab after", "{}\t")):
    WAYS.add(
        f"{name} each number of a file",
        "A system pads its fields.",
        Must.READ,
        lambda pad=pad: numbered(pad.format, "poang"),
    )


# What nothing in the number itself could tell: who has no list of families must know it.
UNTOLD = {"with the letter O for nought", "without its letter", "with a name after it", "with the year before it"}
for form in sorted(FORMS.keys() - UNTOLD):
    WAYS.add(
        f"number {form} in the spring, without a list of families",
        "Nothing but their numbers says that the autumn's families are the spring's.",
        Must.EITHER,
        lambda write=FORMS[form]: without_a_list(numbered(write, "timmar_VT2024")),
        truth=without_a_list({}),
    )


NUMERIC: Callable[[str], Cell] = lambda number: 1000 + int(digits(number))  # noqa: E731


@WAYS.read("Numbers are digits in every file.")
def digits_everywhere() -> Changes:
    return numbered(NUMERIC, *WITH_PERSONS)


@WAYS.read("Numbers are digits, which one of the files is a workbook and keeps as numbers.")
def digits_in_a_workbook() -> Changes:
    grid = GRIDS["poang"].mapped("Ärende", lambda cell: NUMERIC(str(cell)))
    return {**numbered(NUMERIC, *WITH_PERSONS), **as_xlsx("poang", grid)}


@WAYS.either("Numbers are digits, which one of the files writes with a decimal.")
def digits_with_a_decimal() -> Changes:
    return {**numbered(NUMERIC, *WITH_PERSONS), **numbered(lambda number: f"{NUMERIC(number)}.0", "poang")}


@WAYS.either("Numbers are digits, which one of the files writes with a decimal comma.")
def digits_with_a_decimal_comma() -> Changes:
    return {**numbered(NUMERIC, *WITH_PERSONS), **numbered(lambda number: f"{NUMERIC(number)},0", "poang")}


@WAYS.either("Numbers are digits, and one of the files divides their thousands.")
def digits_with_thousands() -> Changes:
    return {**numbered(NUMERIC, *WITH_PERSONS), **numbered(lambda number: f"1 0{digits(number)[1:]}", "poang")}


@WAYS.either("Numbers begin with noughts, which a workbook lost.")
def noughts_lost_in_a_workbook() -> Changes:
    grid = GRIDS["poang"].mapped("Ärende", lambda cell: int(digits(str(cell))))
    return {**numbered(digits, *WITH_PERSONS), **as_xlsx("poang", grid)}


@WAYS.read("Numbers begin with noughts in every file.")
def noughts_everywhere() -> Changes:
    return numbered(digits, *WITH_PERSONS)


@WAYS.either("Long numbers became powers of ten in Excel, in which families can't be told apart.")
def powers_of_ten() -> Changes:
    return {
        **numbered(lambda number: f"20230000{digits(number)}", *WITH_PERSONS),
        **numbered(lambda _: "2,023E+10", "poang"),
    }


@WAYS.either("Numbers are years and running numbers, with the century in one file only.")
def century_in_one_file() -> Changes:
    return {
        **numbered(lambda number: f"23-{digits(number)}", *WITH_PERSONS),
        **numbered(lambda number: f"2023-{digits(number)}", "poang"),
    }


@WAYS.either("Two families' numbers differ in nothing but capitals.")
def numbers_that_differ_in_capitals() -> Changes:
    return {f"{name}.csv": csv(renamed(GRIDS[name], {"F002": "X1", "F003": "x1"})) for name in WITH_PERSONS}


@WAYS.either("Two families' numbers differ in nothing but noughts.")
def numbers_that_differ_in_noughts() -> Changes:
    return {f"{name}.csv": csv(renamed(GRIDS[name], {"F002": "17", "F003": "017"})) for name in WITH_PERSONS}


def renamed(grid: Grid, names: dict[str, str]) -> Grid:
    """Return a grid in which some families have other numbers."""
    return grid.mapped("Ärende", lambda cell: names.get(str(cell), cell))


@WAYS.either("A family's number is not in the list of families.")
def stranger() -> Changes:
    return {"poang.csv": csv(GRIDS["poang"].put(4, "Ärende", "F099"))}


@WAYS.either("A family's number was typed as another family's.")
def number_of_another() -> Changes:
    return {"poang.csv": csv(GRIDS["poang"].put(4, "Ärende", "F006"))}


# The tax agency publishes numbers that no person has, for tests; these begin with a day in 1912 to
# 1915, and Tolvan Tolvansson's is the best known.
for form, write_identity in {
    "with a hyphen": lambda i: f"19121212-{1212 + i}",
    "of ten digits": lambda i: f"121212-{1212 + i}",
    "without a hyphen": lambda i: f"19121212{1212 + i}",
}.items():
    WAYS.add(
        f"identity number {form} as a family's number",
        "The list was made in a system where persons are known by their identity numbers.",
        Must.REFUSED,
        lambda write_identity=write_identity: numbered(
            lambda number: write_identity(0) if number == "F001" else number, *WITH_PERSONS
        ),
    )


# Who answered the form.
for word in ("Mamma", "MAMMA", "mamma ", " mamma", "mamma\u00a0"):
    WAYS.add(
        f"{word!a} in the spring",
        "Another secretary typed the spring's forms.",
        Must.READ if word.strip() == "mamma" else Must.EITHER,
        lambda word=word: {"sdq.csv": csv(answered({"mamma": word}, autumn=False))},
    )
for word in (
    "mor",
    "Mor",
    "mama",
    "moder",
    "vårdnadshavare 1",
    "M",
    "mamma?",
    "mamma/pappa",
    "mamma och pappa",
    "",
    "okänd",
    "båda",
    "styvmamma",
):
    WAYS.add(
        f"“{word}” for mamma in the spring",
        "The spring's forms say in another word who answered.",
        Must.EITHER,
        lambda word=word: {"sdq.csv": csv(answered({"mamma": word}, autumn=False))},
    )


def answered(words: dict[str, str], *, autumn: bool) -> Grid:
    """Return the forms of a term with other words for who answered."""
    grid = GRIDS["sdq"]
    for row, cells in enumerate(grid.rows):
        if (str(cells[1]) < "2024") == autumn:
            grid = grid.put(row, "Besvarad av", words.get(str(cells[2]), cells[2]))
    return grid


@WAYS.either("Both parents' forms are said to be mamma's.")
def two_forms_of_one_parent() -> Changes:
    return {"sdq.csv": csv(GRIDS["sdq"].put(14, "Besvarad av", "mamma"))}


@WAYS.either("The declaration calls the parents Mamma and Pappa, and the files mamma and pappa.")
def parents_declared_with_capitals() -> Changes:
    return {"sources.toml": SOURCES.replace('["mamma", "pappa"]', '["Mamma", "Pappa"]').encode()}


@WAYS.either("A household is written in two ways.")
def household_in_two_ways() -> Changes:
    return {"deltagare.csv": csv(GRIDS["deltagare"].put(3, "Hushåll", "h02"))}


@WAYS.read("Households have spaces around them.")
def households_with_spaces() -> Changes:
    return {"deltagare.csv": csv(GRIDS["deltagare"].put(3, "Hushåll", " H02 "))}


# Which school.
for word in (
    "101",
    "00000101 ",
    "Skola A",
    "skola a",
    "SKOLA A",
    "a",
    "A",
    "Skola  A",
    "Skola\u00a0A",
    "0101",
    "00000101.0",
    "101,0",
):
    WAYS.add(
        f"school {word!a}",
        "The journal calls the school by its name, its id or its code.",
        Must.READ if word in {"101", "00000101 ", "Skola A", "a"} else Must.EITHER,
        lambda word=word: {
            "kontakter_HT2023.csv": csv(
                GRIDS["kontakter_HT2023"].mapped("Skolenhet", lambda cell: word if cell == "00000101" else cell)
            )
        },
    )
for word in ("Skola C", "103", "00000103", "skolan", "?", "A-skolan"):
    WAYS.add(
        f"school “{word}”, which is not declared",
        "The journal holds a school outside the pilot.",
        Must.EITHER,
        lambda word=word: {"kontakter_HT2023.csv": csv(GRIDS["kontakter_HT2023"].put(3, "Skolenhet", word))},
    )
