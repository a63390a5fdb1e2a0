"""A school or team, as a pilot declares it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from own_frames import UNITS
from pydantic import TypeAdapter, ValidationError

from tsi_eval.study import Unit

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


def test_code_keeps_its_leading_zeros() -> None:
    unit = TypeAdapter(Unit).validate_json(
        '{"id": "a", "kind": "school", "label": {"sv": "A", "en": "A"}, "codes": ["007"]}'
    )

    assert ("007",) == unit.codes
