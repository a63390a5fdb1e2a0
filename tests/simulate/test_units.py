"""A unit has its code of the term, and is found by its short name."""

from __future__ import annotations

import pytest

from tsi_eval.simulate.units import Recoded, Unit, by_id

REORGANISED = Unit(id="a", label="Skola A", code="0101", recoded=Recoded(since="VT2024", code="0151"))


@pytest.mark.parametrize(("term", "code"), [("HT2023", "0101"), ("VT2024", "0151"), ("HT2024", "0151")])
def test_a_reorganised_unit_has_a_new_code_since_then(term: str, code: str) -> None:
    assert code == REORGANISED.code_in(term)


def test_another_unit_keeps_its_code() -> None:
    assert "0102" == Unit(id="b", label="Skola B", code="0102").code_in("HT2030")


def test_units_are_found_by_their_short_names() -> None:
    other = Unit(id="b", label="Skola B")

    assert {"a": REORGANISED, "b": other} == by_id([REORGANISED, other])
