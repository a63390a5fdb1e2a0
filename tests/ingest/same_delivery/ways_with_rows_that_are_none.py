"""Rows that are no rows: sums, means, counts of families, parts beside their whole."""

from __future__ import annotations

from .delivery import GRIDS, MONTHS
from .grid import Cell
from .smaller import without_a_list, without_words
from .text_files import csv
from .way import Changes, Must, Ways
from .workbooks import as_xlsx

WAYS = Ways("no row")
CONTACTS, ENQUIRIES, REPORTS, ABSENCE, BUDGET = (
    GRIDS[name] for name in ("kontakter_HT2023", "forfragningar", "anmalningar", "franvaro", "budget")
)

# What stands in the first column of the last row of a list of persons.
ENDS: tuple[str, ...] = (
    "Summa", "Summa:", "SUMMA", "Totalt antal", "Antal", "Antal familjer: 16", "Medel", "Medelvärde", "Snitt", "N=16",
    "S:a", "Σ", "Tot.", "Alla", "Samtliga", "Sammanlagt", "Varav flickor", "Delsumma",
)  # fmt: skip
for word in ENDS:
    WAYS.add(
        f"“{word}” under the stages",
        "The administrator sums how many came to each stage, in the last row.",
        Must.EITHER,
        lambda word=word: without_a_list({"steg.csv": csv(GRIDS["steg"].plus((word, 16, 12, 9)))}),
        truth=without_a_list({}),
    )
    WAYS.add(
        f"“{word}” under the list of families",
        "A list of families ends with how many they are.",
        Must.EITHER,
        lambda word=word: without_words({"deltagare.csv": csv(GRIDS["deltagare"].plus((word, 16)))}),
        truth=without_words({}),
    )
for word in ("Summa", "Antal familjer: 16", "Medel", "N=16"):
    WAYS.add(
        f"“{word}” alone under the list of families",
        "A list of families ends with a word, and no number beside it.",
        Must.EITHER,
        lambda word=word: without_words({"deltagare.csv": csv(GRIDS["deltagare"].plus((word,)))}),
        truth=without_words({}),
    )
    WAYS.add(
        f"“{word}” with a day under the hours",
        "A list of hours ends with a mean, on the day when it was made.",
        Must.EITHER,
        lambda word=word: without_a_list(
            {"timmar_HT2023.csv": csv(GRIDS["timmar_HT2023"].plus((word, "2023-12-20", 11.5)))}
        ),
        truth=without_a_list({}),
    )
    for name, row in {"poang": (57.5, 40), "timmar_HT2023": (None, 11.5), "sdq": (None, None, *([1] * 25))}.items():
        WAYS.add(
            f"“{word}” under {name}",
            "A list of values ends with how many they are, or with the mean.",
            Must.EITHER,
            lambda word=word, name=name, row=row: {f"{name}.csv": csv(GRIDS[name].plus((word, *row)))},
        )


@WAYS.either("A mean stands under the scores, and no word beside it.")
def mean_without_a_word() -> Changes:
    return {"poang.csv": csv(GRIDS["poang"].plus((None, 57.5, 40)))}


@WAYS.either("How many came stands under the stages, and no word beside it.", truth=without_a_list({}))
def sum_without_a_word() -> Changes:
    return without_a_list({"steg.csv": csv(GRIDS["steg"].plus((None, 16, 12, 9)))})


@WAYS.either("A number alone stands under the first column: how many families there are.", truth=without_a_list({}))
def count_alone() -> Changes:
    return without_a_list({"steg.csv": csv(GRIDS["steg"].plus((16,)))})


@WAYS.either("The sum stands as the first row.", truth=without_a_list({}))
def sum_first() -> Changes:
    return without_a_list({"steg.csv": csv(GRIDS["steg"].plus(("Summa", 16, 12, 9), at=0))})


@WAYS.either("Sums of each school stand among the families.", truth=without_a_list({}))
def sums_among_families() -> Changes:
    return without_a_list(
        as_xlsx("steg", GRIDS["steg"].plus(("Summa skola A", 8, 6, 5), at=8).plus(("Summa skola B", 8, 6, 4)))
    )


def contacts_with(**cells: Cell) -> Changes:
    """Return the contacts with a row that sums the first week's."""
    row = {
        "Skolenhet": "00000101",
        "Vecka": "2023-W46",
        "Mötesplats": "korridor",
        "Vem": "elev",
        "Antal": 50,
        "Minuter": 100,
    }
    return {"kontakter_HT2023.csv": csv(CONTACTS.plus(CONTACTS.row(**(row | cells))))}


for column, words in {
    "Skolenhet": ("Totalt", "Summa", "Alla", "Alla skolor", "Kommunen", "Båda skolorna", "Medel", ""),
    "Vecka": ("Totalt", "HT2023", "Summa november", "2023-11", "2023", "Alla veckor", ""),
    "Mötesplats": (
        "Totalt", "alla", "Alla", "Alla platser", "Samtliga platser", "Summa", "Delsumma", "Summa kontakter", "Sammanlagt",
        "Alla mötesplatser", "Båda", "Medel", "Snitt", "varav korridor", "korridor + föräldramöte", "Total", "Tot",
    ),
    "Vem": ("alla", "Alla", "Totalt", "Samtliga", "Alla elever och vårdnadshavare", "elev och vårdnadshavare", "Summa"),
}.items():  # fmt: skip
    for word in words:
        WAYS.add(
            f"contacts where {column} is “{word}”",
            "A journal ends with a row over all schools, weeks, places or kinds of persons.",
            Must.EITHER,
            lambda column=column, word=word: contacts_with(**{column: word}),
        )


@WAYS.either("Every week ends with a sum of its places.")
def sums_of_weeks() -> Changes:
    grid = CONTACTS
    for week in range(46, 51):
        for school in ("00000101", "00000102"):
            grid = grid.plus((school, f"2023-W{week}", "Alla platser", "alla", 9, 60))
    return {"kontakter_HT2023.csv": csv(grid)}


for word in (
    "Totalt",
    "Summa",
    "alla",
    "Alla vägar",
    "själva och skola",
    "Medelvärde",
    "varav själva",
    "Delsumma",
    "Samtliga vägar in",
):
    WAYS.add(
        f"series “{word}” in every month",
        "A statistic has a row a month that sums the others.",
        Must.EITHER,
        lambda word=word: {
            "forfragningar.csv": csv(ENQUIRIES.plus(*((f"{y}-{m:02}", word, 20, 4000 + m) for y, m in MONTHS)))
        },
    )
for word in (
    "Totalt",
    "Summa",
    "Helår",
    "2023",
    "HT2023",
    "Läsåret 2023/24",
    "Medel/månad",
    "Kvartal 1",
    "2023/24",
    "",
):
    WAYS.add(
        f"wide counts where the month is “{word}”",
        "The last row of a table of months is their sum.",
        Must.EITHER,
        lambda word=word: {"anmalningar.csv": csv(REPORTS.plus((word, 33, 38)))},
    )

for word in (
    "7-8",
    "7–8",
    "7 och 8",
    "7+8",
    "Alla",
    "Totalt",
    "7-9",
    "Samtliga",
    "Högstadiet",
    "åk 7-8",
    "Summa",
    "",
    "Tot",
    "Hela skolan",
):
    WAYS.add(
        f"absence of grade “{word}”",
        "A statistic of absence has a row for all grades beside one for each.",
        Must.EITHER,
        lambda word=word: {
            "franvaro.csv": csv(ABSENCE.plus(("2023/24", "HT2023", "00000101", word, 115, 2151, 400.5, 40015)))
        },
    )
for word in ("Totalt", "Kommunen", "Alla skolor", "Samtliga skolor", "Medel"):
    WAYS.add(
        f"absence of school “{word}”",
        "A statistic of absence has a row for all schools.",
        Must.EITHER,
        lambda word=word: {"franvaro.csv": csv(ABSENCE.plus(("2023/24", "HT2023", word, 7, 115, 2151, 400.5, 40015)))},
    )


@WAYS.either("A statistic of absence has a row for the whole school year.")
def absence_of_the_year() -> Changes:
    return {"franvaro.csv": csv(ABSENCE.plus(("2023/24", "Läsår", "00000101", 7, 115, 2151, 400.5, 40015)))}


def cost(item: str, kind: Cell, **cells: Cell) -> Changes:
    """Return the budget with a row that sums others."""
    row = {"Post": item, "Slag": kind, "Antal": 1, "Enhet": "piece", "Pris (kr)": 37000, "Prisår": 2023}
    row |= {"Betalare": "socialnämnden", "Källa": "budget"} | cells
    return {"budget.csv": csv(BUDGET.plus(BUDGET.row(**row)))}


for word in (
    "Summa", "Totalt", "Delsumma", "Delsumma lokaler", "Summa lokaler", "Totalsumma", "Summa exkl. moms", "Total kostnad",
    "Totalkostnad", "S:a", "Summa kostnader", "Kostnad totalt", "Summerat", "varav lokal", "Alla kostnader",
    "Sammanlagt", "Årets kostnad totalt",
):  # fmt: skip
    WAYS.add(
        f"cost “{word}” without a kind",
        "A budget ends with its sum.",
        Must.EITHER,
        lambda word=word: cost(word, None, Enhet=None, Källa=None),
    )
for word in ("Summa", "Delsumma", "Delsumma lokaler", "Summa personal", "Totalsumma", "S:a lokaler", "varav lokal"):
    WAYS.add(
        f"cost “{word}” with a kind",
        "A budget has sums within each kind, and the kind stands beside them.",
        Must.EITHER,
        lambda word=word: cost(word, "övrigt"),
    )
