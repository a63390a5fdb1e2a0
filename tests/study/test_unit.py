"""A school or team, as a pilot declares it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from own_frames import UNITS
from pydantic import TypeAdapter, ValidationError

from tsi_eval.errors import UsageError
from tsi_eval.language import Text
from tsi_eval.study import Unit
from tsi_eval.study.unit import twice

SCHOOL = {"id": "a", "kind": "school", "label": {"sv": "Skola A", "en": "School A"}}


def test_unit_needs_its_id_kind_and_label_only() -> None:
    unit = TypeAdapter(Unit).validate_python(SCHOOL)

    assert ("a", "school", "Skola A") == (unit.id, unit.kind, unit.label.sv)
    assert ("", (), None) == (unit.municipality_code, unit.codes, unit.pupils)


def test_unit_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        UNITS[0].pupils = 7  # type: ignore[misc]


@pytest.mark.parametrize("kind", ["school", "preschool", "team", "area", "municipality"])
def test_unit_is_one_of_five_kinds(kind: str) -> None:
    assert kind == TypeAdapter(Unit).validate_python(SCHOOL | {"kind": kind}).kind


@pytest.mark.parametrize("more", [{"kind": "skola"}, {"pupils": "many"}, {"code": "0101"}, {"municipality_code": 180}])
def test_key_or_value_that_a_unit_does_not_have_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Unit).validate_python(SCHOOL | more)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", ""),
        ("id", " "),
        ("id", "\u200b"),
        ("id", 7),
        ("kind", "skola"),
        ("label", "Skola A"),
        ("label", Text(sv=3, en=4)),  # type: ignore[arg-type]
        ("pupils", -200),
        ("pupils", "200"),
        ("pupils", float("nan")),
        ("pupils", 200.5),
        ("pupils", 10**200),
        ("codes", "0101"),
        ("first_month", "HT2023"),
        ("first_month", "2023-8"),
        ("last_month", "2023-13"),
        ("last_month", "2023-08-01"),
    ],
)
def test_unit_made_in_python_is_checked_as_one_of_a_file_is(key: str, value: Any) -> None:
    with pytest.raises(UsageError) as error:
        replace(UNITS[0], **{key: value})

    assert [("E291", key)] == [(problem.code, problem.params["key"]) for problem in error.value.problems]


def test_ids_that_stand_more_than_once_are_found() -> None:
    assert ["a", "a"] == list(twice((*UNITS, UNITS[0], UNITS[0])))
    assert [] == list(twice(UNITS))


def test_unit_without_pupils_is_a_unit() -> None:
    assert 0 == replace(UNITS[0], pupils=0).pupils


def test_code_keeps_its_leading_zeros() -> None:
    unit = TypeAdapter(Unit).validate_json(
        '{"id": "a", "kind": "school", "label": {"sv": "A", "en": "A"}, "codes": ["007"]}'
    )

    assert ("007",) == unit.codes


@pytest.mark.parametrize(
    ("first", "last", "open_then"),
    [
        ("2023-07", "2023-09", False),
        ("2023-07", "2023-10", True),
        ("2024-03", "2024-06", True),
        ("2024-04", "2024-06", False),
    ],
)
def test_unit_was_open_from_its_first_month_to_its_last(first: str, last: str, open_then: bool) -> None:
    unit = replace(UNITS[0], first_month="2023-10", last_month="2024-03")

    assert open_then == unit.was_open(first, last)
    assert UNITS[0].was_open(first, last)


def test_last_month_is_not_before_the_first() -> None:
    with pytest.raises(UsageError) as error:
        replace(UNITS[0], first_month="2023-10", last_month="2023-09")

    assert [("E294", "last_month")] == [(problem.code, problem.params["key"]) for problem in error.value.problems]
    assert "2023-10" == replace(UNITS[0], first_month="2023-10", last_month="2023-10").last_month
