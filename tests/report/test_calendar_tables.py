"""Tables of what runs along the calendar."""

from __future__ import annotations

import pytest
from released_by_hand import JUNE, estimate, finding, same, words_of

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.calendar_tables import calendar_tables
from tsi_eval.report.parts import Prose, Table

NBSP = "\N{NO-BREAK SPACE}"


def line(name: str, values: dict[str, float | None], **about: object) -> dict[str, list[ReleasedEstimate]]:
    quantity = Quantity.EXPECTED if name == "expected" else Quantity.COUNT
    usual = {"axis": "month", "group": name} | about
    return {name: [estimate(quantity, value, period=period, **usual) for period, value in values.items()]}


def shown(series: dict[str, list[ReleasedEstimate]], **about: object) -> list[Table | Prose]:
    found: ReleasedFinding = finding("time_series", Claim.DIVERGED, [], series, question="q_1")
    return list(calendar_tables(words_of(found, **about), found))


def test_counted_and_expected_stand_beside_each_other_by_month() -> None:
    observed = line("observed", {"2023-02": 11.0, "2023-01": 10.0})
    expected = line("expected", {"2023-02": 9.0}, ci_low=5.0, ci_high=13.0)

    (table,) = shown(expected | observed)

    assert ("timeline-q-1", "Talen i figuren") == (table.id, table.caption)
    assert ("när", "räknat", "väntat utan förändring") == table.header
    assert (
        (f"jan{NBSP}2023", "10", "–"),
        (f"feb{NBSP}2023", "11", f"9 (5{NBSP}till{NBSP}13)"),
    ) == table.rows


def test_schools_have_a_table_of_their_own_beside_the_figure_s() -> None:
    school = line("school=a", {"2023-01": None, "2023-02": 5.0})

    first, second = shown(line("observed", {"2023-01": 10.0}) | school)
    (alone,) = shown(school)

    assert ("timeline-q-1", "by-unit-q-1") == (first.id, second.id)
    assert ((f"jan{NBSP}2023", ".."), (f"feb{NBSP}2023", "5")) == second.rows
    assert ".. visas inte, för att inget om några få personer ska gå att läsa ut." == second.note
    assert ("by-month-q-1", "Per månad") == (alone.id, alone.caption)


def test_a_school_of_which_everything_is_hidden_has_no_column() -> None:
    hidden, school = line("school=a", {"2023-01": None}), line("school=b", {"2023-01": 5.0})

    (table,) = shown(hidden | school)
    (sentence,) = shown(hidden)

    assert ("när", "b") == table.header
    assert "Visas inte, för att inget om några få personer ska gå att läsa ut: a." == table.note
    assert Prose(markdown="Per månad: visas inte, för att inget om några få personer ska gå att läsa ut.") == sentence


def test_the_unit_stands_in_the_heading_where_it_has_words() -> None:
    (table,) = shown(line("a", {"HT2023": 4.0}, axis="term", unit="days"), labels={"unit:days": same("dagar")})

    assert ("när", "a (dagar)") == table.header
    assert "by-term-q-1" == table.id


@pytest.mark.parametrize(("months", "fold"), [(10, False), (11, True)])
def test_a_long_table_lies_behind_a_fold(months: int, fold: bool) -> None:
    (table,) = shown(line("observed", {f"2023-{month:02d}": 1.0 for month in range(1, months + 1)}))

    assert fold is table.fold


def test_terms_stand_in_the_order_of_time() -> None:
    (table,) = shown(line("a", {"HT2023": 2.0, "VT2024": 3.0, "VT2023": 1.0}, axis="term"))

    assert ["1", "2", "3"] == [row[1] for row in table.rows]


def test_what_does_not_run_along_the_calendar_has_no_table() -> None:
    assert [] == shown(line("all", {"started": 4.0}, axis="stage") | {"empty": []})


def test_an_older_line_beside_a_new_one_is_marked() -> None:
    observed = line("observed", {"2023-01": 10.0})
    expected = line("expected", {"2023-01": 9.0}, ci_low=5.0, ci_high=13.0, as_of=JUNE)

    (table,) = shown(observed | expected)

    assert ((f"jan{NBSP}2023", "10", f"9\\* (5{NBSP}till{NBSP}13)"),) == table.rows
    assert "\\* Från rapporten den 30 juni 2025." == table.note
