"""The day of a questionnaire: within its span, and on a working day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tsi_eval.simulate.drawn import Person
from tsi_eval.simulate.measures.occasions import Day, Occasion
from tsi_eval.simulate.writing.cells import Row
from tsi_eval.simulate.writing.files import Form

MONDAY = date(2024, 2, 5)
PERSON = Person(id="F001", home="B001", days={"first_session": MONDAY, "started": None})


def days(rule: Day) -> set[date]:
    rng = np.random.default_rng(1)
    return {rule.draw(rng, PERSON) for _ in range(200)}


def test_days_are_counted_from_a_date_with_weekends_moved_to_friday() -> None:
    assert {date(2024, 2, day) for day in (5, 6, 7, 8, 9)} == days(Day(on=MONDAY, span=6))


def test_days_are_counted_from_a_persons_own_day() -> None:
    assert {date(2024, 1, 29), date(2024, 1, 30)} == days(Day(since="first_session", after=-7, span=1))


def test_a_person_without_the_day_is_refused() -> None:
    with pytest.raises(ValueError, match="F001 has no day 'started'"):
        Day(since="started", span=1).draw(np.random.default_rng(1), PERSON)


@pytest.mark.parametrize(("word", "cells"), [("", ("F001", MONDAY, 3)), ("före", ("F001", "före", MONDAY, 3))])
def test_a_row_names_the_occasion_where_it_is_written(word: str, cells: tuple[object, ...]) -> None:
    occasion = Occasion(id="T0", form=Form(name="x.csv"), word=word, day=Day(on=MONDAY, span=0), stream=("x",))

    assert Row(cells=cells) == occasion.row(MONDAY, "F001", (3,))
