"""Who answers: so many at each occasion, and those who were lost are not chosen at random."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tsi_eval.simulate.drawn import Person
from tsi_eval.simulate.measures.answering import Again, Answering, Leaving

LEAVING = Leaving(
    before=30, after=0.5, later=0.8, scale="score", mean=10, odds=0, left=1, together=0, stream=("roles",)
)
PEOPLE = [Person(id=f"p{n}", home=f"h{n // 2}", group=n % 2, left=n < 10) for n in range(40)]
LOW = np.full(40, 10.0)


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_so_many_answer_and_the_last_group_is_not_asked_a_third_time() -> None:
    found = LEAVING.choose(rng(), PEOPLE, LOW)
    before, after, later = (found.answered[at] for at in ("T0", "T1", "T2"))

    assert (30, 15) == (len(before), len(after))
    assert set(later) < set(after) < set(before)
    assert {0} == {PEOPLE[place].group for place in later}
    asked = [place for place in after if PEOPLE[place].group == 0]
    assert round(0.8 * len(asked)) == len(later)


def test_places_are_in_order() -> None:
    for places in LEAVING.choose(rng(), PEOPLE, LOW).answered.values():
        assert sorted(places) == list(places)


def test_the_unfinished_one_is_among_the_lost() -> None:
    for seed in range(20):
        found = LEAVING.choose(rng(seed), PEOPLE, LOW)
        assert found.unfinished in set(found.answered["T0"]) - set(found.answered["T1"])


def test_with_steep_odds_the_high_are_lost() -> None:
    values = np.repeat([0.0, 100.0], 20)
    found = replace(LEAVING, before=40, odds=-0.5).choose(rng(), PEOPLE, values)

    assert tuple(range(20)) == found.answered["T1"]


def test_with_steep_odds_those_who_left_are_lost() -> None:
    found = replace(LEAVING, before=40, after=0.75, left=1e12).choose(rng(), PEOPLE, LOW)

    assert tuple(range(10, 40)) == found.answered["T1"]


def test_with_much_in_common_two_of_a_home_answer_both_or_neither() -> None:
    found = replace(LEAVING, before=40, together=100).choose(rng(), PEOPLE, LOW)

    homes = [PEOPLE[place].home for place in found.answered["T1"]]
    assert 10 == len(set(homes)) == len(homes) / 2


def test_all_are_there_first_and_some_again_whoever_they_are() -> None:
    found = Again(again=12, only={"teacher": 7}).choose(rng(), PEOPLE[:17])

    assert tuple(range(17)) == found.answered["T0"]
    assert 12 == len(set(found.answered["T1"]))
    assert 7 == len(found.only["teacher"])
    assert set(found.only["teacher"]) < set(found.answered["T1"])
    assert found.unfinished is None


def test_a_person_has_every_scale_that_is_not_kept_for_some() -> None:
    found = Answering(answered={"T0": (0, 1)}, only={"teacher": (1,)})

    assert [True, False, True] == [found.has(0, "score"), found.has(0, "teacher"), found.has(1, "teacher")]
