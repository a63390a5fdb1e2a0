"""Sums that no word tells: a row that has all above it, a label that has all others together."""

from __future__ import annotations

from typing import Any

import pytest
from small_files import file_of, refused

from tsi_eval.ingest.rows import rows_of_table
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import FileFormat

COUNTS = {"table": "counts", "columns": {"period": "Månad", "series": "Vad", "n": "Antal"}}
CONTACTS = {
    "table": "contacts",
    "columns": {"unit": "Skola", "period": "Månad", "arena": "Var", "who": "Vem", "n": "Antal"},
}
COSTS = {
    "table": "costs",
    "columns": {
        "item": "Post", "kind": "Slag", "quantity": "Antal", "measure": "Enhet", "price": "Pris", "price_year": "År",
        "payer": "Betalar", "source": "Källa",
    },
}  # fmt: skip
WHOLE = "Månad;Vad;Antal\n2024-01;a;30\n2024-01;b;21\n2024-01;c;10\n2024-01;d;4\n2024-01;Kommunen;65"


def faults(pilot: Pilot, source: dict[str, Any], content: str) -> list[tuple[Any, ...]]:
    file = file_of(pilot, source, content)
    rows_of_table(file)
    return refused(file)


def monthly(*rows: str) -> str:
    """Return contacts of three months, with a row for each "label;n" in each."""
    lines = [f"a;2024-0{month};{row}" for month in (1, 2, 3) for row in rows]
    return "\n".join(["Skola;Månad;Var;Vem;Antal", *lines])


def test_row_with_all_above_it_is_refused(pilot: Pilot) -> None:
    assert [("E337", "Vad", (6,))] == faults(pilot, COUNTS, WHOLE)


@pytest.mark.parametrize("words", [("summa", "totalt"), ()])
def test_declaring_the_words_of_sums_is_the_way_out(pilot: Pilot, words: tuple[str, ...]) -> None:
    assert [] == faults(pilot, COUNTS | {"format": FileFormat(totals=words)}, WHOLE)


@pytest.mark.parametrize(
    "content",
    [
        WHOLE.replace("65", "64"),
        # Four numbers above and a small sum, or five and a row that follows.
        "Månad;Vad;Antal\n2024-01;a;9\n2024-01;b;8\n2024-01;c;2\n2024-01;d;10\n2024-01;e;29",
        f"{WHOLE}\n2024-01;Bad;3",
        # Fewer than four numbers above 0: chance does as much.
        "Månad;Vad;Antal\n2024-01;a;1\n2024-01;b;0\n2024-01;c;2\n2024-01;d;3\n2024-01;e;6",
        # The label stands elsewhere too, so that it names no sum.
        WHOLE.replace("Kommunen", "a").replace("2024-01;a;65", "2024-02;a;65"),
    ],
)
def test_row_that_is_no_sum_is_kept(pilot: Pilot, content: str) -> None:
    assert [] == faults(pilot, COUNTS, content)


def test_last_row_with_five_small_numbers_above_it_is_refused(pilot: Pilot) -> None:
    rows = [f"2024-01;{label};{n}" for label, n in zip("abcdef", (1, 2, 1, 3, 1, 8), strict=True)]

    assert [("E337", "Vad", (7,))] == faults(pilot, COUNTS, "\n".join(["Månad;Vad;Antal", *rows]))


@pytest.mark.parametrize(("above", "expected"), [(9, []), (10, [("E337", "Vad", (12,))])])
def test_row_that_others_follow_has_ten_above_it(
    pilot: Pilot, above: int, expected: list[tuple[str, str, tuple[int, ...]]]
) -> None:
    numbers = [*[4] * above, 4 * above, 7]
    rows = [f"2024-01;s{place};{n}" for place, n in enumerate(numbers)]

    assert expected == faults(pilot, COUNTS, "\n".join(["Månad;Vad;Antal", *rows]))


@pytest.mark.parametrize(("sums", "expected"), [((9, 9), [("E337", "Var", (4, 7))]), ((9, 8), [])])
def test_two_months_are_enough_where_their_numbers_are_large(
    pilot: Pilot, sums: tuple[int, int], expected: list[tuple[str, str, tuple[int, ...]]]
) -> None:
    # 10 times 10 is enough, and 10 times 9 is not.
    rows = [f"a;2024-0{m};{row}" for m, n in enumerate(sums, 1) for row in ("K;E;3", f"S;E;{n - 3}", f"V;E;{n}")]

    assert expected == faults(pilot, CONTACTS, "\n".join(["Skola;Månad;Var;Vem;Antal", *rows]))


@pytest.mark.parametrize(("n", "expected"), [(1, []), (2, [("E337", "Var", (4, 7, 10))])])
def test_three_months_of_the_smallest_numbers_are_chance(
    pilot: Pilot, n: int, expected: list[tuple[str, str, tuple[int, ...]]]
) -> None:
    assert expected == faults(pilot, CONTACTS, monthly("K;E;1", f"S;E;{n - 1}", f"V;E;{n}"))


def test_label_that_has_all_others_month_by_month_is_refused(pilot: Pilot) -> None:
    content = monthly("Korridor;Elev;3", "Samtal;Elev;2", "Verksamheten;Elev;5")

    assert [("E337", "Var", (4, 7, 10))] == faults(pilot, CONTACTS, content)


def test_kind_of_person_that_has_all_others_is_refused(pilot: Pilot) -> None:
    content = monthly("Korridor;Flickor;3", "Korridor;Pojkar;2", "Korridor;Elever;5")

    assert [("E337", "Vem", (4, 7, 10))] == faults(pilot, CONTACTS, content)


@pytest.mark.parametrize(
    "rows",
    [
        ("Korridor;Elev;3", "Samtal;Elev;2", "Möte;Elev;6"),
        # The same as one other is no sum of several.
        ("Korridor;Elev;3", "Samtal;Elev;3"),
        ("Korridor;Elev;0", "Samtal;Elev;0", "Möte;Elev;0"),
        # With a hidden part nobody knows.
        ("Korridor;Elev;3", "Samtal;Elev;..", "Möte;Elev;3"),
    ],
)
def test_label_that_is_no_sum_is_kept(pilot: Pilot, rows: tuple[str, ...]) -> None:
    assert [] == faults(pilot, CONTACTS, monthly(*rows))


def test_once_is_chance(pilot: Pilot) -> None:
    content = monthly("Korridor;Elev;3", "Samtal;Elev;2", "Möte;Elev;5").replace(
        "a;2024-03;Möte;Elev;5", "a;2024-03;Möte;Elev;6"
    )

    assert [] == faults(pilot, CONTACTS, content)


def test_unit_with_a_column_of_its_own_may_be_the_sum_of_the_others(pilot: Pilot) -> None:
    wide = {"table": "counts", "columns": {"period": "M"}, "series": {"x": {"a": "A", "b": "B", "c": "Kommunen"}}}
    content = "M;A;B;Kommunen\n2024-01;1;2;3\n2024-02;4;4;8\n2024-03;2;0;2"

    assert [("E337", "Kommunen", (2, 3, 4))] == faults(pilot, wide, content)


def test_series_may_be_the_sum_of_other_series(pilot: Pilot) -> None:
    wide = {"table": "counts", "columns": {"period": "M"}, "series": {"x": "A", "y": "B", "all": "C"}}

    assert [] == faults(pilot, wide, "M;A;B;C\n2024-01;1;2;3\n2024-02;4;4;8\n2024-03;2;0;2")


def test_cost_of_all_costs_is_refused_by_what_they_cost(pilot: Pilot) -> None:
    costs = [
        f"{item};drift;{n};st;{price};2023;k;p"
        for item, n, price in [("a", 2, 10), ("b", 1, 5), ("c", 3, 1), ("d", 1, 2)]
    ]
    lines = ["Post;Slag;Antal;Enhet;Pris;År;Betalar;Källa", *costs, "Kostnad;drift;1;st;30;2023;k;p"]

    assert [("E337", "Post", (6,))] == faults(pilot, COSTS, "\n".join(lines))
