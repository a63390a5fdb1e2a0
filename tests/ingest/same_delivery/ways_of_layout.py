"""Where the table lies in a sheet, and what stands around it."""

from __future__ import annotations

from datetime import date

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from .delivery import GRIDS, SOURCES
from .grid import Cell, Grid
from .smaller import without_a_list, without_words
from .text_files import csv, lines_of
from .way import Changes, Must, Ways
from .workbooks import as_xlsx

WAYS = Ways("layout")
FAMILIES, STAGES, SCORES, CONTACTS, REPORTS, BUDGET = (
    GRIDS[name] for name in ("deltagare", "steg", "poang", "kontakter_HT2023", "anmalningar", "budget")
)


@WAYS.read("A title stands over the table.")
def title() -> Changes:
    return {f"{name}.csv": csv(grid, before=["Familjeteamet, läsåret 2023/24"]) for name, grid in GRIDS.items()}


@WAYS.read("A title, who made the list and a blank line stand over the table.")
def title_of_three_lines() -> Changes:
    before = ["Familjeteamet", "Uttaget av;Resursenheten;2024-06-30", ""]
    return {f"{name}.csv": csv(grid, before=before) for name, grid in GRIDS.items()}


@WAYS.read("A title in a workbook is merged over the table's columns.")
def merged_title() -> Changes:
    rows = [["Deltagare i Familjeteamet"], [], *FAMILIES.all_rows()]
    return as_xlsx("deltagare", rows, lambda sheet: sheet.merge_cells("A1:E1"))


@WAYS.read("The table begins in cell C5.")
def table_in_c5() -> Changes:
    return as_xlsx("steg", STAGES, at=(5, 3))


@WAYS.read("The table of a csv file has blank columns before it and blank lines over it.")
def csv_that_begins_in_c5() -> Changes:
    return {"steg.csv": "\n".join(["", ";;", *(f";;{line}" for line in lines_of(STAGES.all_rows()))]).encode()}


@WAYS.read("The columns stand in another order.")
def columns_in_another_order() -> Changes:
    return {f"{name}.csv": csv(grid.ordered(range(len(grid.names))[::-1])) for name, grid in GRIDS.items()}


@WAYS.read("The rows stand in another order.")
def rows_in_another_order() -> Changes:
    return {f"{name}.csv": csv(Grid(grid.names, grid.rows[::-1])) for name, grid in GRIDS.items()}


@WAYS.read("The administrator has columns of her own, which nobody declared.")
def columns_of_her_own() -> Changes:
    return {
        f"{name}.csv": csv(grid.with_column("Status", ["klar"] * len(grid.rows), at=1)) for name, grid in GRIDS.items()
    }


@WAYS.read("Rows are numbered in a first column.")
def numbered_rows() -> Changes:
    return {
        f"{name}.csv": csv(grid.with_column("Nr", range(1, len(grid.rows) + 1), at=0)) for name, grid in GRIDS.items()
    }


@WAYS.read("A blank column divides the table.")
def blank_column() -> Changes:
    return {f"{name}.csv": csv(grid.with_column("", [None] * len(grid.rows), at=2)) for name, grid in GRIDS.items()}


@WAYS.either("Notes stand to the right of the table, under no name.")
def notes_to_the_right() -> Changes:
    notes: list[Cell] = [None] * len(STAGES.rows)
    notes[2] = "flyttade i mars"
    return {"steg.csv": csv(STAGES.with_column("", notes))}


@WAYS.either("Notes stand two columns away from the table, in a workbook.")
def notes_far_to_the_right() -> Changes:
    return as_xlsx("steg", STAGES, lambda sheet: sheet.cell(4, 8, "ring igen"))


@WAYS.read("Group names stand over the columns, and are declared with them.")
def two_rows_of_names() -> Changes:
    sources = SOURCES.replace(
        'a = "Skola A", b = "Skola B"', 'a = "Skola A / anmälningar", b = "Skola B / anmälningar"'
    )
    rows = [["", "Skola A", "Skola B"], ["Månad", "anmälningar", "anmälningar"], *REPORTS.rows]
    return {"sources.toml": sources.encode(), "anmalningar.csv": "\n".join(lines_of(rows)).encode()}


@WAYS.read("Merged group names stand over pairs of columns in a workbook, and are declared with them.")
def merged_group_names() -> Changes:
    sources = SOURCES.replace(
        'a = "Skola A", b = "Skola B"', 'a = "Skola A / anmälningar", b = "Skola B / anmälningar"'
    )
    rows = [
        [None, "Skola A", None, "Skola B", None],
        ["Månad", "anmälningar", "samtal", "anmälningar", "samtal"],
        *([month, a, 5, b, 6] for month, a, b in REPORTS.rows),
    ]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("D1:E1")

    return {"sources.toml": sources.encode(), **as_xlsx("anmalningar", rows, merge)}


@WAYS.either("A group's name stands over columns that are declared without it.")
def group_name_over_declared_names() -> Changes:
    return {"poang.csv": csv(SCORES, before=["Ärende;Skattning;Skattning"])}


@WAYS.either("A row of units stands between the names and the first row.")
def row_of_units() -> Changes:
    return {"budget.csv": csv(BUDGET.plus(("", "", "st", "", "kr", "år"), at=0))}


@WAYS.either("A row that explains each column stands under the names.", truth=without_a_list({}))
def row_of_explanations() -> Changes:
    return without_a_list({"steg.csv": csv(STAGES.plus(("ärendenummer", "datum", "datum", "datum"), at=0))})


@WAYS.either("An example row from the template stands first.", truth=without_a_list({}))
def row_of_the_template() -> Changes:
    return without_a_list({"steg.csv": csv(STAGES.plus(("Exempel", "2023-08-20", "2023-08-30", "2023-12-01"), at=0))})


@WAYS.either("The columns' names stand again in the middle, where two lists were joined.")
def names_in_the_middle() -> Changes:
    return {f"{name}.csv": csv(grid.plus(grid.names, at=3)) for name, grid in GRIDS.items()}


@WAYS.either("The columns' names stand again on each page of a printed list of families.", truth=without_words({}))
def names_on_each_page() -> Changes:
    return without_words({"deltagare.csv": csv(FAMILIES.plus(FAMILIES.names, at=12).plus(FAMILIES.names, at=6))})


@WAYS.either("The columns' names stand again in the middle of the list of stages.", truth=without_a_list({}))
def names_in_the_middle_of_stages() -> Changes:
    return without_a_list({"steg.csv": csv(STAGES.plus(STAGES.names, at=8))})


@WAYS.either("The columns' names stand again in the middle of a wide scale.")
def names_in_the_middle_of_scores() -> Changes:
    return {"poang.csv": csv(SCORES.plus(SCORES.names, at=8))}


@WAYS.either("The columns' names stand again in the middle of the budget.")
def names_in_the_middle_of_costs() -> Changes:
    return {"budget.csv": csv(BUDGET.plus(BUDGET.names, at=2))}


@WAYS.either("A second list stands under the first, under a title of its own.", truth=without_a_list({}))
def two_tables_under_each_other() -> Changes:
    rest = ["", "Avslutade ärenden", *lines_of(STAGES.kept(lambda i: i < 3).all_rows())]
    return without_a_list({"steg.csv": csv(STAGES, after=rest)})


@WAYS.either("A list is continued under a title and names of its own.", truth=without_a_list({}))
def table_in_two_parts() -> Changes:
    first, second = STAGES.kept(lambda i: i < 8), STAGES.kept(lambda i: i >= 8)
    return without_a_list({"steg.csv": csv(first, after=["", "Vårterminen", *lines_of(second.all_rows())])})


@WAYS.refused("Two lists stand beside each other, with the same names.")
def two_tables_beside_each_other() -> Changes:
    rows = [(*row, None, *row) for row in STAGES.all_rows()]
    return as_xlsx("steg", rows)


@WAYS.either("A small table of sums stands beside the list.")
def table_of_sums_beside() -> Changes:
    def beside(sheet: Worksheet) -> None:
        for i, (word, number) in enumerate((("Antal familjer", 16), ("Startade", 12)), start=2):
            sheet.cell(i, 7, word)
            sheet.cell(i, 8, number)

    return as_xlsx("steg", STAGES, beside)


@WAYS.either("A small table of sums stands beside the list, and goes on below its end.")
def longer_table_beside() -> Changes:
    def beside(sheet: Worksheet) -> None:
        for i in range(2, 25):
            sheet.cell(i, 7, f"Skola {i}")
            sheet.cell(i, 8, i)

    return as_xlsx("deltagare", FAMILIES, beside)


@WAYS.refused("A column has the name of another.")
def same_name_twice() -> Changes:
    return {"poang.csv": csv(SCORES.with_column("Poäng efter", [1] * 16))}


@WAYS.either("A column has the name of another but for capitals and spaces.")
def nearly_the_same_name() -> Changes:
    return {"poang.csv": csv(SCORES.with_column("poäng  efter ", [1] * 16))}


@WAYS.read("A filter of the workbook hides some rows, which are there all the same.")
def filtered_rows() -> Changes:
    def hide(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = "A1:D17"
        for i in (3, 4, 9):
            sheet.row_dimensions[i].hidden = True

    return as_xlsx("steg", STAGES, hide)


@WAYS.read("A column is hidden so that the list fits a page.")
def hidden_column() -> Changes:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True

    return as_xlsx("steg", STAGES, hide)


@WAYS.read("Rows are grouped and folded.")
def folded_rows() -> Changes:
    return as_xlsx("steg", STAGES, lambda sheet: sheet.row_dimensions.group(4, 9, hidden=True))


@WAYS.read("Panes are frozen, and names are bold.")
def frozen_panes() -> Changes:
    def freeze(sheet: Worksheet) -> None:
        sheet.freeze_panes = "A2"
        sheet["A1"].font = Font(bold=True)

    return as_xlsx("steg", STAGES, freeze)


@WAYS.read("A template's formatting goes on for hundreds of rows without content.")
def formatted_blank_rows() -> Changes:
    def colour(sheet: Worksheet) -> None:
        for i in range(18, 300):
            sheet.cell(i, 1).font = Font(bold=True)

    return as_xlsx("steg", STAGES, colour)


@WAYS.either("A stray space lies far below and far to the right.")
def stray_space() -> Changes:
    return as_xlsx("steg", STAGES, lambda sheet: sheet.cell(900, 60, " "))


@WAYS.either("A stray word lies far below and far to the right.")
def stray_word() -> Changes:
    return as_xlsx("steg", STAGES, lambda sheet: sheet.cell(900, 60, "hej"))


@WAYS.either("A note stands under the table, with a blank line between.")
def note_below() -> Changes:
    after = ["", "Uppgifterna är hämtade ur verksamhetssystemet."]
    return {f"{name}.csv": csv(grid, after=after) for name, grid in GRIDS.items()}


NOTES = {
    "source": "Källa: verksamhetssystemet",
    "footnote": "* avbröt på egen begäran",
    "printed": "Utskriven 2024-06-30 kl 13:05",
    "page": "Sida 1 av 1",
    "name of the administrator": "Anna på kansliet har kollat listan",
    "end": "SLUT",
    "line": "--------",
}
for what, words in NOTES.items():
    for stem in ("kontakter_VT2024", "timmar_VT2024", "budget"):
        WAYS.add(
            f"{what} under {stem}",
            "Words stand in the first column under the table.",
            Must.EITHER,
            lambda stem=stem, words=words: {f"{stem}.csv": csv(GRIDS[stem], after=[words])},
        )

SECTIONS = ("Skola A", "Höstterminen 2023", "Avslutade", "Grupp 1")
for words in SECTIONS:
    for stem in ("poang", "forfragningar", "budget"):
        WAYS.add(
            f"section “{words}” in {stem}",
            "A section's title stands alone on a row among the others.",
            Must.EITHER,
            lambda stem=stem, words=words: {f"{stem}.csv": csv(GRIDS[stem].plus((words,), at=4))},
        )

# What stands in a list of families, where nothing says which words it may hold.
LISTED = {f"{what} under": (words, 16) for what, words in NOTES.items()} | {
    f"section “{words}” in": (words, 4) for words in SECTIONS
}
for what, (words, place) in LISTED.items():
    WAYS.add(
        f"{what} the list of families",
        "Words stand in the first column of a list of families.",
        Must.EITHER,
        lambda words=words, place=place: without_words({"deltagare.csv": csv(FAMILIES.plus((words,), at=place))}),
        truth=without_words({}),
    )
    WAYS.add(
        f"{what} the list of stages",
        "Words stand in the first column of a list of stages.",
        Must.EITHER,
        lambda words=words, place=place: without_a_list({"steg.csv": csv(STAGES.plus((words,), at=place))}),
        truth=without_a_list({}),
    )


@WAYS.either("A section's title stands in a cell that is merged over the row.", truth=without_words({}))
def merged_section() -> Changes:
    rows = FAMILIES.plus(("Skola B", None, None, None, None), at=8)
    return without_words(as_xlsx("deltagare", rows, lambda sheet: sheet.merge_cells("A10:E10")))


@WAYS.either("The day of printing stands under the first column as a date.")
def date_below() -> Changes:
    return as_xlsx("steg", [*STAGES.all_rows(), [], [date(2024, 6, 30)]])


@WAYS.either("A cell is merged over the rows of one school.")
def school_merged_over_rows() -> Changes:
    rows = GRIDS["franvaro"]
    merged = rows.mapped("Skola", lambda cell: cell)
    for i in (1, 3, 5, 7):
        merged = merged.put(i, "Skola", None)

    def merge(sheet: Worksheet) -> None:
        for i in (2, 4, 6, 8):
            sheet.merge_cells(f"C{i}:C{i + 1}")

    return as_xlsx("franvaro", merged, merge)


@WAYS.either("A month is merged over its two series.")
def month_merged_over_rows() -> Changes:
    grid = GRIDS["forfragningar"]
    for i in range(1, len(grid.rows), 2):
        grid = grid.put(i, "Månad", None)

    def merge(sheet: Worksheet) -> None:
        for i in range(2, 24, 2):
            sheet.merge_cells(f"A{i}:A{i + 1}")

    return as_xlsx("forfragningar", grid, merge)


@WAYS.either("A month is written only on the first of its rows.")
def month_on_the_first_row() -> Changes:
    grid = GRIDS["forfragningar"]
    for i in range(1, len(grid.rows), 2):
        grid = grid.put(i, "Månad", None)
    return {"forfragningar.csv": csv(grid)}


@WAYS.either("The first row has no month.")
def first_row_without_month() -> Changes:
    return {"anmalningar.csv": csv(REPORTS.put(0, "Månad", None))}


@WAYS.either("The last row has no month.")
def last_row_without_month() -> Changes:
    return {"anmalningar.csv": csv(REPORTS.put(10, "Månad", None))}


@WAYS.either("The last row of a long list of counts has no month.")
def last_long_row_without_month() -> Changes:
    return {"forfragningar.csv": csv(GRIDS["forfragningar"].put(21, "Månad", None))}


@WAYS.either("The last row has a month and a series, and no number.")
def last_row_without_number() -> Changes:
    return {"forfragningar.csv": csv(GRIDS["forfragningar"].put(21, "Antal", None))}


@WAYS.either("A number is merged over two months, since the second has the same.")
def number_merged_over_rows() -> Changes:
    return as_xlsx("anmalningar", REPORTS.put(1, "Skola A", None), lambda sheet: sheet.merge_cells("B2:B3"))


@WAYS.either("A family's number stands on the first of its two rows only.")
def family_on_the_first_row() -> Changes:
    grid = GRIDS["sdq"]
    return {"sdq.csv": csv(grid.put(3, "Ärende", None))}


@WAYS.either("A family's row has no number.")
def family_without_number() -> Changes:
    return {"deltagare.csv": csv(FAMILIES.put(5, "Ärende", None))}


@WAYS.either("The last family's row has no number.")
def last_family_without_number() -> Changes:
    return {"deltagare.csv": csv(FAMILIES.put(15, "Ärende", None))}


@WAYS.either("A contact has no school.")
def contact_without_school() -> Changes:
    return {"kontakter_HT2023.csv": csv(CONTACTS.put(19, "Skolenhet", None))}


@WAYS.either("A contact has no week.")
def contact_without_week() -> Changes:
    return {"kontakter_HT2023.csv": csv(CONTACTS.put(19, "Vecka", None))}


@WAYS.either("A cost has no number of units.")
def cost_without_quantity() -> Changes:
    return {"budget.csv": csv(BUDGET.put(3, "Antal", None))}


@WAYS.either("A cost has no price.")
def cost_without_price() -> Changes:
    return {"budget.csv": csv(BUDGET.put(3, "Pris (kr)", None))}


@WAYS.either("Lines of dashes divide the table from its names.")
def line_under_the_names() -> Changes:
    return {f"{name}.csv": csv(grid.plus(["---"] * len(grid.names), at=0)) for name, grid in GRIDS.items()}


@WAYS.either("Lines of dashes divide the names of the stages from the families.", truth=without_a_list({}))
def line_under_the_names_of_stages() -> Changes:
    return without_a_list({"steg.csv": csv(STAGES.plus(["---"] * 4, at=0))})
