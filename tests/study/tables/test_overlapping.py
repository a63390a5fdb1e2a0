"""Whole months and weeks beside their parts."""

from __future__ import annotations

import pandas as pd
import pytest

from tsi_eval.language import Message
from tsi_eval.study.tables import CONTACTS, COUNTS
from tsi_eval.study.tables.overlapping import overlap_faults


def rows(*places: tuple[str | None, str, str]) -> pd.DataFrame:
    """Return contacts of one school from periods, meeting places and kinds of persons."""
    periods, arenas, who = zip(*places, strict=True)
    return pd.DataFrame({"unit": "a", "period": pd.Series(periods, dtype="str"), "arena": arenas, "who": who})


def named(*periods: str | None) -> list[bool]:
    (fault,) = overlap_faults(CONTACTS, rows(*((period, "korridor", "elev") for period in periods)))
    return fault.rows.tolist()


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (("2023-W46", "2023-W47", "2023-11"), [False, False, True]),
        (("2023-11-14", "2023-11"), [False, True]),
        (("2023-11-14", "2023-W46"), [False, True]),
        (("2023-11-14", "2023-W46", "2023-11"), [False, True, True]),
        # Another month, another week.
        (("2023-W46", "2023-12"), [False, False]),
        (("2023-11-20", "2023-W46"), [False, False]),
        # The week of 27 November is November's; that of 1 January 2024 is January's.
        (("2023-W48", "2023-12"), [False, False]),
        (("2024-W01", "2023-12"), [False, False]),
        # 31 December 2024 lies in the first week of 2025.
        (("2024-12-31", "2025-W01", "2024-12"), [False, True, True]),
        (("2023-W46", "2023-W46"), [False, False]),
        ((None, "2023-11"), [False, False]),
        (("x", "2023-W46", "2023-11"), [False, False, True]),
    ],
)
def test_whole_is_named_where_a_part_of_it_has_a_row(periods: tuple[str | None, ...], expected: list[bool]) -> None:
    assert expected == named(*periods)


@pytest.mark.parametrize("other", [("2023-11", "möte", "elev"), ("2023-11", "korridor", "vuxen")])
def test_another_place_may_be_kept_by_month(other: tuple[str, str, str]) -> None:
    (fault,) = overlap_faults(CONTACTS, rows(("2023-W46", "korridor", "elev"), other))

    assert [False, False] == fault.rows.tolist()


def test_another_school_may_be_kept_by_month() -> None:
    table = rows(("2023-W46", "korridor", "elev"), ("2023-11", "korridor", "elev")).assign(unit=["a", "b"])
    (fault,) = overlap_faults(CONTACTS, table)

    assert not fault.rows.any()


def test_words_say_what_is_counted_again() -> None:
    (fault,) = overlap_faults(CONTACTS, rows(("2023-11", "korridor", "elev")))

    assert ("E338", "period") == (fault.code, fault.column)
    assert Message("counted_again.periods") == fault.more["what"]


def test_table_whose_key_is_the_month_has_its_key() -> None:
    assert [] == [*overlap_faults(COUNTS, rows(("2023-11", "x", "y")))]
