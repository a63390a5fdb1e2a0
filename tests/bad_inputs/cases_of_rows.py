"""What may stand in a row."""

from __future__ import annotations

from collections.abc import Mapping

from spoiling import FORMS, LOG, NUMBER, PERSONS, UNSAID, Case, added, each_row, kept, swap

# The beginning of a row of measurements, which several cases change.
FIRST = "barn007,2023-09-15,"


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
        "a row without a person": Case(
            code="E129", also=frozenset({"E133"}), spoil=swap(PERSONS, "barn007,", ","), named=PERSONS
        ),
        "a child measured twice before": Case(code="E363", spoil=added(FORMS, "barn007,2023-09-16,12\n"), named=FORMS),
        "a child that only one of the files has": Case(
            code="E133", spoil=swap(FORMS, FIRST, f"{UNSAID}77,2023-09-15,")
        ),
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
        "words among numbers": Case(code="E121", spoil=swap(FORMS, FIRST, FIRST + f"{UNSAID} "), named=FORMS),
        "a word outside the declared ones": Case(
            code="E128", spoil=swap(PERSONS, "barn007,A", f"barn007,{UNSAID}"), named=PERSONS
        ),
        "an unknown step": Case(code="E128", spoil=swap(LOG, "startat", UNSAID), named=LOG),
        "all values equal": Case(
            code="E140", spoil=each_row(FORMS, lambda row: row if "2023" in row else row.rpartition(",")[0] + ",12")
        ),
        "nobody measured before": Case(code="E141", spoil=kept(FORMS, lambda row: "2023" not in row)),
        "one group empty": Case(code="E142", spoil=kept(FORMS, lambda row: row[6] in "02468")),
    }
