"""Columns that may belong to a layout, and whose headings don't say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from tsi_eval.ingest.beside import Beside, not_understood
from tsi_eval.pilot.source import Layout, Source

NUMBERS = ("3", "0")


def source(across: str, table: str = "counts", other: tuple[str, ...] = (), **more: Any) -> Source:
    given = {"id": "s", "table": table, "files": ("t.csv",), "columns": {"unit": "Skola"}} | more
    return Source(**given, layout=Layout(across=across, other=other))


ABSENCE = source(
    "term", "absence", columns={"unit": "Skola", "valid": "{term} / Giltig", "invalid": "{term} / Ogiltig"}
)
KINDS = source(
    "who",
    "contacts",
    columns={"period": "Vecka", "arena": "Plats"},
    values={"who": {"Elever": "pupil", "Lärare": "staff"}},
)


def strange(given: Source, *columns: str | tuple[str, Sequence[str]]) -> list[str]:
    """Return the headings that are not understood; a column has words where no fields are given."""
    named = [(column, ("a", "b")) if isinstance(column, str) else column for column in columns]
    return [column.heading for column in not_understood(given, pd.DataFrame(dict(named), dtype="str"))]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["jan 2023", "fbr 2023", "mars 2023"], ["fbr 2023"]),
        (["jan 2023", "februari", "mars 2023"], ["februari"]),
        (["jan 2023", "kv 1 2023"], ["kv 1 2023"]),
        (["Not", "jan 2023", "Kommentar"], []),
        (["jan 2023", "Summa 2023", "jan 2024", "Totalt"], []),
    ],
)
def test_heading_that_looks_like_one_of_the_layout_is_never_passed_over(names: list[str], found: list[str]) -> None:
    assert found == strange(source("period"), "Skola", *names)


def test_heading_beside_a_pattern_is_none_of_it() -> None:
    assert ["HT 23-24 / Giltig"] == strange(ABSENCE, "Skola", "HT 23-24 / Giltig", "HT2023 / Andel 2")


def test_source_without_a_layout_has_none() -> None:
    plain = Source(id="s", table="counts", files=("t.csv",), columns={"period": "Månad", "n": "Antal"})

    assert [] == strange(plain, "Månad", ("Antal", NUMBERS), ("fbr 2023", NUMBERS), ("Syskon", NUMBERS))


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Vecka", "Plats", "Elever", "Lär."], ["Lär."]),
        (["Vecka", "Plats", "Syskon", "Elever", "Lärare"], ["Syskon"]),
        (["Vecka", "Plats", "Elever", "Lärare", "Totalt", "Syskon"], ["Syskon"]),
        (["Elever", "Lär.", "Vecka", "Plats"], ["Lär."]),
        (["Syskon", "Vecka", "Plats", "Elever", "Lärare"], ["Syskon"]),
        (["Syskon", "Elever", "Lärare", "Vecka", "Plats", "Andel"], ["Syskon", "Andel"]),
        (["Vecka", "Plats", "Elever", "Lärare", "Summa", "Varav nya", "Samtliga"], []),
    ],
)
def test_column_of_numbers_next_to_those_of_the_layout_is_never_passed_over(names: list[str], found: list[str]) -> None:
    assert found == strange(KINDS, *((name, NUMBERS) for name in names))


def test_column_after_a_pattern_whose_heading_changed_is_found() -> None:
    names = ("HT2023 / Giltig", "HT2023 / Ogiltig", "Våren / Giltig", "Våren / Andel")

    assert ["Våren / Giltig"] == strange(ABSENCE, "Skola", *((name, NUMBERS) for name in names))


def test_column_that_is_declared_to_be_none_of_the_layout_stays_outside() -> None:
    given = source("period", other=("Elevantal",))

    assert [] == strange(given, "Skola", ("Elevantal", NUMBERS), ("jan 2023", NUMBERS))
    assert [] == strange(given, "Skola", ("Elevantal", NUMBERS), ("jan 2023", NUMBERS), ("Elevantal\0002", NUMBERS))


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        (("3", ""), True),
        (("3", "..", "-"), True),
        (("< 5", "12 %", "1 200"), True),
        (("3", "se not"), True),
        (("3", "se not", "prel"), True),
        (("se sid 3", "3 sjuka"), False),
        (("", " "), False),
        (("-", ".."), True),
        (("..", "…"), True),
        (("-", ""), False),
        (("3 st", "okänt"), True),
        (("4 (prel)", "12 elever"), True),
        (("1", "okänt", "okänt"), True),
        (("1", "okänt", "okänt", "nej"), False),
        (("3 trappor upp", "2 a"), False),
        (("2024-01-15", "2024-02-15"), False),
    ],
)
def test_numbers_are_told_from_remarks_and_days(fields: tuple[str, ...], is_found: bool) -> None:
    rows = ("1",) * len(fields)

    assert ["x"] * is_found == strange(source("period"), ("Skola", rows), ("jan 2023", rows), ("x", fields))


@pytest.mark.parametrize("blank", [("", ""), ("se not", "")])
def test_column_without_a_heading_is_found_where_it_holds_numbers(blank: tuple[str, ...]) -> None:
    named = {"Skola": NUMBERS, "jan 2023": NUMBERS, "\0003": blank, "feb 2023": NUMBERS, "\0005": NUMBERS}

    assert [Beside(heading="", place=5)] == list(not_understood(source("period"), pd.DataFrame(named, dtype="str")))


class TestNumbersOfRows:
    @pytest.mark.parametrize("heading", ["Löpnr", "Nr", "nr.", "Löp-nummer", "#"])
    @pytest.mark.parametrize(
        "fields", [("1", "2", "3"), ("1", "2", "4"), ("1.", "2.", ""), ("7", "8", "1"), ("1", "1", "2")]
    )
    def test_column_that_is_called_so_is_passed_over_wherever_it_stands(
        self, heading: str, fields: tuple[str, ...]
    ) -> None:
        for names in ((heading, "Vecka", "Plats", "Elever", "Lärare"), ("Vecka", "Plats", "Elever", "Lärare", heading)):
            assert [] == strange(KINDS, *((name, fields) for name in names))

    @pytest.mark.parametrize(
        ("fields", "found"),
        [(("1", "2", "3"), []), (("1", "2"), ["Rang"]), (("1", "2", "4"), ["Rang"]), (("2", "3", "4"), ["Rang"])],
    )
    def test_column_before_all_that_are_declared_is_passed_over_where_it_is_1_2_3(
        self, fields: tuple[str, ...], found: list[str]
    ) -> None:
        rows = ("9",) * len(fields)

        assert found == strange(KINDS, ("Rang", fields), *((name, rows) for name in ("Vecka", "Plats", "Elever")))
        assert ["Rang"] == strange(KINDS, *((name, rows) for name in ("Vecka", "Plats", "Elever")), ("Rang", fields))

    @pytest.mark.parametrize("fields", [("3", "2"), ("2", "x"), ("1,5", "2"), ("9" * 5000, "2")])
    def test_other_numbers_under_such_a_heading_are_asked_about(self, fields: tuple[str, ...]) -> None:
        assert ["Nr"] == strange(KINDS, ("Nr", fields), *((name, ("1", "1")) for name in ("Vecka", "Plats", "Elever")))


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Månad", "Via skolan", "Barn 0–17 år", "Sökt själva"], ["Sökt själva"]),
        (["Via BUP", "Månad", "Via skolan", "Barn 0–17 år", "Sökte själva"], ["Via BUP"]),
        (["Månad", "Via skolan", "Sökte själva", "Barn 0–17 år", "Via BUP", "Totalt"], ["Via BUP"]),
    ],
)
def test_column_of_numbers_beyond_a_declared_one_is_not_passed_over(names: list[str], found: list[str]) -> None:
    given = source(
        "series",
        columns={"period": "Månad", "exposure": "Barn 0–17 år"},
        values={"series": {"Via skolan": "school", "Sökte själva": "self"}},
    )

    assert found == strange(given, *((name, NUMBERS) for name in names))


def test_columns_of_a_term_that_fit_no_pattern_are_found_and_shares_are_not() -> None:
    names = ("HT2023 / Giltig", "HT2023 / Ogiltig", "Våren: Giltig", "Våren: Ogiltig", "HT2023 / Andel", "% ogiltig")

    assert ["Våren: Giltig", "Våren: Ogiltig"] == strange(ABSENCE, "Skola", *((name, NUMBERS) for name in names))


def test_field_of_a_megabyte_is_a_word() -> None:
    assert [] == strange(source("period"), "Skola", ("jan 2023", NUMBERS), ("Not", ("1" + " " * 1_000_000 + "x", "")))
