"""Persons who are only listed have names and nothing else."""

from __future__ import annotations

from small_settings import setting

from tsi_eval.simulate.drawn import Person
from tsi_eval.simulate.persons.listed import Listed


def test_persons_are_numbered_from_one_and_each_is_a_home_of_its_own() -> None:
    drawn = Listed(id="children", persons=3, person="B{:03}").draw(setting())

    assert ("B001", "B002", "B003") == drawn.chosen["persons"]
    assert Person(id="B002", home="B002") == drawn.people[""][1]
    assert () == drawn.files


def test_the_seed_changes_nothing() -> None:
    listed = Listed(id="children", persons=3, person="B{:03}")

    assert listed.draw(setting(1)) == listed.draw(setting(2))
