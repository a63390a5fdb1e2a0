"""Sessions are weekly with a break, and everyone who started comes to the first or the second."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tsi_eval.simulate.persons.sessions import Parent, Presence, Sessions
from tsi_eval.simulate.writing.cells import Row

SESSIONS = Sessions(
    number=10,
    enough=7,
    first={"digitalt": (date(2024, 2, 6), date(2024, 9, 10)), "på plats": (date(2024, 2, 8), date(2024, 9, 12))},
    break_after=5,
)


@pytest.mark.parametrize(
    ("place", "day"), [(0, date(2024, 2, 6)), (4, date(2024, 3, 5)), (5, date(2024, 3, 19)), (9, date(2024, 4, 16))]
)
def test_a_session_is_a_week_after_the_last_but_for_the_break(place: int, day: date) -> None:
    assert day == SESSIONS.day("digitalt", 0, place)


def test_there_are_groups_in_as_many_terms_as_have_first_sessions() -> None:
    assert 2 == SESSIONS.terms


def test_everyone_comes_to_the_first_or_the_second() -> None:
    rng, presence = np.random.default_rng(1), Presence(share=0.1, leavers=0, leave_after=(2, 5))

    for _ in range(100):
        present = presence.draw(rng, 10, leaves=False)
        assert 10 == len(present)
        assert present[0] or present[1]


def test_one_who_leaves_does_not_come_back() -> None:
    rng, presence = np.random.default_rng(1), Presence(share=1.0, leavers=1, leave_after=(2, 5))
    sessions = {sum(presence.draw(rng, 10, leaves=True)) for _ in range(100)}

    assert {2, 3, 4, 5} == sessions
    assert (True,) * 10 == presence.draw(rng, 10, leaves=False)


def test_a_parents_row_has_blanks_for_days_that_never_came() -> None:
    parent = Parent(
        id="F001",
        child="B001",
        form="digitalt",
        channel="skola",
        term=0,
        informed=date(2024, 1, 8),
        enrolled=None,
        started=None,
        completed=None,
        present=(),
        left=False,
    )

    assert Row(cells=("F001", "B001", "digitalt", "skola", date(2024, 1, 8), None, None, None)) == parent.row
