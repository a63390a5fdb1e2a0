"""Which rows answer which asking, and when it is not known who was asked."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tsi_eval.study import Asking
from tsi_eval.study.asking import answering, polls_of

TERM = Asking(source="poll", answers=("who",), period="VT2024", n=500)
MAY = {
    unit: Asking(source="poll", answers=("who",), period="2024-05", unit=unit, n=n)
    for unit, n in (("a", 40), ("b", 60))
}


def rows(*places: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(places, columns=["unit", "month", "n"])


BOTH = rows(("a", "2024-05", 30), ("b", "2024-05", 45))


def test_each_unit_of_a_month_is_an_asking_of_its_own() -> None:
    found = polls_of(tuple(MAY.values()), BOTH, BOTH)

    assert found is not None
    assert [(40, 30), (60, 45)] == [(poll.asking.n, poll.answered) for poll in found]


def test_a_term_has_all_its_months_and_units() -> None:
    found = polls_of((TERM,), BOTH, BOTH)

    assert found is not None
    assert [75] == [poll.answered for poll in found]


def test_a_month_goes_before_its_term() -> None:
    found = polls_of((TERM, *MAY.values()), BOTH, BOTH)

    assert found is not None
    assert {40, 60} == {poll.asking.n for poll in found}


@pytest.mark.parametrize(
    ("asked", "some"),
    [
        ((TERM,), BOTH[:1]),
        ((MAY["a"],), BOTH),
        ((), BOTH),
        ((TERM,), BOTH[:0]),
        ((TERM,), rows(("a", "2024-05", np.nan), ("b", "2024-05", 45))),
        ((TERM,), rows(("a", "2023-11", 30))),
    ],
    ids=["one school of all", "a school that nobody declared", "nobody", "no rows", "hidden", "another term"],
)
def test_otherwise_nobody_knows(asked: tuple[Asking, ...], some: pd.DataFrame) -> None:
    assert polls_of(asked, some, BOTH if len(some) <= 1 and not some["n"].isna().any() else some) is None


def test_rows_that_answer() -> None:
    assert ["a"] == list(answering(MAY["a"], BOTH)["unit"])
    assert 2 == len(answering(TERM, BOTH))
