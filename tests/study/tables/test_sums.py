"""Words of sums: which are certain, which are not, and which a pilot may change."""

from __future__ import annotations

import pandas as pd
import pytest

from tsi_eval.study.tables.sums import (
    TOTALS,
    are_perhaps_sums,
    are_perhaps_under_persons,
    are_sums,
    are_under_persons,
)

SUMS = [
    "Totalt", " Summa", "SUMMA 2023", "Total:", "Samtliga skolor", "Sum", "Delsumma lokaler", "Medelvärde", "Genomsnitt",
    "varav flickor", "därav pojkar", "Alla", "alla:", "Alla platser", "ALLA SKOLOR", "Hela kommunen", "Snitt", "Alla (5)",
    "Totalsumma", "Subtotal", "Slutsumma", "Of which", "All schools", "Alla årskurser",
    "Tot", "tot.", "S:a", "s:a lokaler", "Σ",
]  # fmt: skip
NAMES = [
    "Totalskolan", "Summerskolan", "Sumsjöns förskola", "Samtalsskolan", "Skolan Totalt", "Norra samtliga", "Allaskolan",
    "Allén", "Helasjö", "Medelhavet", "Korridor", "", "Snittby", "7", "Totte",
]  # fmt: skip
PERHAPS = [
    "Alla hjärtans dag",
    "Alla elever",
    "Hela familjen",
    "Medel",
    "Medel från staten",
    "Snitt per barn",
    "mean",
    "Båda",
    "bägge könen",
]


@pytest.mark.parametrize("label", SUMS)
def test_label_of_a_sum_is_one(label: str) -> None:
    assert [True] == are_sums(pd.Series([label])).tolist()
    assert [False] == are_perhaps_sums(pd.Series([label])).tolist()


@pytest.mark.parametrize("label", NAMES)
def test_name_that_only_resembles_a_word_is_a_name(label: str) -> None:
    assert [False] == are_sums(pd.Series([label])).tolist()
    assert [False] == are_perhaps_sums(pd.Series([label])).tolist()


@pytest.mark.parametrize("label", PERHAPS)
def test_label_that_may_be_either_is_told_apart(label: str) -> None:
    assert [False] == are_sums(pd.Series([label])).tolist()
    assert [True] == are_perhaps_sums(pd.Series([label])).tolist()


def test_words_of_a_pilots_own_decide_alone() -> None:
    labels = pd.Series(["Summa", "Alla", "Medel", "Ihop"])

    assert [False, False, False, True] == are_sums(labels, ("ihop",)).tolist()
    assert [False] * 4 == are_perhaps_sums(labels, ("ihop",)).tolist()
    assert [False] * 4 == are_sums(labels, ()).tolist()


def test_missing_label_is_no_sum() -> None:
    assert [False, True] == are_sums(pd.Series([None, "Summa"], dtype="str")).tolist()


@pytest.mark.parametrize("text", ["Antal familjer: 76", "Antal", "Medel", "Standardavvikelse", "Summa", "Andel (%)"])
def test_what_stands_under_persons_is_no_person(text: str) -> None:
    assert [True] == are_under_persons(pd.Series([text])).tolist()


@pytest.mark.parametrize("text", ["F07", "Antalya", "Max", "medel7", "p1", "Sumaya"])
def test_id_of_a_person_is_no_sum(text: str) -> None:
    assert [False] == are_under_persons(pd.Series([text])).tolist()


def test_name_that_may_also_be_a_word_is_told_apart_under_persons() -> None:
    ids = pd.Series(["Max", "Alla", "n", "n7", "Maxine"])

    assert [True, True, True, False, False] == are_perhaps_under_persons(ids).tolist()
    assert [False] * 5 == are_perhaps_under_persons(ids, ("summa",)).tolist()


def test_no_word_stands_twice() -> None:
    assert len(TOTALS) == len({*TOTALS})
