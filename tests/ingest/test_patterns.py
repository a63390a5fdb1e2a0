"""Whether a pattern says which files are meant: by what it would take in."""

from __future__ import annotations

import pytest

from tsi_eval.ingest.patterns import takes_in_any_data


@pytest.mark.parametrize(
    "pattern",
    [
        *("*", "*.*", "**", "**/*", "*/*", "**/**", "./*", "*.csv", "*.CSV", "?*.xlsx", "*.csv*", "*.[cC]sv", "*.c?v", "*.*sv"),
        *("*.?s?", "**/*.csv", "*/*.ods", "[a-z]*.csv", "[A-Z]*.csv", "[0-9]*.csv", "[!a]*.csv", "*.sav", "*.x*", ".*"),
        *("????.csv", "????????????????????.xlsx", "*[!.]*", "**/[!.]*.t*", "*?.csv", "*.xls?"),
    ],
)  # fmt: skip
def test_pattern_that_takes_in_any_name_says_nothing(pattern: str) -> None:
    assert takes_in_any_data(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        *("*.pdf", "*.doc?", "*.bak", "*.csv.bak", "*.jpg", "gammalt/*", "gammalt/**", "**/gammalt/*", "gam*/*.csv", "a.csv"),
        *("*_2023*.csv", "*2024*", "k*", "kontakter_*", "[kb]*.csv", "*VT*.csv", "*4.csv", "**/budget*.xlsx", "*/läs*"),
        *("budget [1].xlsx", "protokoll 2024-??-??.csv", "", "."),
    ],
)  # fmt: skip
def test_pattern_that_names_something_says_which(pattern: str) -> None:
    assert not takes_in_any_data(pattern)
