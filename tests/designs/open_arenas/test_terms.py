"""In which months contacts were counted, and of which terms only a part was."""

from __future__ import annotations

import pytest

from tsi_eval.designs.open_arenas.terms import counted_months, parts_of_terms


def test_months_between_two_with_rows_were_counted_and_july_only_with_rows_of_its_own() -> None:
    assert ("2024-05", "2024-06", "2024-08") == counted_months({"2024-08", "2024-05"})
    assert ("2024-06", "2024-07", "2024-08") == counted_months({"2024-06", "2024-07", "2024-08"})
    assert ("2023-12", "2024-01") == counted_months(["2024-01", "2023-12"])


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        ("2023-08", "2024-06", ()),
        ("2023-09", "2024-05", ()),
        ("2023-10", "2024-05", ("HT2023",)),
        ("2023-09", "2024-04", ("VT2024",)),
        ("2023-09", "2024-01", ("VT2024",)),
        ("2024-03", "2024-10", ("VT2024", "HT2024")),
    ],
)
def test_a_term_is_whole_with_the_months_that_every_term_has(first: str, last: str, parts: tuple[str, ...]) -> None:
    assert parts == parts_of_terms(counted_months({first, last}))
