"""How a csv file may be written, and what may stand in its headings."""

from __future__ import annotations

from collections.abc import Mapping

from spoiling import FORMS, PERSONS, UNSAID, Case, both, each_row, encoded, header, put, swap, with_city, written

ZERO_WIDTH, BIDI = "\u200b", "\u202e"
CITIES = ("Örebro", "Åsele", "Mjölby")
# The beginning of a row of measurements, which several cases change.
FIRST = "barn007,2023-09-15,"


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
            code="E393",
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
        "euros written after a number": Case(code="E319", spoil=each_row(FORMS, lambda row: row + " EUR"), named=FORMS),
        "per cent written after a number": Case(
            code="E349", spoil=each_row(FORMS, lambda row: row + " %"), named=FORMS
        ),
        "a row with one field more": Case(code="E122", spoil=swap(PERSONS, "barn008,B", "barn008,B,x"), named=PERSONS),
        "all rows with one field more": Case(
            code="E122", spoil=each_row(PERSONS, lambda row: UNSAID + "," + row), named=PERSONS
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
