"""How the text of a file is written: encodings, delimiters, quotation marks, ends of lines."""

from __future__ import annotations

import unicodedata

from .delivery import GRIDS, SOURCES
from .grid import Cell
from .text_files import csv, lines_of
from .way import Changes, Ways

WAYS = Ways("as text")
BUDGET, STAGES, FAMILIES, CONTACTS = (GRIDS[name] for name in ("budget", "steg", "deltagare", "kontakter_HT2023"))


def all_of(**how: str) -> Changes:
    """Return every file of the delivery, written in another way."""
    return {f"{name}.csv": csv(grid, **how) for name, grid in GRIDS.items()}  # type: ignore[arg-type]


@WAYS.read("Excel's “CSV UTF-8” begins with a byte-order mark.")
def byte_order_mark() -> Changes:
    return all_of(encoding="utf-8-sig")


@WAYS.read("Excel's older “CSV” is in the code page of Windows.")
def code_page_of_windows() -> Changes:
    return all_of(encoding="cp1252")


@WAYS.read("A text file that was saved in Notepad as “Unicode” is UTF-16.")
def utf_16() -> Changes:
    return all_of(encoding="utf-16")


@WAYS.read("Exports from larger systems are UTF-16 with the other order of bytes.")
def utf_16_of_the_other_order() -> Changes:
    return {f"{name}.csv": b"\xfe\xff" + csv(grid, encoding="utf-16-be") for name, grid in GRIDS.items()}


@WAYS.either("Excel on an old Mac writes Mac Roman, in which every å, ä and ö is another letter.")
def mac_roman() -> Changes:
    return all_of(encoding="mac_roman")


def plain_names() -> Changes:
    """Return a declaration and a budget whose columns have no å, ä or ö in their names."""
    return {"sources.toml": SOURCES.replace('"Prisår"', '"Ar"').replace('"Källa"', '"Kalla"').encode()}


@WAYS.either("Where the columns' names are plain, a file in Mac Roman looks right at its head.")
def mac_roman_under_plain_names() -> Changes:
    grid = BUDGET.renamed(lambda name: {"Prisår": "Ar", "Källa": "Kalla"}.get(name, name))
    return {**plain_names(), "budget.csv": csv(grid, encoding="mac_roman")}


@WAYS.read("A Mac decomposes å, ä and ö into a letter and its sign.")
def decomposed_letters() -> Changes:
    return {
        name: unicodedata.normalize("NFD", content.decode()).encode() for name, content in all_of().items() if content
    }


@WAYS.read("An old Mac ends its lines with a carriage return.")
def ends_of_an_old_mac() -> Changes:
    return all_of(end="\r")


@WAYS.read("Windows ends its lines with two signs.")
def ends_of_windows() -> Changes:
    return all_of(end="\r\n")


@WAYS.read("Two exports were pasted together in an editor, so that lines end in two ways.")
def ends_of_both() -> Changes:
    lines = lines_of(STAGES.all_rows())
    return {"steg.csv": ("\r\n".join(lines[:5]) + "\r\n" + "\n".join(lines[5:])).encode()}


@WAYS.read("The last line has no end.")
def no_end_of_the_last_line() -> Changes:
    return {name: content.rstrip(b"\n") for name, content in all_of().items() if content}


@WAYS.read("An English Excel writes commas between the fields, and decimal points.")
def commas_and_points() -> Changes:
    return all_of(delimiter=",", decimal=".")


@WAYS.read("A Swedish system writes commas between the fields, and decimal commas in quotation marks.")
def commas_and_decimal_commas() -> Changes:
    return all_of(delimiter=",")


@WAYS.refused("Decimal commas without quotation marks, among commas between the fields, move a row's fields.")
def decimal_commas_that_divide() -> Changes:
    lines = lines_of(BUDGET.all_rows(), ",", ",", lambda field, _: field)
    return {"budget.csv": "\n".join(lines).encode()}


@WAYS.read("A file was saved as text with tabs, and kept its name.")
def tabs() -> Changes:
    return all_of(delimiter="\t")


@WAYS.either("Excel's “text with tabs” is called .txt.")
def tabs_in_a_txt_file() -> Changes:
    return {"budget.csv": None, "budget.txt": csv(BUDGET, delimiter="\t")}


@WAYS.read("Many exports are called .tsv.")
def tabs_in_a_tsv_file() -> Changes:
    return {"budget.csv": None, "budget.tsv": csv(BUDGET, delimiter="\t")}


@WAYS.either("The ending of a file's name is in capitals.")
def name_in_capitals() -> Changes:
    return {"budget.csv": None, "budget.CSV": csv(BUDGET)}


@WAYS.read("A statistical system writes upright lines between the fields.")
def upright_lines() -> Changes:
    return all_of(delimiter="|")


@WAYS.read("A system puts every field in quotation marks.")
def every_field_in_quotation_marks() -> Changes:
    def quote(field: str, _: str) -> str:
        return '"' + field.replace('"', '""') + '"'

    return {f"{name}.csv": "\n".join(lines_of(grid.all_rows(), quote=quote)).encode() for name, grid in GRIDS.items()}


@WAYS.read("A comment that was written on two lines has an end of line within its field.")
def comment_on_two_lines() -> Changes:
    comments = ["Kom sent.\nSkulle höra av sig." if i == 3 else None for i in range(len(STAGES.rows))]
    return {"steg.csv": csv(STAGES.with_column("Kommentar", comments))}


@WAYS.read("A comment holds the sign that stands between fields, within quotation marks.")
def delimiter_in_a_comment() -> Changes:
    comments = ["ringt; inget svar; brev" if i == 3 else None for i in range(len(STAGES.rows))]
    return {"steg.csv": csv(STAGES.with_column("Kommentar", comments))}


@WAYS.either("A comment holds the sign that stands between fields, and no quotation marks.")
def delimiter_in_a_comment_without_marks() -> Changes:
    comments = ["ringt; inget svar; brev" if i == 3 else None for i in range(len(STAGES.rows))]
    lines = lines_of(STAGES.with_column("Kommentar", comments).all_rows(), quote=lambda field, _: field)
    return {"steg.csv": "\n".join(lines).encode()}


@WAYS.refused("An undelimited comment in the first column moves all that stands after it.")
def delimiter_that_moves_a_row() -> Changes:
    comments: list[Cell] = ["brev; ring" if i == 3 else None for i in range(len(STAGES.rows))]
    lines = lines_of(STAGES.with_column("Kommentar", comments, at=0).all_rows(), quote=lambda field, _: field)
    return {"steg.csv": "\n".join(lines).encode()}


@WAYS.either("A comment has one quotation mark, for inches, and a parser waits for the next.")
def one_quotation_mark() -> Changes:
    lines = csv(STAGES.with_column("Kommentar", [None] * len(STAGES.rows))).decode().split("\n")
    return {"steg.csv": "\n".join([*lines[:4], lines[4] + '"akut', *lines[5:]]).encode()}


@WAYS.either("Two comments each begin with a quotation mark that is never closed.")
def two_quotation_marks_far_apart() -> Changes:
    lines = csv(STAGES.with_column("Kommentar", [None] * len(STAGES.rows))).decode().split("\n")
    opened = {3: '"akut', 9: 'se ovan"'}
    return {"steg.csv": "\n".join(line + opened.get(i, "") for i, line in enumerate(lines)).encode()}


@WAYS.either("A field has quotation marks around one of its words.")
def quoted_word_within_a_field() -> Changes:
    comments = ['kallar sig "mormor" hemma' if i == 3 else None for i in range(len(STAGES.rows))]
    lines = lines_of(STAGES.with_column("Kommentar", comments).all_rows(), quote=lambda field, _: field)
    return {"steg.csv": "\n".join(lines).encode()}


@WAYS.read("Every line ends with the sign that stands between fields.")
def delimiter_after_every_line() -> Changes:
    return {f"{name}.csv": csv(grid, end=";\n") for name, grid in GRIDS.items()}


@WAYS.either("Every line but the columns' names ends with the sign that stands between fields.")
def delimiter_after_every_row() -> Changes:
    lines = csv(STAGES).decode().rstrip("\n").split("\n")
    return {"steg.csv": "\n".join([lines[0], *(line + ";" for line in lines[1:])]).encode()}


@WAYS.either("A system begins every row, but not the columns' names, with the sign between fields.")
def delimiter_before_every_row() -> Changes:
    lines = csv(STAGES).decode().rstrip("\n").split("\n")
    return {"steg.csv": "\n".join([lines[0], *(";" + line for line in lines[1:])]).encode()}


@WAYS.either("An editor took away the signs at the ends of lines, so that some rows are short.")
def short_rows() -> Changes:
    return {"steg.csv": "\n".join(line.rstrip(";") for line in csv(STAGES).decode().split("\n")).encode()}


@WAYS.read("Excel understands a first line that says which sign stands between fields.")
def sign_named_on_the_first_line() -> Changes:
    return {"budget.csv": csv(BUDGET, before=["sep=;"])}


@WAYS.either("Two programs each added a byte-order mark.")
def two_byte_order_marks() -> Changes:
    return {"steg.csv": b"\xef\xbb\xbf" + csv(STAGES, encoding="utf-8-sig")}


@WAYS.either("A file in UTF-8 has one line that was pasted from a file of Windows.")
def two_encodings_in_a_file() -> Changes:
    lines = csv(CONTACTS).split(b"\n")
    lines[4] = lines[4].decode().encode("cp1252")
    return {"kontakter_HT2023.csv": b"\n".join(lines)}


@WAYS.either("A file was saved twice in the wrong encoding, so that å is two signs.")
def twice_encoded() -> Changes:
    return {"kontakter_HT2023.csv": csv(CONTACTS).decode("cp1252", "replace").encode()}


@WAYS.either("A copied file lost its letters, and has a question mark in place of each å, ä and ö.")
def lost_letters() -> Changes:
    head, _, rest = csv(CONTACTS).decode().partition("\n")
    return {"kontakter_HT2023.csv": f"{head}\n{rest.encode('ascii', 'replace').decode()}".encode()}


@WAYS.refused("A file was cut off by a disk that filled up, and is zeros from there.")
def zeros_at_the_end() -> Changes:
    return {"steg.csv": csv(STAGES)[:200] + b"\0" * 200}


@WAYS.refused("A file has no content.")
def empty_file() -> Changes:
    return {"steg.csv": b""}


@WAYS.refused("A file holds only a byte-order mark and a blank line.")
def file_of_nothing_but_signs() -> Changes:
    return {"steg.csv": b"\xef\xbb\xbf\r\n"}


@WAYS.either("An old system ends its files with Ctrl-Z.")
def end_of_dos() -> Changes:
    return {"steg.csv": csv(STAGES) + b"\x1a"}


@WAYS.read("Blank lines stand between the rows.")
def blank_lines() -> Changes:
    return {f"{name}.csv": "\n\n".join(lines_of(grid.all_rows())).encode() for name, grid in GRIDS.items()}


@WAYS.read("Rows that were emptied in Excel are left as lines of nothing but signs.")
def lines_of_delimiters() -> Changes:
    return {
        f"{name}.csv": csv(grid, after=[";" * (len(grid.names) - 1)] * 30, before=[";" * (len(grid.names) - 1)])
        for name, grid in GRIDS.items()
    }


@WAYS.read("Rows that were emptied with the space bar hold spaces.")
def lines_of_spaces() -> Changes:
    return {f"{name}.csv": csv(grid, after=[" ;" * (len(grid.names) - 1), "  "]) for name, grid in GRIDS.items()}


@WAYS.read("A name on two lines in Excel's cell has an end of line within it.")
def name_on_two_lines() -> Changes:
    return {"poang.csv": csv(GRIDS["poang"].renamed(lambda name: name.replace(" ", "\n")))}


@WAYS.read("A name was copied from Word with a no-break space.")
def name_with_a_no_break_space() -> Changes:
    return {"poang.csv": csv(GRIDS["poang"].renamed(lambda name: name.replace(" ", "\u00a0")))}


@WAYS.read("A name has two spaces where one is declared.")
def name_with_two_spaces() -> Changes:
    return {"poang.csv": csv(GRIDS["poang"].renamed(lambda name: name.replace(" ", "  ")))}


@WAYS.read("Names have spaces around them.")
def names_with_spaces_around() -> Changes:
    return {f"{name}.csv": csv(grid.renamed(lambda name: f" {name}  ")) for name, grid in GRIDS.items()}


@WAYS.either("A name was copied from a web page with a sign of no width.")
def name_with_a_sign_of_no_width() -> Changes:
    return {"poang.csv": csv(GRIDS["poang"].renamed(lambda name: name.replace(" ", "\u200b ")))}


@WAYS.either("A name has a soft hyphen where it may be divided.")
def name_with_a_soft_hyphen() -> Changes:
    return {"kontakter_HT2023.csv": csv(CONTACTS.renamed(lambda name: name.replace("Skolenhet", "Skol\u00adenhet")))}


@WAYS.either("The names are in capitals this term.")
def names_in_capitals() -> Changes:
    return {f"{name}.csv": csv(grid.renamed(str.upper)) for name, grid in GRIDS.items()}


@WAYS.either("A column's name has a colon after it.")
def names_with_colons() -> Changes:
    return {"steg.csv": csv(STAGES.renamed(lambda name: f"{name}:"))}


@WAYS.read("Fields have spaces around them.")
def fields_with_spaces_around() -> Changes:
    return {
        f"{name}.csv": "\n".join(" ; ".join(line.split(";")) for line in lines_of(grid.all_rows())).encode()
        for name, grid in GRIDS.items()
    }


@WAYS.read("Labels were copied with no-break spaces after them.")
def labels_with_no_break_spaces() -> Changes:
    grid = CONTACTS.mapped("Mötesplats", lambda cell: f"{cell}\u00a0").mapped("Vem", lambda cell: f"\u00a0{cell}")
    return {"kontakter_HT2023.csv": csv(grid)}
