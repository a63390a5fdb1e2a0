"""What programs write within a workbook."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from .delivery import GRIDS, SOURCES
from .raw_xlsx import MAIN, book, column, grid_book, rewritten, rows_xml, serial
from .text_files import csv
from .way import Changes, Must, Ways
from .workbooks import as_xlsx, ods, xls, xlsx

WAYS = Ways("workbook")
STAGES, SCORES, FAMILIES, CONTACTS, BUDGET, REPORTS = (
    GRIDS[name] for name in ("steg", "poang", "deltagare", "kontakter_HT2023", "budget", "anmalningar")
)


def steg(content: bytes) -> Changes:
    """Return the stages as a workbook."""
    return {"steg.csv": None, "steg.xlsx": content}


@WAYS.read("Excel saves every file as xlsx.")
def all_as_xlsx() -> Changes:
    return {key: value for name, grid in GRIDS.items() for key, value in as_xlsx(name, grid).items()}


@WAYS.read("An old Excel saves every file as xls.")
def all_as_xls() -> Changes:
    return {f"{name}.csv": None for name in GRIDS} | {f"{name}.xls": xls(grid) for name, grid in GRIDS.items()}


@WAYS.read("LibreOffice saves every file as ods.")
def all_as_ods() -> Changes:
    return {f"{name}.csv": None for name in GRIDS} | {f"{name}.ods": ods(grid) for name, grid in GRIDS.items()}


for name, grid in GRIDS.items():
    WAYS.add(
        f"{name} as xls",
        "An old Excel saves this file as xls.",
        Must.READ,
        lambda name=name, grid=grid: {f"{name}.csv": None, f"{name}.xls": xls(grid)},
    )
    WAYS.add(
        f"{name} as ods",
        "LibreOffice saves this file as ods.",
        Must.READ,
        lambda name=name, grid=grid: {f"{name}.csv": None, f"{name}.ods": ods(grid)},
    )


@WAYS.read("The workbook was written by a program that writes text in the cells themselves.")
def text_in_the_cells() -> Changes:
    return steg(grid_book(STAGES))


for what, reference in {
    "the first row": "A1:D1",
    "one cell": "A1",
    "five rows": "A1:D5",
    "more": "A1:Z900",
    "a hundred thousand cells": "A1:CV1000",
}.items():
    WAYS.add(
        f"size of a sheet that claims {what}",
        "An export claims another size of the sheet than it has.",
        Must.READ,
        lambda reference=reference: steg(grid_book(STAGES, before=f'<dimension ref="{reference}"/>')),
    )
    WAYS.add(
        f"size of contacts that claims {what}",
        "An export claims another size of the sheet than it has.",
        Must.READ,
        lambda reference=reference: {
            "kontakter_HT2023.csv": None,
            "kontakter_HT2023.xlsx": grid_book(CONTACTS, before=f'<dimension ref="{reference}"/>'),
        },
    )


@WAYS.read("A sheet's cells don't say where they stand.")
def cells_without_places() -> Changes:
    rows = "".join(
        "<row>" + "".join(cell_without_place(cell) for cell in row) + "</row>" for row in FAMILIES.all_rows()
    )
    return {"deltagare.csv": None, "deltagare.xlsx": book(rows)}


def cell_without_place(cell: object) -> str:
    """Return a cell of text that does not say where it stands."""
    return f'<c t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>'


@WAYS.read("Shared strings are divided into runs of letters with their own look.")
def shared_strings_in_runs() -> Changes:
    words = list(dict.fromkeys(str(cell) for row in FAMILIES.all_rows() for cell in row))
    items = "".join(
        f"<si><r><t>{escape(word[:2])}</t></r><r><rPr><b/></rPr><t>{escape(word[2:])}</t></r></si>" for word in words
    )
    rows = "".join(
        f'<row r="{i}">'
        + "".join(f'<c r="{column(j)}{i}" t="s"><v>{words.index(str(cell))}</v></c>' for j, cell in enumerate(row))
        + "</row>"
        for i, row in enumerate(FAMILIES.all_rows(), start=1)
    )
    shared = f'<sst xmlns="{MAIN}" count="1" uniqueCount="1">{items}</sst>'
    return {"deltagare.csv": None, "deltagare.xlsx": book(rows, shared=shared)}


@WAYS.read("A shared string has a reading aid beside it, which is no part of it.")
def shared_strings_with_phonetics() -> Changes:
    items = "".join(f'<si><t>{name}</t><rPh sb="0" eb="1"><t>xx</t></rPh></si>' for name in SCORES.names)
    head = '<row r="1">' + "".join(f'<c r="{column(j)}1" t="s"><v>{j}</v></c>' for j in range(3)) + "</row>"
    body = rows_xml(SCORES.all_rows()).partition("</row>")[2]
    shared = f'<sst xmlns="{MAIN}">{items}</sst>'
    return {"poang.csv": None, "poang.xlsx": book(head + body, shared=shared)}


@WAYS.either("A name has Excel's mark for a carriage return in it.")
def escaped_carriage_return() -> Changes:
    cells = {"B1": '<c r="B1" t="inlineStr"><is><t>Poäng_x000D_\nföre</t></is></c>'}
    return {"poang.csv": None, "poang.xlsx": grid_book(SCORES, cells)}


@WAYS.read("A sheet's XML has a prefix before its names, as some programs write.")
def prefixed_xml() -> Changes:
    rows = rows_xml(STAGES.all_rows()).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    return steg(book("", sheet=sheet))


@WAYS.either("A workbook was saved as “strict” Open XML.")
def strict_open_xml() -> Changes:
    return steg(
        rewritten(
            grid_book(STAGES), {"xl/worksheets/sheet1.xml": (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")}
        )
    )


@WAYS.either("The archive's members are named in capitals.")
def members_in_capitals() -> Changes:
    return steg(
        rewritten(
            grid_book(STAGES), {"xl/_rels/workbook.xml.rels": ("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml")}
        )
    )


@WAYS.either("Rows of a sheet stand in another order than their numbers.")
def rows_out_of_order() -> Changes:
    rows = rows_xml(STAGES.all_rows()).split("</row>")[:-1]
    moved = [*rows[:5], rows[6], rows[5], *rows[7:]]
    return steg(book("".join(f"{row}</row>" for row in moved)))


@WAYS.either("Two rows of a sheet have the same number.")
def row_number_twice() -> Changes:
    return steg(book(rows_xml(STAGES.all_rows()).replace('r="6"', 'r="5"').replace('6" ', '5" ')))


@WAYS.read("A second sheet is empty, as in every new workbook of an older Excel.")
def empty_second_sheet() -> Changes:
    return as_xlsx("steg", STAGES, more={"Blad2": [], "Blad3": []})


@WAYS.either("A second sheet holds a legend.")
def sheet_with_a_legend() -> Changes:
    return as_xlsx("steg", STAGES, more={"Förklaring": [["x", "var med"], ["blank", "var inte med"]]})


@WAYS.refused("A second sheet holds the spring's rows, and nothing says which is meant.")
def second_sheet_with_rows() -> Changes:
    return as_xlsx("steg", STAGES.kept(lambda i: i < 8), more={"VT": list(STAGES.kept(lambda i: i >= 8).all_rows())})


@WAYS.read("Of two sheets one is declared by its name.")
def declared_sheet() -> Changes:
    sources = SOURCES.replace('files = ["steg*"]', 'files = ["steg*"]\nformat.sheet = "Lista"')
    rows = [["Summering"], ["Antal", 16]]
    return {
        "sources.toml": sources.encode(),
        "steg.csv": None,
        "steg.xlsx": xlsx(rows, more={"Lista": list(STAGES.all_rows())}),
    }


@WAYS.refused("The declared sheet has another name this term.")
def sheet_of_another_name() -> Changes:
    sources = SOURCES.replace('files = ["steg*"]', 'files = ["steg*"]\nformat.sheet = "Lista HT"')
    return {"sources.toml": sources.encode(), "steg.csv": None, "steg.xlsx": xlsx(STAGES)}


@WAYS.either("The declared sheet's name differs in capitals and a space.")
def sheet_name_in_capitals() -> Changes:
    sources = SOURCES.replace('files = ["steg*"]', 'files = ["steg*"]\nformat.sheet = "BLAD1 "')
    return {"sources.toml": sources.encode(), "steg.csv": None, "steg.xlsx": xlsx(STAGES)}


def hide(state: str) -> Callable[[Worksheet], None]:
    """Return what adds a hidden sheet with the list that cells may choose from."""

    def touch(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("Listor")
        other.append(["flicka"])
        other.append(["pojke"])
        other.sheet_state = state

    return touch


@WAYS.either("A hidden sheet holds the words that cells may choose from.")
def hidden_sheet() -> Changes:
    return as_xlsx("deltagare", FAMILIES, hide("hidden"))


@WAYS.either("A deeply hidden sheet holds the words that cells may choose from.")
def very_hidden_sheet() -> Changes:
    return as_xlsx("deltagare", FAMILIES, hide("veryHidden"))


@WAYS.refused("A hidden sheet holds last year's list with identity numbers.")
def hidden_sheet_with_identity_numbers() -> Changes:
    def touch(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("Gammal lista")
        other.append(["Personnummer", "Ärende"])
        for i in range(1, 5):
            other.append(["19121212-1212", f"F{i:03}"])
        other.sheet_state = "hidden"

    return as_xlsx("deltagare", FAMILIES, touch)


@WAYS.either("The only sheet with rows is hidden, and the one that is shown is empty.")
def hidden_sheet_with_the_rows() -> Changes:
    def touch(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("Framsida")
        sheet.parent.active = 1
        sheet.sheet_state = "hidden"

    return as_xlsx("steg", STAGES, touch)


@WAYS.read("A diagram stands beside the table.")
def diagram_beside() -> Changes:
    def touch(sheet: Worksheet) -> None:
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=12), titles_from_data=True)
        sheet.add_chart(chart, "H2")

    return as_xlsx("anmalningar", REPORTS, touch)


@WAYS.either("A diagram has a sheet of its own beside the table's.")
def diagram_sheet() -> Changes:
    def touch(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=12), titles_from_data=True)
        sheet.parent.create_chartsheet("Diagram1").add_chart(chart)

    return as_xlsx("anmalningar", REPORTS, touch)


@WAYS.read("Cells have comments, lists to choose from, and colours by condition.")
def comments_and_lists() -> Changes:
    def touch(sheet: Worksheet) -> None:
        sheet["B3"].comment = Comment("kontrollera", "kansliet")
        choice = DataValidation(type="list", formula1='"flicka,pojke"')
        choice.add("B2:B40")
        sheet.add_data_validation(choice)
        sheet.conditional_formatting.add("B2:B17", CellIsRule(operator="equal", formula=['"pojke"']))

    return as_xlsx("deltagare", FAMILIES, touch)


@WAYS.read("The list is a table of Excel's, with a name.")
def named_table() -> Changes:
    return as_xlsx("deltagare", FAMILIES, lambda sheet: sheet.add_table(Table(displayName="Tabell1", ref="A1:E17")))


@WAYS.either("The list is a table of Excel's with a row of sums.")
def named_table_with_sums() -> Changes:
    def touch(sheet: Worksheet) -> None:
        table = Table(displayName="Tabell1", ref="A1:C18", totalsRowCount=1)
        sheet.add_table(table)
        sheet["A18"] = "Summa"
        sheet["B18"] = 33

    return as_xlsx("anmalningar", REPORTS, touch)


@WAYS.either("A row of sums is made of formulas that have stored values.")
def sums_by_formula() -> Changes:
    rows = [*REPORTS.all_rows(), ("Summa", 1, 1)]
    cells = {"B13": '<c r="B13"><f>SUM(B2:B12)</f><v>33</v></c>', "C13": '<c r="C13"><f>SUM(C2:C12)</f><v>38</v></c>'}
    return {"anmalningar.csv": None, "anmalningar.xlsx": book(rows_xml(rows, cells))}


@WAYS.either("A row of sums is made of formulas that have no stored values.")
def sums_by_formula_without_values() -> Changes:
    rows = [*REPORTS.all_rows(), ("Summa", 1, 1)]
    cells = {"B13": '<c r="B13"><f>SUM(B2:B12)</f></c>', "C13": '<c r="C13"><f>SUM(C2:C12)</f></c>'}
    return {"anmalningar.csv": None, "anmalningar.xlsx": book(rows_xml(rows, cells))}


@WAYS.read("Formulas share their text with a cell above, and have stored values.")
def shared_formulas() -> Changes:
    cells = {
        f"B{i}": f'<c r="B{i}"><f t="shared" {"ref=" + chr(34) + "B2:B12" + chr(34) if i == 2 else ""} si="0">'
        f"{'1+1' if i == 2 else ''}</f><v>{REPORTS.rows[i - 2][1]}</v></c>"
        for i in range(2, 13)
    }
    return {"anmalningar.csv": None, "anmalningar.xlsx": grid_book(REPORTS, cells)}


@WAYS.read("A formula that gives a text has it stored.")
def formulas_that_give_text() -> Changes:
    cells = {
        f"C{i}": f'<c r="C{i}" t="str"><f>Blad2!C{i}</f><v>{FAMILIES.rows[i - 2][2]}</v></c>' for i in range(2, 18)
    }
    return {"deltagare.csv": None, "deltagare.xlsx": grid_book(FAMILIES, cells)}


@WAYS.either("A number is stored with the exponent of a power of ten.")
def stored_with_an_exponent() -> Changes:
    cells = {"E2": '<c r="E2"><v>4.2E4</v></c>'}
    return {"budget.csv": None, "budget.xlsx": grid_book(BUDGET, cells)}


@WAYS.read("A month's cell holds a day and shows its month.")
def months_by_style() -> Changes:
    from datetime import date

    cells = {
        f"A{i}": f'<c r="A{i}" s="3"><v>{serial(date(int(str(row[0])[:4]), int(str(row[0])[5:]), 1))}</v></c>'
        for i, row in enumerate(REPORTS.rows, start=2)
    }
    return {"anmalningar.csv": None, "anmalningar.xlsx": grid_book(REPORTS, cells)}


@WAYS.either("A workbook's first row is blank, though it is formatted.")
def blank_first_row() -> Changes:
    return as_xlsx("steg", [[None, " "], *STAGES.all_rows()])


@WAYS.refused("A workbook was cut off on its way.")
def half_a_workbook() -> Changes:
    content = xlsx(STAGES)
    return steg(content[: len(content) // 2])


@WAYS.refused("A workbook's sheet is damaged.")
def damaged_sheet() -> Changes:
    return steg(rewritten(xlsx(STAGES), {"xl/worksheets/sheet1.xml": ("</sheetData>", "")}))


@WAYS.refused("A workbook's list of sheets names one that is not there.")
def missing_sheet() -> Changes:
    return steg(
        rewritten(xlsx(STAGES), {"xl/_rels/workbook.xml.rels": ("worksheets/sheet1.xml", "worksheets/sheet7.xml")})
    )


@WAYS.refused("A cell names a shared string that is not there.")
def missing_shared_string() -> Changes:
    cells = {"C3": '<c r="C3" t="s"><v>99</v></c>'}
    return steg(grid_book(STAGES, cells))


@WAYS.either("A cell's number is not a number.")
def number_that_is_none() -> Changes:
    cells = {"B3": '<c r="B3"><v>fel</v></c>'}
    return {"poang.csv": None, "poang.xlsx": grid_book(SCORES, cells)}


@WAYS.refused("A workbook has a password.")
def password() -> Changes:
    return steg(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 992
    )


@WAYS.refused("A workbook holds a diagram and nothing else.")
def nothing_but_a_diagram() -> Changes:
    from openpyxl import Workbook

    from .workbooks import saved

    made = Workbook()
    assert made.active is not None
    made.create_chartsheet("Diagram1").add_chart(BarChart())
    made.remove(made.worksheets[0])
    return steg(saved(made))


@WAYS.refused("A workbook is empty.")
def empty_workbook() -> Changes:
    return steg(xlsx([]))


@WAYS.either("A workbook was named as a csv file.")
def workbook_named_csv() -> Changes:
    return {"steg.csv": xlsx(STAGES)}


@WAYS.either("A csv file was named as a workbook.")
def csv_named_xlsx() -> Changes:
    return steg(csv(STAGES))


@WAYS.either("A system names a table of a web page .xls.")
def web_page_named_xls() -> Changes:
    rows = "".join("<tr>" + "".join(f"<td>{cell or ''}</td>" for cell in row) + "</tr>" for row in STAGES.all_rows())
    return {"steg.csv": None, "steg.xls": f"<html><body><table>{rows}</table></body></html>".encode()}


@WAYS.either("A system names text with tabs .xls.")
def tabs_named_xls() -> Changes:
    return {"steg.csv": None, "steg.xls": csv(STAGES, delimiter="\t")}


@WAYS.either("A new workbook was named as an old one.")
def xlsx_named_xls() -> Changes:
    return {"steg.csv": None, "steg.xls": xlsx(STAGES)}


@WAYS.either("An old workbook was named as a new one.")
def xls_named_xlsx() -> Changes:
    return steg(xls(STAGES))


@WAYS.either("A workbook is a template of Excel's.")
def template() -> Changes:
    return {"steg.csv": None, "steg.xltx": xlsx(STAGES)}


@WAYS.either("A workbook may hold macros.")
def macros() -> Changes:
    return {"steg.csv": None, "steg.xlsm": xlsx(STAGES)}


@WAYS.either("A stray value lies in the last cell that a sheet can have.")
def stray_value_in_the_last_cell() -> Changes:
    rows = rows_xml(STAGES.all_rows()) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return steg(book(rows))


@WAYS.either("A sheet was protected against changes.")
def protected_sheet() -> Changes:
    return as_xlsx("steg", STAGES, lambda sheet: sheet.protection.enable())
