"""One word or number in several spellings."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.study.spelling import alike, as_one, as_seen, folded, rarer_spellings, spelled_apart


def series(*words: str) -> pd.Series:
    return pd.Series(words, dtype="str")


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        (" Korridor ", "Korridor"),
        ("Korri\u00addor\u200b", "Korridor"),
        ("\ufeffKorridor", "Korridor"),
        ("F\u00a0001\u202f", "F 001"),
        ("fo\u0308re", "före"),
        ("", ""),
        ("\u200b", ""),
    ],
)
def test_word_is_taken_as_it_looks(word: str, seen: str) -> None:
    assert seen == as_seen(word)


@pytest.mark.parametrize(
    "other", ["korridor  a", "KORRIDOR A", "Korridor\u00a0a", "\uff2borridor a", "Korridor a\u200b", "Korridor\ta"]
)
def test_spellings_of_one_word_are_folded(other: str) -> None:
    assert folded("Korridor a") == folded(other)
    assert folded("HT\u20132023") == folded("ht-2023")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Föräldra-möte", "föräldramöte"),
        ("Skola A", "skolaA"),
        ("skola_a", "Skola-A"),
        ("7", "07"),
        ("åk 7", "7"),
        ("Årskurs 7", "Åk.7"),
        ("girl", "Girl "),
    ],
)
def test_labels_may_be_meant_as_one(one: str, other: str) -> None:
    assert alike(one) == alike(other)


@pytest.mark.parametrize(
    ("one", "other"), [("7-8", "78"), ("-1", "1"), ("0,5", "0,05"), ("B-", "B"), ("10", "1"), ("a", "å"), ("1 2", "12")]
)
def test_other_labels_are_not(one: str, other: str) -> None:
    assert alike(one) != alike(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("007", "7"),
        ("F-007", "F-7"),
        ("2023-017", "2023-17"),
        ("F-12", "F12"),
        ("F 12", "F12"),
        ("F_12", "F-12"),
        ("f12", "F12"),
        ("12", "12.0"),
        ("12", "12,00"),
        ("F12\u200b", "F12"),
        ("\uff2612", "F12"),
        ("F\u201112", "F-12"),
        ("2023-17", "23-17"),
        ("19981", "019981"),
        ("20120319-a", "120319-a"),
        ("1-02", "102"),
        ("(F12)", "F12"),
        ("[F-12]", "F12"),
        ("”F12”", "F12"),
        ("'F12", "F12"),
        ("#F12", "F12"),
        ("F12.", "F12"),
        ("12:", "012"),
        ("_F12_", "F12"),
        ("*F12*", "F12"),
    ],
)
def test_two_spellings_of_one_identifier_are_suspected(one: str, other: str) -> None:
    assert [True, True, False] == spelled_apart(series(one, other, "K999")).tolist()
    assert 1 == as_one(series(one, other)).nunique()


@pytest.mark.parametrize(
    "identifiers",
    [
        ("1-12", "11-2"),
        ("a01b2", "a1b02"),
        ("12", "2012", "1912"),
        ("1.05", "1.5"),
        ("?", "!"),
        ("10", "100", "1000"),
        ("2023-17", "1923-17"),
        ("F1", "G1", "F2"),
        tuple(str(number) for number in range(3000)),
    ],
)
def test_other_identifiers_are_not_suspected(identifiers: tuple[str, ...]) -> None:
    assert not spelled_apart(series(*identifiers)).any()
    assert [*identifiers] == as_one(series(*identifiers)).tolist()


def test_what_can_not_be_made_one_is_kept() -> None:
    assert ["112", "1-12", "11-2"] == as_one(series("112", "1-12", "11-2")).tolist()
    assert [True] * 3 == spelled_apart(series("112", "1-12", "11-2")).tolist()


def test_one_spelling_is_reached_over_several_steps() -> None:
    assert ["007"] * 4 == as_one(series("7", "7.0", "007", "07")).tolist()
    assert ["F 7"] * 3 == as_one(series("f7", "F-007", "F 7")).tolist()


@settings(deadline=None)
@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=30, unique=True))
def test_numbers_of_one_width_are_never_suspected(numbers: list[int]) -> None:
    assert not spelled_apart(series(*(f"F{number:07}" for number in numbers))).any()


def test_rarer_spelling_is_told() -> None:
    words = pd.Series(["korridor", "Korridor", "korridor", None, "möte", "a", "A"], dtype="str")

    assert [1, 5] == [place for place, rarer in enumerate(rarer_spellings(words)) if rarer]
