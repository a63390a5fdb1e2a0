"""What may lie in the place of a file, and what may be wrong inside a workbook."""

from __future__ import annotations

from collections.abc import Mapping

from spoiling import (
    FORMS,
    PERSONS,
    Case,
    both,
    declared_as,
    each_row,
    folder_named,
    header,
    large,
    link,
    pipe,
    put,
    swap,
    without,
)
from workbooks import (
    as_xlsx,
    bomb,
    chart_only,
    cut_xml,
    doctype,
    sheet,
    stray_value,
    with_member,
    with_password,
    without_directory,
)


def files() -> Mapping[str, Case]:
    """Return what may lie in the place of a file."""
    return {
        "a file that was never sent": Case(code="E101", spoil=without(FORMS), named=FORMS),
        "a folder of the file's name": Case(code="E102", place=folder_named(FORMS), named=FORMS),
        "an empty file": Case(code="E104", spoil=put(FORMS, ""), named=FORMS),
        "a file of headings only": Case(code="E105", spoil=put(FORMS, "id,datum,poang\n"), named=FORMS),
        "a file of headings and blank rows": Case(
            code="E105", spoil=put(FORMS, "id,datum,poang\n,,\n\n,,\n"), named=FORMS
        ),
        "a link out of the folder": Case(code="E106", place=link(FORMS, "../outside"), named=FORMS),
        "a link to a device": Case(code="E106", place=link(FORMS, "/dev/zero"), named=FORMS),
        "a pipe": Case(code="E106", place=pipe(FORMS), named=FORMS),
        "a path out of the folder": Case(code="E106", spoil=declared_as(FORMS, "../forms.csv"), named="../forms.csv"),
        "the address of a file": Case(
            code="E106", spoil=declared_as(FORMS, "file:///etc/passwd"), named="file:///etc/passwd"
        ),
        "a page of the web": Case(
            code="E106", spoil=declared_as(FORMS, "https://example.org/a.csv"), named="example.org"
        ),
        "a pattern that is blank": Case(code="E155", spoil=declared_as(FORMS, ""), named="sources.toml"),
        "a pattern that is the folder": Case(code="E155", spoil=declared_as(FORMS, "."), named="sources.toml"),
        "a pattern that no folder can be searched for": Case(
            code="E155", spoil=declared_as(FORMS, "**.csv"), named="sources.toml"
        ),
        "a pattern of three thousand letters": Case(
            code="E155", spoil=declared_as(FORMS, "a" * 3000), named="sources.toml"
        ),
        "files as one text": Case(code="E155", spoil=swap("sources.toml", 'files = ["forms.csv"]', 'files = ""')),
        "Python's own format": Case(
            code="E107", spoil=both(declared_as(FORMS, "forms.pkl"), put("forms.pkl", b"\x80\x04N.")), named="forms.pkl"
        ),
        "a web page saved as xlsx": Case(
            code="E108",
            spoil=both(declared_as(FORMS, "forms.xlsx"), put("forms.xlsx", "<html><table></table></html>")),
            named="forms.xlsx",
        ),
        "a zip saved as csv": Case(code="E108", spoil=put(FORMS, b"PK\x03\x04 something"), named=FORMS),
        "a workbook with a password": Case(code="E109", spoil=as_xlsx(with_password), named="persons.xlsx"),
        "201 megabytes": Case(code="E110", place=large(FORMS, 201_000_000), named=FORMS),
        "a row of 1 001 columns": Case(
            code="E112",
            spoil=both(
                each_row(PERSONS, lambda row: row + "," * 1000),
                header(PERSONS, "id,grupp," + ",".join(f"f{n}" for n in range(1000))),
            ),
            named=PERSONS,
        ),
        "more than two million rows": Case(
            code="E111",
            spoil=lambda f: f.update({PERSONS: "id,grupp\n" + "b,A\n" * 2_002_000}),
            named=PERSONS,
        ),
        "a workbook that unpacks to 180 megabytes": Case(code="E113", spoil=as_xlsx(bomb), named="persons.xlsx"),
        "a packed csv": Case(
            code="E107",
            spoil=both(declared_as(FORMS, "forms.csv.gz"), put("forms.csv.gz", b"\x1f\x8b\x08")),
            named="gz",
        ),
    }


def workbooks() -> Mapping[str, Case]:
    """Return what may be wrong inside a workbook."""
    entity = '<!ENTITY a SYSTEM "file:///etc/passwd">'
    laughs = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    link_file = (
        b'<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    )
    return {
        "an unspoiled workbook": Case(code="", spoil=as_xlsx()),
        "a workbook that was cut off": Case(
            code="E108", spoil=as_xlsx(lambda b: b[: len(b) // 2]), named="persons.xlsx"
        ),
        "a workbook with a broken list of contents": Case(
            code="E108", spoil=as_xlsx(without_directory), named="persons.xlsx"
        ),
        "a sheet that ends in the middle": Case(code="E108", spoil=as_xlsx(cut_xml), named="persons.xlsx"),
        "a workbook with a chart and no table": Case(code="E326", spoil=as_xlsx(chart_only), named="persons.xlsx"),
        "a value in the last cell of the sheet": Case(code="E112", spoil=as_xlsx(stray_value), named="persons.xlsx"),
        "a sheet that claims to have more cells than it has": Case(
            code="",
            spoil=as_xlsx(sheet(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"')),
            heavy=True,
        ),
        "a sheet that reads a file of the computer": Case(
            code="E114", spoil=as_xlsx(doctype(entity)), named="persons.xlsx"
        ),
        "a sheet that grows when it is read": Case(code="E114", spoil=as_xlsx(doctype(laughs)), named="persons.xlsx"),
        "a workbook with a link to another": Case(
            code="", spoil=as_xlsx(with_member("xl/externalLinks/externalLink1.xml", link_file))
        ),
        "a workbook with a program in it": Case(
            code="", spoil=as_xlsx(with_member("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"))
        ),
        "a formula without a value": Case(
            code="E116",
            spoil=as_xlsx(sheet(r'<c r="B3"[^>]*>.*?</c>', '<c r="B3"><f>B2</f></c>')),
            named="persons.xlsx",
        ),
        "two sheets with tables, and none named": Case(
            code="E115", spoil=as_xlsx(sheets=("Blad1", "Blad2")), named="persons.xlsx"
        ),
        "two sheets called by case numbers": Case(
            code="E115", spoil=as_xlsx(sheets=("barn001", "barn002")), named="persons.xlsx"
        ),
        "a sheet that is not there": Case(
            code="E115",
            spoil=both(as_xlsx(), swap("sources.toml", '["persons.xlsx"]', '["persons.xlsx"]\nformat.sheet = "Blad9"')),
            named="persons.xlsx",
        ),
    }
