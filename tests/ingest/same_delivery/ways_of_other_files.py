"""Files of other kinds, and files beside those that are declared."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pyreadstat

from .delivery import GRIDS, SOURCES
from .grid import Grid
from .raw_xlsx import archive
from .text_files import csv
from .way import Changes, Must, Ways
from .workbooks import ods, xls, xlsx

WAYS = Ways("file")
STAGES, SCORES, FAMILIES = (GRIDS[name] for name in ("steg", "poang", "deltagare"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# A file that no source declares is refused, or declared as no data.
BESIDE: dict[str, bytes] = {
    "anteckningar.docx": archive({"word/document.xml": "<w/>"}),
    "rapport.pdf": b"%PDF-1.7\n%%EOF\n",
    "enkät.sav": b"$FL2@(#) SPSS DATA FILE",
    "gammal lista.xls": xls(STAGES),
    "gammal lista.ods": ods(STAGES),
    "gammal lista.xlsb": archive({"xl/workbook.bin": "x"}),
    "mer.xlsx": xlsx(STAGES),
    "mer.csv": csv(STAGES),
    "mer.CSV": csv(STAGES),
    "mer.txt": csv(STAGES),
    "mer.tsv": csv(STAGES),
    "mer.json": b"[]",
    "mer.xml": b"<a/>",
    "mer.html": b"<table></table>",
    "mer.dta": b"<stata_dta>",
    "mer.rds": b"\x1f\x8b",
    "mer.parquet": b"PAR1",
    "mer.zip": archive({"steg.csv": csv(STAGES)}),
    "mer.7z": b"7z\xbc\xaf\x27\x1c",
    "bild.png": b"\x89PNG\r\n\x1a\n",
    "foto.jpg": b"\xff\xd8\xff",
    "mejl.msg": OLE,
    "LÄS MIG.txt": b"hej",
    "README.md": b"# hej",
    "utan ändelse": csv(STAGES),
    "ht/steg_ht.csv": csv(STAGES),
    "ht/mer.xlsx": xlsx(STAGES),
    "gammalt/2022/lista.csv": csv(STAGES),
    "textfiler/sv/background.md": b"hej",
    "pilot.toml.bak": b"x = 1",
    "pilot (1).toml": b"x = 1",
    "sources.toml.txt": b"x = 1",
    "mer.csv.download": b"",
    "steg.csv.crdownload": b"",
    "tom.csv": b"",
}
for name, content in BESIDE.items():
    WAYS.add(
        f"“{name}” beside the delivery",
        "Somebody keeps more in the folder than what is declared.",
        # Whether a copy of the package's own files is one of them is theirs to say.
        Must.EITHER if ".toml" in name else Must.REFUSED,
        lambda name=name, content=content: {name: content},
    )
for name in ("~$steg.xlsx", "~$anteckningar.docx"):
    WAYS.add(
        f"“{name}” beside the delivery",
        "Excel and Word keep a small file beside one that somebody has open.",
        Must.READ,
        lambda name=name: {name: b"\x05Anna" + b" " * 160},
    )
for name in (
    ".~lock.steg.csv#",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    "._steg.csv",
    ".steg.csv.swp",
    "__MACOSX/._steg.csv",
):
    WAYS.add(
        f"“{name}” beside the delivery",
        "The machine keeps a file of its own in the folder.",
        Must.EITHER,
        lambda name=name: {name: b"\0\0\0\1Bud1"},
    )


def sav_of(grid: Grid, **more: object) -> bytes:
    """Return a grid as a file of SPSS, whose columns have the names that are declared for it."""
    frame = pd.DataFrame(list(grid.rows), columns=list(grid.names))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.sav"
        pyreadstat.write_sav(frame, str(path), **more)
        return path.read_bytes()


SAV_SCORES = SCORES.renamed({"Ärende": "Arende", "Poäng före": "fore", "Poäng efter": "efter"}.__getitem__)
SAV_SOURCES = (
    SOURCES.replace(
        'files = ["poang*"]\nperson = "Ärende"\noutcomes.score = { HT2023 = ["Poäng före"], VT2024 = ["Poäng efter"] }',
        'files = ["poang*"]\nperson = "Arende"\noutcomes.score = { HT2023 = ["fore"], VT2024 = ["efter"] }',
    )
)  # fmt: skip


@WAYS.read("A researcher at the university sends the scale as a file of SPSS.")
def scores_of_spss() -> Changes:
    return {"sources.toml": SAV_SOURCES.encode(), "poang.csv": None, "poang.sav": sav_of(SAV_SCORES)}


@WAYS.read("In a file of SPSS 99 is declared as missing.")
def missing_code_of_spss() -> Changes:
    grid = SAV_SCORES.mapped("fore", lambda cell: 99 if cell is None else cell).mapped(
        "efter", lambda cell: 99 if cell is None else cell
    )
    content = sav_of(grid, missing_ranges={"fore": [99], "efter": [99]})
    return {"sources.toml": SAV_SOURCES.encode(), "poang.csv": None, "poang.sav": content}


@WAYS.either("In a file of SPSS 99 means missing, and says so only in its label.")
def missing_label_of_spss() -> Changes:
    grid = SAV_SCORES.mapped("fore", lambda cell: 99 if cell is None else cell).mapped(
        "efter", lambda cell: 99 if cell is None else cell
    )
    content = sav_of(grid, variable_value_labels={"fore": {99: "ej svar"}, "efter": {99: "ej svar"}})
    return {"sources.toml": SAV_SOURCES.encode(), "poang.csv": None, "poang.sav": content}


SAV_FAMILIES = SOURCES.replace(
    'person = "Ärende"\ncolumns = { gender = "Kön", group = "Grupp", unit = "Skola" }',
    'person = "Arende"\ncolumns = { gender = "kon", group = "Grupp", unit = "Skola" }',
).replace('household = "Hushåll"', 'household = "hushall"')


@WAYS.read("In a file of SPSS a family's words are numbers with labels.")
def labels_of_spss() -> Changes:
    grid = FAMILIES.renamed(lambda name: {"Ärende": "Arende", "Kön": "kon", "Hushåll": "hushall"}.get(name, name))
    coded = grid.mapped("kon", lambda cell: {"flicka": 1, "pojke": 2}[str(cell)])
    content = sav_of(coded, variable_value_labels={"kon": {1: "flicka", 2: "pojke"}})
    return {"sources.toml": SAV_FAMILIES.encode(), "deltagare.csv": None, "deltagare.sav": content}


@WAYS.either("A file of SPSS is cut off.")
def half_a_file_of_spss() -> Changes:
    content = sav_of(SAV_SCORES)
    return {"sources.toml": SAV_SOURCES.encode(), "poang.csv": None, "poang.sav": content[: len(content) // 2]}


@WAYS.read("The files have å, ä and ö in their names, as a Mac writes them.")
def name_from_a_mac() -> Changes:
    sources = SOURCES.replace('files = ["franvaro*"]', 'files = ["frånvaro*"]')
    return {"sources.toml": sources.encode(), "franvaro.csv": None, "fra\u030anvaro.csv": csv(GRIDS["franvaro"])}


@WAYS.either("The declarations' patterns are written with other capitals than the files.")
def pattern_in_capitals() -> Changes:
    sources = SOURCES.replace('files = ["franvaro*"]', 'files = ["Franvaro*"]')
    return {"sources.toml": sources.encode()}


@WAYS.read("A declaration was saved in Windows with a byte-order mark and its ends of lines.")
def declaration_of_windows() -> Changes:
    return {"sources.toml": b"\xef\xbb\xbf" + SOURCES.replace("\n", "\r\n").encode()}


@WAYS.either("A declaration was saved in the code page of Windows.")
def declaration_in_a_code_page() -> Changes:
    return {"sources.toml": SOURCES.encode("cp1252")}


@WAYS.either("A declaration was saved as UTF-16.")
def declaration_in_utf_16() -> Changes:
    return {"sources.toml": SOURCES.encode("utf-16")}


@WAYS.either("A declaration has Word's quotation marks.")
def declaration_with_quotes_of_word() -> Changes:
    return {"sources.toml": SOURCES.replace('"budget*"', "”budget*”").encode()}


@WAYS.refused("A source's files are not there.")
def missing_file() -> Changes:
    return {"budget.csv": None}


@WAYS.refused("A source names no files.")
def no_files() -> Changes:
    return {"sources.toml": SOURCES.replace('files = ["budget*"]', 'files = [""]').encode()}


@WAYS.refused("A source names a file outside the folder.")
def file_outside() -> Changes:
    return {"sources.toml": SOURCES.replace('files = ["budget*"]', 'files = ["../budget*"]').encode()}


@WAYS.refused("A source names everything.")
def everything() -> Changes:
    return {"sources.toml": SOURCES.replace('files = ["budget*"]', 'files = ["*"]').encode()}


@WAYS.either("The spring's budget has another column than the autumn's.")
def column_of_another_name() -> Changes:
    budget = GRIDS["budget"]
    first, second = budget.kept(lambda i: i < 2), budget.kept(lambda i: i >= 2)
    return {
        "budget.csv": csv(first),
        "budget_VT2024.csv": csv(second.renamed(lambda name: name.replace("Post", "Utgift"))),
    }


@WAYS.read("The budget came in two files.")
def budget_in_two_files() -> Changes:
    budget = GRIDS["budget"]
    return {"budget.csv": csv(budget.kept(lambda i: i < 2)), "budget_VT2024.csv": csv(budget.kept(lambda i: i >= 2))}


@WAYS.read("The budget came in two files of two kinds.")
def budget_in_two_kinds_of_files() -> Changes:
    budget = GRIDS["budget"]
    return {"budget.csv": csv(budget.kept(lambda i: i < 2)), "budget_VT2024.xlsx": xlsx(budget.kept(lambda i: i >= 2))}
