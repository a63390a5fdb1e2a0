"""Files as they go wrong in a municipality, each with the code that it is refused by.

A case without a code is read, as the unspoiled delivery is.
"""

from __future__ import annotations

from collections.abc import Mapping

from spoiling import (
    FORMS,
    LOG,
    NUMBER,
    PERSONS,
    SECRET,
    Case,
    added,
    as_xlsx,
    bomb,
    both,
    chart_only,
    cut_xml,
    declared_as,
    doctype,
    each_row,
    encoded,
    folder_named,
    header,
    large,
    link,
    ole,
    pipe,
    put,
    sheet,
    stray_value,
    swap,
    with_city,
    with_member,
    without_directory,
    written,
)

ZERO_WIDTH, BIDI, NBSP = "\u200b", "\u202e", "\u00a0"
CITIES = ("Örebro", "Åsele", "Mjölby")
# The first row of measurements, which several cases change.
FIRST = "barn007,2023-09-15,"


def files() -> Mapping[str, Case]:
    """Return what may lie in the place of a file."""
    return {
        "a file that was never sent": Case(code="E101", spoil=lambda f: f.pop(FORMS) and None, named=FORMS),
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
        "a workbook with a password": Case(code="E109", spoil=as_xlsx(ole), named="persons.xlsx", planned="E109"),
        "201 megabytes": Case(code="E110", place=large(FORMS, 201_000_000), named=FORMS),
        "a row of 1 001 columns": Case(
            code="E112",
            spoil=both(
                each_row(PERSONS, lambda row: row + "," * 1000),
                header(PERSONS, "id,grupp," + ",".join(f"f{n}" for n in range(1000))),
            ),
            named=PERSONS,
            planned="E112",
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
            code="E108", spoil=as_xlsx(without_directory), named="persons.xlsx", planned="E108"
        ),
        "a sheet that ends in the middle": Case(code="E108", spoil=as_xlsx(cut_xml), named="persons.xlsx"),
        "a workbook with a chart and no table": Case(
            code="E115", spoil=as_xlsx(chart_only), named="persons.xlsx", planned="E115"
        ),
        "a value in the last cell of the sheet": Case(
            code="E126", spoil=as_xlsx(stray_value), named="persons.xlsx", planned="E112"
        ),
        "a sheet that claims to have more cells than it has": Case(
            code="", spoil=as_xlsx(sheet(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"'))
        ),
        "a sheet that reads a file of the computer": Case(
            code="E114", spoil=as_xlsx(doctype(entity)), named="persons.xlsx", planned="E114"
        ),
        "a sheet that grows when it is read": Case(
            code="E114", spoil=as_xlsx(doctype(laughs)), named="persons.xlsx", planned="E114"
        ),
        "a workbook with a link to another": Case(
            code="E114",
            spoil=as_xlsx(with_member("xl/externalLinks/externalLink1.xml", link_file)),
            named="persons.xlsx",
            planned="E114",
        ),
        "a workbook with a program in it": Case(
            code="E114",
            spoil=as_xlsx(with_member("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")),
            named="persons.xlsx",
            planned="E114",
        ),
        "a formula without a value": Case(
            code="E116",
            spoil=as_xlsx(sheet(r'<c r="B3"[^>]*>.*?</c>', '<c r="B3"><f>B2</f></c>')),
            named="persons.xlsx",
            planned="E116",
        ),
        "two sheets with tables, and none named": Case(
            code="E115", spoil=as_xlsx(sheets=("Blad1", "Blad2")), named="persons.xlsx"
        ),
        "a sheet that is not there": Case(
            code="E115",
            spoil=both(as_xlsx(), swap("sources.toml", '["persons.xlsx"]', '["persons.xlsx"]\nformat.sheet = "Blad9"')),
            named="persons.xlsx",
        ),
    }


def texts() -> Mapping[str, Case]:
    """Return how a csv file may be written."""
    return {
        "Windows' encoding": Case(code="", spoil=both(with_city(CITIES), encoded(PERSONS, "cp1252"))),
        "two bytes a letter": Case(code="", spoil=both(with_city(CITIES), encoded(PERSONS, "utf-16"))),
        "a mark of its encoding": Case(code="", spoil=both(with_city(CITIES), encoded(PERSONS, "utf-8-sig"))),
        "an old Mac's encoding": Case(
            code="E117", spoil=both(with_city(CITIES), encoded(PERSONS, "mac_roman")), named=PERSONS
        ),
        "an old Mac's encoding, where Windows has a letter for each byte": Case(
            code="E118",
            spoil=both(
                with_city(("Malmö", "Härnösand", "Mjölby")),
                swap("sources.toml", 'arm = "grupp"', 'arm = "grupp", town = "ort"'),
                encoded(PERSONS, "mac_roman"),
            ),
            named=PERSONS,
        ),
        "Windows' encoding, declared as UTF-8": Case(
            code="E117",
            spoil=both(written(encoding="utf-8"), with_city(CITIES), encoded(PERSONS, "cp1252")),
            named=PERSONS,
        ),
        "neither of the two encodings": Case(
            code="E117", spoil=put(PERSONS, b"id,grupp,ort\nbarn000,A,\xd6rebro \x81\n"), named=PERSONS
        ),
        "letters that were saved twice in the wrong encoding": Case(
            code="E118", spoil=put(PERSONS, "id,grupp,ort\nbarn000,A,\u00c3\u2013rebro\n"), named=PERSONS
        ),
        "a byte that no text has": Case(code="E119", spoil=swap(PERSONS, "barn007,", "barn\0007,"), named=PERSONS),
        "semicolons instead of commas": Case(
            code="", spoil=each_row(PERSONS, lambda row: row.replace(",", ";"), head=True)
        ),
        "semicolons, declared as commas": Case(
            code="E120",
            spoil=both(written(delimiter=","), each_row(PERSONS, lambda row: row.replace(",", ";"), head=True)),
            named=PERSONS,
        ),
        "a decimal comma in a file with commas": Case(code="E122", spoil=swap(FORMS, FIRST, FIRST + "1,"), named=FORMS),
        "kronor written after a number": Case(code="", spoil=each_row(FORMS, lambda row: row + " kr")),
        "per cent written after a number": Case(
            code="E121", spoil=each_row(FORMS, lambda row: row + " %"), named=FORMS
        ),
        "a row with one field more": Case(code="E122", spoil=swap(PERSONS, "barn008,B", "barn008,B,x"), named=PERSONS),
        "all rows with one field more": Case(
            code="E122", spoil=each_row(PERSONS, lambda row: SECRET + "," + row), named=PERSONS
        ),
        "a quotation mark that is never closed": Case(
            code="E122", spoil=swap(PERSONS, "barn008", '"barn008'), named=PERSONS
        ),
        "a field of a megabyte": Case(
            code="E122", spoil=swap(PERSONS, "barn008,B", "barn008," + "b" * 1_000_000), named=PERSONS
        ),
        "a field of a hundred thousand lines": Case(
            code="E122", spoil=swap(PERSONS, "barn008,B", 'barn008,"' + "b\n" * 100_000 + '"'), named=PERSONS
        ),
    }


def headings() -> Mapping[str, Case]:
    """Return what may stand in the heading of a column that is declared, or of another."""
    odd = ("__import__('os').system('touch owned')", '"a""b"', "`id`", "{}", "{{7*7}}", "=cmd()", "@SUM(A1)")
    return {
        "one heading twice": Case(
            code="E123", spoil=put(PERSONS, "id,grupp,grupp\nbarn000,A,A\nbarn001,B,B\n"), named=PERSONS
        ),
        "a heading that is blank": Case(code="", spoil=each_row(PERSONS, lambda row: row + ",", head=True)),
        "one heading twice but for blanks": Case(
            code="E123", spoil=put(PERSONS, "id,grupp, grupp \nbarn000,A,A\nbarn001,B,B\n"), named=PERSONS
        ),
        "a column that is not there": Case(code="E126", spoil=swap(PERSONS, "grupp", "gruppp"), named=PERSONS),
        "a heading in capitals": Case(code="E126", spoil=swap(PERSONS, "grupp", "GRUPP"), named=PERSONS),
        "a heading of 300 letters beside the declared ones": Case(
            code="", spoil=both(each_row(PERSONS, lambda row: row + ",x"), header(PERSONS, "id,grupp," + "n" * 300))
        ),
        "a heading with a line break beside the declared ones": Case(
            code="", spoil=both(each_row(PERSONS, lambda row: row + ",x"), header(PERSONS, 'id,grupp,"an\nteckning"'))
        ),
        "a heading that is turned round": Case(
            code="E126", spoil=swap(PERSONS, "grupp", BIDI + "grupp"), named=PERSONS
        ),
        "a heading with a space that nobody sees": Case(
            code="E126", spoil=swap(PERSONS, "grupp", "gru" + ZERO_WIDTH + "pp"), named=PERSONS
        ),
        **{
            f"the heading {place} that a program would run": Case(
                code="", spoil=both(each_row(PERSONS, lambda row: row + ",x"), header(PERSONS, f"id,grupp,{words}"))
            )
            for place, words in enumerate(odd, start=1)
        },
    }


def rows() -> Mapping[str, Case]:
    """Return what may stand in a row."""
    return {
        "an identity number in a comment": Case(
            code="E130",
            spoil=each_row(
                PERSONS, lambda row: row + ("," + f"se {NUMBER}" if row[0] == "b" else ",anteckning"), head=True
            ),
            named="people",
        ),
        "an e-mail address with an identity number": Case(
            code="E130",
            spoil=each_row(
                PERSONS, lambda row: row + ("," + f"{NUMBER}@example.org" if row[0] == "b" else ",epost"), head=True
            ),
            named="people",
        ),
        "a row without a person": Case(code="E129", spoil=swap(PERSONS, "barn007,", ","), named=PERSONS),
        "a child measured twice before": Case(code="E132", spoil=added(FORMS, "barn007,2023-09-16,12\n"), named=FORMS),
        "a child that only one of the files has": Case(code="E133", spoil=swap(FORMS, FIRST, f"{SECRET},2023-09-15,")),
        "a child in both groups": Case(code="E132", spoil=added(PERSONS, "barn007,B\n"), named=PERSONS),
        "the 31st of February": Case(code="E135", spoil=swap(FORMS, FIRST, "barn007,2024-02-31,"), named=FORMS),
        "a day in English order": Case(code="E135", spoil=swap(FORMS, FIRST, "barn007,09/15/23,"), named=FORMS),
        "a day as Excel counts it": Case(code="E135", spoil=swap(FORMS, FIRST, "barn007,45184,"), named=FORMS),
        "a day in 1900": Case(code="E134", spoil=swap(FORMS, FIRST, "barn007,1900-01-01,"), named=FORMS),
        "a day in 2062": Case(code="E134", spoil=swap(FORMS, FIRST, "barn007,2062-09-15,"), named=FORMS),
        "the last day of the calendar": Case(code="E135", spoil=swap(FORMS, FIRST, "barn007,9999-12-31,"), named=FORMS),
        "a number without end": Case(code="E121", spoil=swap(FORMS, FIRST, FIRST + "1e309#"), named=FORMS),
        "infinite": Case(code="E121", spoil=each_row(FORMS, lambda row: row.rpartition(",")[0] + ",inf"), named=FORMS),
        "NaN as a word": Case(
            code="E121", spoil=each_row(FORMS, lambda row: row.rpartition(",")[0] + ",NaN"), named=FORMS
        ),
        "a score outside its scale": Case(code="E136", spoil=swap(FORMS, FIRST, FIRST + "9"), named=FORMS),
        "a number of twenty digits": Case(
            code="E136", spoil=each_row(FORMS, lambda row: row.rpartition(",")[0] + ",1" + "0" * 20), named=FORMS
        ),
        "words among numbers": Case(code="E121", spoil=swap(FORMS, FIRST, FIRST + f"{SECRET} "), named=FORMS),
        "a word outside the declared ones": Case(
            code="E128", spoil=swap(PERSONS, "barn007,A", f"barn007,{SECRET}"), named=PERSONS
        ),
        "an unknown step": Case(code="E128", spoil=swap(LOG, "startat", SECRET), named=LOG),
        "all values equal": Case(
            code="E140", spoil=each_row(FORMS, lambda row: row if "2023" in row else row.rpartition(",")[0] + ",12")
        ),
        "nobody measured before": Case(
            code="E141",
            spoil=lambda f: f.update({FORMS: "\n".join(r for r in str(f[FORMS]).splitlines() if "2023" not in r)}),
        ),
        "one group empty": Case(
            code="E142",
            spoil=lambda f: f.update(
                {FORMS: "\n".join(r for r in str(f[FORMS]).splitlines() if r[6:7] not in set("13579"))}
            ),
        ),
    }


def declarations() -> Mapping[str, Case]:
    """Return what may be wrong with the TOML files, and with the chapters beside them."""
    outcome, question = 'label = { sv = "poäng", en = "score" }', 'text = { sv = "Vilka nåddes?"'
    return {
        "a declaration that is not there": Case(
            code="E150", spoil=lambda f: f.pop("questions.toml") and None, named="questions.toml"
        ),
        "a declaration of a megabyte": Case(
            code="E151", spoil=added("pilot.toml", "#" * 1_000_000), named="pilot.toml"
        ),
        "a key twice": Case(
            code="E152", spoil=added("pilot.toml", 'arm = { sv = "x", en = "x" }\n'), named="pilot.toml"
        ),
        "the mark of another language's object": Case(
            code="E152", spoil=swap("pilot.toml", '"Testkommun"', "!!python/object:os.system"), named="pilot.toml"
        ),
        "a word without quotation marks": Case(
            code="E152", spoil=swap("pilot.toml", '"Testkommun"', "no"), named="pilot.toml"
        ),
        "a truth in the place of a municipality": Case(
            code="E155", spoil=swap("pilot.toml", '"Testkommun"', "false"), named="municipality"
        ),
        "lines that begin with tabs": Case(code="", spoil=swap("pilot.toml", "T0 = ", "\tT0 = ")),
        "an unknown key": Case(
            code="E153", spoil=swap("pilot.toml", "municipality", "municipalty"), named="municipalty"
        ),
        "a missing key": Case(
            code="E154", spoil=swap("pilot.toml", 'municipality = "Testkommun"', ""), named="municipality"
        ),
        "a policy that nobody has": Case(code="E155", spoil=swap("pilot.toml", '"default"', '"none"'), named="policy"),
        "a threshold of one's own": Case(
            code="E153", spoil=swap("pilot.toml", "report_date", "threshold = 0\nreport_date"), named="threshold"
        ),
        "Windows' encoding in a declaration": Case(
            code="E388", spoil=encoded("pilot.toml", "latin-1"), named="pilot.toml"
        ),
        "two bytes a letter in a declaration": Case(
            code="E388", spoil=encoded("questions.toml", "utf-16"), named="questions.toml"
        ),
        "lists in lists in lists": Case(
            code="E390", spoil=added("sources.toml", "deep = " + "[" * 5000 + "]" * 5000 + "\n"), named="sources.toml"
        ),
        "names in names in names": Case(
            code="E390",
            spoil=lambda f: f.update({"pilot.toml": ".".join("a" * 3000) + " = 1\n" + str(f["pilot.toml"])}),
            named="pilot.toml",
        ),
        "a whole number of 5 000 digits": Case(
            code="E390", spoil=swap("sources.toml", "maximum = 40", "maximum = " + "9" * 5000), named="sources.toml"
        ),
        "a whole number of 140 digits": Case(
            code="", spoil=swap("sources.toml", "maximum = 40", "maximum = " + "9" * 140)
        ),
        "a pipe in the place of a declaration": Case(code="E389", place=pipe("pilot.toml"), named="pilot.toml"),
        "a declaration that is a link out of the folder": Case(
            code="E389", place=link("sources.toml", "../outside"), named="sources.toml"
        ),
        "a declaration that is a link to itself": Case(
            code="E391",
            spoil=lambda f: f.pop("pilot.toml") and None,
            place=link("pilot.toml", "pilot.toml"),
            named="pilot.toml",
        ),
        "a chapter that is a pipe": Case(
            code="E389", place=pipe("texts/sv/background.md"), named="texts/sv/background.md"
        ),
        "a chapter that is a link out of the folder": Case(
            code="E389", place=link("texts/sv/background.md", "../outside"), named="texts/sv/background.md"
        ),
        "a chapter in Windows' encoding": Case(
            code="E388",
            spoil=put("texts/sv/background.md", "Så började det.".encode("latin-1")),
            named="texts/sv/background.md",
        ),
        "a chapter of two megabytes": Case(
            code="E151", spoil=put("texts/sv/background.md", "a " * 1_000_000), named="texts/sv/background.md"
        ),
        "a chapter in Word": Case(
            code="E392", spoil=put("texts/sv/bakgrund.docx", b"PK\x03\x04"), named="texts/sv/bakgrund.docx"
        ),
        "a chapter in no language's folder": Case(
            code="E392", spoil=put("texts/background.md", "x"), named="texts/background.md"
        ),
        "a chapter of another name": Case(
            code="E156", spoil=put("texts/sv/bakgrund.md", "x"), named="texts/sv/bakgrund.md"
        ),
        "an identity number in a chapter": Case(
            code="E185", spoil=put("texts/sv/background.md", "Ring 120319-2030."), named="texts/sv/background.md"
        ),
        "a step of 0": Case(
            code="E155", spoil=swap("sources.toml", outcome, outcome + "\nstep = 0"), named="outcome.score.step"
        ),
        "a step below 0": Case(
            code="E155", spoil=swap("sources.toml", outcome, outcome + "\nstep = -1"), named="outcome.score.step"
        ),
        "a step that is no number": Case(
            code="E155", spoil=swap("sources.toml", outcome, outcome + "\nstep = nan"), named="outcome.score.step"
        ),
        "a scale whose end lies before its beginning": Case(
            code="E291", spoil=swap("sources.toml", "minimum = 0", "minimum = 50"), named="outcome.score.maximum"
        ),
        "a blank name of a column": Case(code="E155", spoil=swap("sources.toml", '"grupp"', '""'), named="columns.arm"),
        "a measure of no columns": Case(
            code="E155", spoil=swap("sources.toml", '["poang"]', "[]"), named="outcomes.score"
        ),
        "a column of items of a billion letters": Case(
            code="E155",
            spoil=swap(
                "sources.toml",
                'outcomes.score = ["poang"]',
                'instrument = { key = "sdq_parent", items = "p{item:>999999999}", prefix = "sdq" }',
            ),
            named="instrument.items",
        ),
        "a window to the end of the calendar": Case(
            code="", spoil=swap("pilot.toml", 'T1 = "VT2024"', "T1 = { start = 2024-01-01, end = 9999-12-31 }")
        ),
        "a report of the last day of the calendar": Case(code="", spoil=swap("pilot.toml", "2026-11-22", "9999-12-31")),
        "a window that ends before it begins": Case(
            code="E157",
            spoil=swap("pilot.toml", 'T1 = "VT2024"', "T1 = { start = 2024-06-01, end = 2024-01-01 }"),
            named="windows.T1",
        ),
        "a program in the name of a column": Case(
            code="E126",
            spoil=swap("sources.toml", '"grupp"', "\"__import__('os').system('touch owned')\""),
            named=PERSONS,
        ),
        "prices in Windows' encoding": Case(
            code="E388", spoil=put("prices.toml", "# år\n".encode("latin-1")), named="prices.toml"
        ),
        "prices that are a pipe": Case(code="E389", place=pipe("prices.toml"), named="prices.toml"),
        "an id of a question that is a path": Case(
            code="E155", spoil=swap("questions.toml", 'id = "reached"', 'id = "../x"'), named="question.../x.id"
        ),
        "a question that says nothing": Case(
            code="E155", spoil=swap("questions.toml", question, 'text = { sv = " "'), named="question.reached.text.sv"
        ),
    }


CASES: Mapping[str, Case] = {**files(), **workbooks(), **texts(), **headings(), **rows(), **declarations()}
