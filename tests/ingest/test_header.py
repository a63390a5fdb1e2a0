"""Where a table begins: under titles, and under one row of names or two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_files import COUNTS, HEAD, schools, text_of

from tsi_eval.ingest.header import DEEPEST, Header, UnreadableError, find_header
from tsi_eval.ingest.read import ROW
from tsi_eval.pilot.source import Layout

NAMES = ("Skola", "Månad", "Vad", "Antal")


def header_of(*rows: tuple[str, ...]) -> Header:
    return find_header(tuple(enumerate(rows, start=1)), COUNTS)


def test_title_rows_are_found_and_kept_apart(tmp_path: Path) -> None:
    found = text_of(tmp_path, f"Rapport\n\nUttagen 2024;;;\n{HEAD}A;2023-08;x;1\n")

    assert ["A"] == schools(found)
    assert [("title", "Rapport"), ("title", "Uttagen 2024")] == [pair for pair in found.outside if pair[0] == "title"]
    assert [5] == found.frame[ROW].tolist()
    assert "titles" in found.found


def test_header_of_two_rows_names_columns_by_both(tmp_path: Path) -> None:
    series = {"x": {"a": "Skola A / inkomna"}, "y": {"b": "Skola B / inkomna"}}
    two_rows = "Månad;Skola A;;Skola B;\n;inkomna;inledda;inkomna;inledda\n"
    source = replace(COUNTS, columns={"period": "Månad"}, series=series)
    found = text_of(tmp_path, f"Titel;;;;\n{two_rows}2023-08;4;2;3;1\n", source)

    names = ["Månad", "Skola A / inkomna", "Skola A / inledda", "Skola B / inkomna", "Skola B / inledda"]
    assert names == list(found.frame.columns)[1:]
    assert "header_rows" in found.found


def test_header_is_the_row_with_every_declared_column() -> None:
    header = header_of(("Rapport", "", "", ""), ("Månad", "Antal"), NAMES, ("A", "2023-08", "x", "1"))

    assert (NAMES, 1, 4, 3) == (header.names, header.depth, header.matched, header.rows_before)
    assert ("Rapport", "Månad", "Antal") == header.titles


def test_header_with_the_most_declared_columns_is_taken_when_none_has_all() -> None:
    header = header_of(("Vad",), ("Skola", "Månad", "Antal"), ("A", "2023-08", "1"))

    assert (("Skola", "Månad", "Antal"), 3) == (header.names, header.matched)


def test_name_over_merged_cells_holds_for_the_columns_under_it() -> None:
    header = find_header(
        ((1, ("Månad", "Flickor", "", "Pojkar")), (2, ("", "antal", "andel", "antal"))),
        replace(COUNTS, columns={"period": "Månad", "n": "Pojkar / antal"}),
    )

    assert ("Månad", "Flickor / antal", "Flickor / andel", "Pojkar / antal") == header.names
    assert 2 == header.depth


def test_names_may_stand_under_two_rows_of_groups() -> None:
    rows = (
        (1, ("", "Före", "", "Efter")),
        (2, ("Ärende", "oro", "lugn", "oro")),
        (3, ("", "0–10", "0–5", "0–10")),
        (4, ("F1", "7", "1", "4")),
    )
    header = find_header(rows, replace(COUNTS, columns={"n": "Efter / oro / 0–10"}))

    assert ("Ärende", "Före / oro / 0–10", "Före / lugn / 0–5", "Efter / oro / 0–10") == header.names
    assert (3, 3, rows[0][1]) == (header.depth, header.rows_before, header.written[0])


def test_columns_of_a_layout_are_found_where_the_table_begins() -> None:
    source = replace(COUNTS, columns={"unit": "Skola"}, layout=Layout(across="period"), fixed={"series": "x"})
    rows = ((1, ("Skola",)), (2, ("Skola", "Not", "jan 2024", "feb 2024")), (3, ("A", "", "1", "2")))

    header = find_header(rows, source)

    assert (3, 2, (0, 2, 3)) == (header.matched, header.rows_before, header.declared_places)


def test_two_columns_that_stand_for_the_same_are_refused() -> None:
    source = replace(COUNTS, columns={"unit": "Skola"}, layout=Layout(across="period"), fixed={"series": "x"})

    with pytest.raises(UnreadableError, match="E123"):
        find_header(((1, ("Skola", "jan 2024", "2024-01")),), source)


def test_names_are_read_without_their_gaps_and_line_breaks() -> None:
    assert NAMES == header_of(("  Skola", "Månad", " Vad ", "Antal\n")).names


def test_undeclared_columns_of_one_name_are_told_apart() -> None:
    header = header_of((*NAMES, "Not", "Not", "", ""))

    assert 6 == len(set(header.names))
    assert "Not" == header.names[4]


def test_blank_columns_at_the_end_are_none() -> None:
    assert 4 == len(header_of((*NAMES, "", "")).names)


def test_places_of_declared_columns_are_known() -> None:
    assert (0, 1, 3, 4) == header_of(("Skola", "Månad", "Not", "Vad", "Antal")).declared_places


def test_header_is_kept_as_it_is_written() -> None:
    assert (("  Skola", "Månad", "Vad", "Antal"),) == header_of(
        ("Titel",), ("  Skola", "Månad", "Vad", "Antal")
    ).written


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "E104"),
        ([("", " "), ("",)], "E104"),
        ([("Skola", "Månad", "Vad", "Antal", "Antal")], "E123"),
        ([("",)] * DEEPEST + [NAMES], "E104"),
    ],
)
def test_file_without_a_header_can_not_be_read(rows: list[tuple[str, ...]], code: str) -> None:
    with pytest.raises(UnreadableError) as error:
        header_of(*rows)

    assert code == error.value.code


def test_thousands_of_blank_columns_at_the_end_are_none() -> None:
    assert NAMES == header_of(("Rapport", *[""] * 16_000), (*NAMES, *[""] * 16_000)).names


@pytest.mark.parametrize(
    ("missing", "complete", "may_be"), [(0, True, True), (1, False, True), (2, False, True), (3, False, False)]
)
def test_header_may_be_meant_with_half_of_the_declared_columns(missing: int, complete: bool, may_be: bool) -> None:
    names = (*NAMES[missing:], *["x"] * missing)

    assert (complete, may_be, 4) == ((header := header_of(names)).complete, header.may_be_meant, header.declared)


def test_header_with_a_layout_is_complete_with_one_of_its_columns() -> None:
    source = replace(COUNTS, columns={"unit": "Skola"}, layout=Layout(across="period"), fixed={"series": "x"})

    for names, complete in ((("Skola",), False), (("Skola", "jan 2024"), True), (("x", "jan 2024", "feb 2024"), False)):
        assert complete == find_header(((1, names),), source).complete


def test_table_above_one_with_more_months_is_no_title() -> None:
    source = replace(COUNTS, columns={"unit": "Skola"}, layout=Layout(across="period"), fixed={"series": "x"})
    rows = (("Skola", "dec 2023"), ("a", "3"), ("Skola", "jan 2024", "feb 2024"), ("a", "4", "5"))

    assert (1, ()) == ((header := find_header(tuple(enumerate(rows, start=1)), source)).rows_before, header.titles)


@pytest.mark.parametrize(
    ("rows", "may_be"),
    [
        ([("Skola", "Antal barn"), ("a", "3")], True),
        ([("Skolenhet", "Antal"), ("a", "3")], True),
        ([("Titel",), ("SKOLA", "Antal barn"), ("a", "")], False),
        ([("Titel",), ("SKOLA", "Antal barn"), ("a", ""), ("b", "3")], True),
        ([("SKOLA", "antal")], True),
        ([("Skola",), ("a",)], False),
        ([("Skola", "Totalt"), ("a", "3")], False),
        ([("Skola", ""), ("a", "3")], False),
        ([("x", "y"), ("a", "3")], False),
    ],
)
def test_header_with_one_of_two_declared_columns_may_be_meant_over_rows_of_two(
    rows: list[tuple[str, ...]], may_be: bool
) -> None:
    source = replace(COUNTS, columns={"unit": "Skola", "n": "Antal"}, fixed={"series": "x", "period": "2024-01"})

    assert may_be == find_header(tuple(enumerate(rows, start=1)), source).may_be_meant


def test_header_in_capitals_may_be_meant_and_is_none_of_the_declared() -> None:
    header = header_of(("Titel",), tuple(map(str.upper, NAMES)))

    assert (False, 0, True) == (header.complete, header.matched, header.may_be_meant)
