"""What a design needs of a study."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from tsi_eval.designs import Participation
from tsi_eval.designs.known_names import KINDS, WHO
from tsi_eval.designs.needs import Needs


def test_nothing_is_needed_unless_it_is_named() -> None:
    assert {()} == {getattr(Needs(), item.name) for item in fields(Needs)}


def test_every_need_is_held_against_the_study() -> None:
    # Columns that divide an answer are held against the study as columns.
    # Labels of whom contacts were with are held against the labels of that one table.
    assert {*KINDS.values(), "values", "groups_of", WHO} == {item.name for item in fields(Needs)}


def test_needs_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Needs().outcomes = ("score",)  # type: ignore[misc]


def test_columns_that_divide_an_answer_are_needed_as_columns() -> None:
    needs = Participation(stages=("offered", "started"), by="town").needs

    assert ("town",) == needs.groups_of == needs.columns
