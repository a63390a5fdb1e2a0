"""Ways to spoil the small pilot of `tests/conftest.py`: its files as they go wrong in a municipality.

A way changes the files as text or bytes, by name, before they are written, or the folder after.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

Files = dict[str, str | bytes]
Break = Callable[[Files], None]
Place = Callable[[Path], None]
PERSONS, FORMS, LOG = "persons.csv", "forms.csv", "log.csv"
# A value of a person's row, which no message may hold.
SECRET = "hemlig"
# Numbers with a wrong check digit, or that nobody has.
NUMBER = "20120319-2030"


def nothing(_: Files) -> None:
    """Leave the files as they are: the folder is spoiled."""


def nowhere(_: Path) -> None:
    """Leave the folder as it is: the files are spoiled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that is wrong with a delivery or a declaration.

    Attributes:
        code: The package's own code, or "" where the delivery is read as the unspoiled one is.
        spoil: What is done to the files before they are written.
        place: What is done to the folder after.
        named: What the message must name: a file, or another word that the pilot declared.
        planned: The code of a reader that is being built; the case fails until it is.
    """

    code: str
    spoil: Break = nothing
    place: Place = nowhere
    named: str = ""
    planned: str = ""


def swap(file: str, old: str, new: str, *, every: bool = False) -> Break:
    def change(files: Files) -> None:
        text = files[file]
        assert isinstance(text, str)
        assert old in text
        files[file] = text.replace(old, new, -1 if every else 1)

    return change


def put(file: str, content: str | bytes) -> Break:
    return lambda files: files.update({file: content})


def both(*breaks: Break) -> Break:
    def change(files: Files) -> None:
        for one in breaks:
            one(files)

    return change


def added(file: str, text: str) -> Break:
    return lambda files: files.update({file: str(files[file]) + text})


def header(file: str, line: str) -> Break:
    """Change a file's first line."""
    return lambda files: files.update({file: line + "\n" + str(files[file]).partition("\n")[2]})


def each_row(file: str, change: Callable[[str], str], *, head: bool = False) -> Break:
    """Change every row of a file, and its header where `head` says so."""

    def apply(files: Files) -> None:
        first, *rows = str(files[file]).splitlines()
        files[file] = "\n".join([change(first) if head else first, *map(change, rows)]) + "\n"

    return apply


def encoded(file: str, encoding: str) -> Break:
    return lambda files: files.update({file: str(files[file]).encode(encoding)})


def with_city(names: Sequence[str]) -> Break:
    """Add a column of words with å, ä and ö to the persons."""

    def apply(files: Files) -> None:
        first, *rows = str(files[PERSONS]).splitlines()
        cities = (f"{row},{names[place % len(names)]}" for place, row in enumerate(rows))
        files[PERSONS] = "\n".join([first + ",ort", *cities]) + "\n"

    return apply


def declared_as(file: str, other: str) -> Break:
    """Declare another name for a file."""
    return swap("sources.toml", f'"{file}"', f'"{other}"')


def written(**settings: str) -> Break:
    """Declare how the persons' file is written, which is found otherwise."""
    said = ", ".join(f'{name} = "{value}"' for name, value in settings.items())
    return swap("sources.toml", f'files = ["{PERSONS}"]', f'files = ["{PERSONS}"]\nformat = {{ {said} }}')


def workbook(rows: Iterable[Sequence[object]], *, sheets: Sequence[str] = ("Blad1",)) -> bytes:
    """Return an xlsx file whose first sheet has these rows; the others have one row."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for place, name in enumerate(sheets):
        sheet = book.create_sheet(name)
        for row in rows if place == 0 else [["annat", "blad"]]:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def persons_of(files: Files) -> list[list[object]]:
    return [list(line.split(",")) for line in str(files[PERSONS]).splitlines()]


def as_xlsx(change: Callable[[bytes], bytes] = bytes, *, sheets: Sequence[str] = ("Blad1",)) -> Break:
    """Deliver the persons as a workbook, and change its bytes."""

    def apply(files: Files) -> None:
        files["persons.xlsx"] = change(workbook(persons_of(files), sheets=sheets))
        del files[PERSONS]
        declared_as(PERSONS, "persons.xlsx")(files)

    return apply


def in_member(member: str, change: Callable[[str], str]) -> Callable[[bytes], bytes]:
    """Return a function that changes one of the XML files in a workbook."""

    def apply(content: bytes) -> bytes:
        return repacked(content, {member: lambda text: change(text.decode()).encode()})

    return apply


def repacked(
    content: bytes, changes: dict[str, Callable[[bytes], bytes]], *, new: dict[str, bytes] | None = None
) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            made.writestr(name, changes.get(name, bytes)(old.read(name)))
        for name, text in (new or {}).items():
            made.writestr(name, text)
    return stream.getvalue()


def with_member(name: str, content: bytes) -> Callable[[bytes], bytes]:
    """Return a function that puts one more file into a workbook."""
    return lambda book: repacked(book, {}, new={name: content})


SHEET = "xl/worksheets/sheet1.xml"


def sheet(pattern: str, new: str) -> Callable[[bytes], bytes]:
    """Return a function that replaces a part of the first sheet's XML."""

    def change(text: str) -> str:
        changed, times = re.subn(pattern, new, text, count=1)
        assert times == 1
        return changed

    return in_member(SHEET, change)


def doctype(entities: str) -> Callable[[bytes], bytes]:
    """Return a function that puts entities before the first sheet's XML."""
    return in_member(
        SHEET, lambda text: f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>{text.partition("?>")[2] or text}'
    )


def without_directory(content: bytes) -> bytes:
    """Return a zip whose list of contents is spoiled in the middle."""
    place = content.rindex(b"PK\x01\x02")
    return content[:place] + b"\0" * 20 + content[place + 20 :]


def cut_xml(content: bytes) -> bytes:
    return repacked(content, {SHEET: lambda text: text[: len(text) // 2]})


def chart_only(_: bytes) -> bytes:
    """Return a workbook that has a sheet of a chart, and no other."""
    from openpyxl import Workbook
    from openpyxl.chart import BarChart

    book = Workbook()
    book.create_chartsheet("Diagram").add_chart(BarChart())
    book.remove(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def stray_value(content: bytes) -> bytes:
    """Return a workbook with a value in the last cell that a sheet may have."""
    last = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return sheet(r"</sheetData>", last)(content)


def bomb(_: bytes) -> bytes:
    """Return a workbook of a few kilobytes whose sheet is 200 megabytes of blank rows."""
    made = workbook([["id", "grupp"], ["barn000", "A"]])
    return repacked(made, {SHEET: lambda text: text.replace(b"</sheetData>", b"<row/>" * 30_000_000 + b"</sheetData>")})


def ole(_: bytes) -> bytes:
    """Return the beginning of what Excel writes for a workbook with a password."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + name + b"\0" * 4096


def pipe(name: str) -> Place:
    def make(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        os.mkfifo(path)

    return make


def link(name: str, to: str) -> Place:
    """Put a link in the place of a file. A place outside is a file beside the pilot's folder."""

    def make(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            path.rename(folder.parent / "outside")
        target = Path(to) if to.startswith("/") else folder / to
        if not target.exists() and ".." in to:
            target.write_text("outside", encoding="utf-8")
        path.symlink_to(target)

    return make


def folder_named(name: str) -> Place:
    def make(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).mkdir(parents=True)

    return make


def large(name: str, size: int) -> Place:
    """Make a file larger without writing it: what is added is a hole."""

    def make(folder: Path) -> None:
        with (folder / name).open("ab") as stream:
            stream.truncate(size)

    return make
