"""The words of check: names, lists, amounts and months in both languages."""

from __future__ import annotations

import pytest

from tsi_eval.analysis.understood.words import Names, exact, in_words, listed, shown, span, stretches, whole
from tsi_eval.language import Message, Text

NAMES = Names(
    {
        "started": Text(sv="började", en="began"),
        "arm=a": Text(sv="grupp A", en="group A"),
        "unit=x": Text(sv="Skola", en="School"),
    }
)


def test_a_name_is_the_pilots_word_or_a_term_or_itself() -> None:
    assert "började" == NAMES.of("started").sv
    assert ("HT\N{NO-BREAK SPACE}2023", "autumn\N{NO-BREAK SPACE}2023") == (
        NAMES.of("HT2023").sv,
        NAMES.of("HT2023").en,
    )
    assert "unnamed" == NAMES.of("unnamed").sv


def test_a_value_goes_by_its_column_and_a_row_of_no_unit_is_of_all() -> None:
    assert "group A" == NAMES.value("arm", "a").en
    assert "b" == NAMES.value("arm", "b").en
    assert ("School", "alla") == (NAMES.unit("x").en, NAMES.unit("").sv)


def test_a_list_is_said_in_both_languages() -> None:
    words = listed(["x", Text(sv="en", en="one"), Message("count.persons", {"count": 2})], " + ")

    assert ("x + en + 2 personer", "x + one + 2 persons") == (words.sv, words.en)


@pytest.mark.parametrize(("value", "said"), [(1234.0, "1\N{NO-BREAK SPACE}234"), (0.0, "0")])
def test_a_whole_number_has_no_decimals(value: float, said: str) -> None:
    assert said == whole(value).sv


@pytest.mark.parametrize(
    ("value", "said"), [(40.0, "40"), (0.5, "0,5"), (0.25, "0,25"), (1 / 3, "0,333"), (-2.0, "−2")]
)
def test_a_number_has_the_decimals_that_it_needs(value: float, said: str) -> None:
    assert said == exact(value).sv


def test_months_are_said_as_stretches() -> None:
    assert (
        "juli\N{NO-BREAK SPACE}2023, april–juni\N{NO-BREAK SPACE}2024"
        == stretches(["2024-05", "2023-07", "2024-04", "2024-06", "2024-06"]).sv
    )
    assert "dec\N{NO-BREAK SPACE}2023–jan\N{NO-BREAK SPACE}2024" == stretches(["2024-01", "2023-12"]).sv
    assert "Aug–Dec\N{NO-BREAK SPACE}2023" == span(["2023-12", "2023-08"]).en


def test_what_may_be_an_identity_number_is_withheld() -> None:
    assert "…" == shown("familj 19811228-9874.csv")
    assert "familjer.csv" == shown("familjer.csv")
    assert "…" == in_words(NAMES.of("19811228-9874"), "sv")
