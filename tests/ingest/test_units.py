"""Schools as files call them: by id, by name, and by codes that changed or lost their zeros."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_files import COUNTS, column, listed

from tsi_eval.errors import Problem
from tsi_eval.ingest.units import to_units
from tsi_eval.pilot.declaration import Pilot


def units_of(pilot: Pilot, *names: str) -> tuple[list[object], list[str], set[str]]:
    problems: list[Problem] = []
    found: dict[str, str] = {}
    frame = column(*names).rename(columns={"x": "Skola"})
    read = to_units(frame, COUNTS, pilot, "f", problems, found)
    return listed(read), [problem.code for problem in problems], set(found)


def test_unit_goes_by_id_name_and_every_code(pilot: Pilot) -> None:
    assert (["a"] * 4, [], {"renamed"}) == units_of(pilot, "a", "Skola A", "00000101", "00000151")
    assert (["b"] * 2, [], set()) == units_of(pilot, "School B", "00000102")


def test_unit_goes_by_its_name_in_small_and_large_letters(pilot: Pilot) -> None:
    assert (["a", "b"], [], set()) == units_of(pilot, "SKOLA A", "skola b")


def test_code_that_lost_its_zeros_is_recognised_and_said(pilot: Pilot) -> None:
    assert (["b"], [], {"codes"}) == units_of(pilot, "102")
    assert (["a"], [], {"codes", "renamed"}) == units_of(pilot, "151")


def test_words_of_the_source_are_translated_first(pilot: Pilot) -> None:
    problems: list[Problem] = []
    source = replace(COUNTS, values={"unit": {"Norra": "a"}})

    read = to_units(column("Norra", "b").rename(columns={"x": "Skola"}), source, pilot, "f", problems, {})

    assert (["a", "b"], []) == (listed(read), problems)


@pytest.mark.parametrize("name", ["Skola  A", "skola\u00a0a", "SKOLA A\u200b", "\uff33kola A"])
def test_unit_is_the_same_in_every_spelling_of_its_name(name: str, pilot: Pilot) -> None:
    assert (["a"], [], set()) == units_of(pilot, name)


def test_words_of_the_source_are_the_same_in_every_spelling(pilot: Pilot) -> None:
    problems: list[Problem] = []
    source = replace(COUNTS, values={"unit": {"Norra skolan": "A"}})

    read = to_units(
        column("norra  skolan", "NORRA SKOLAN").rename(columns={"x": "Skola"}), source, pilot, "f", problems, {}
    )

    assert (["a", "a"], []) == (listed(read), problems)


@pytest.mark.parametrize("name", ["103", "0102", "1020", "Skola C", ""])
def test_unknown_unit_is_refused(pilot: Pilot, name: str) -> None:
    assert ["E127"] == units_of(pilot, "a", name)[1]


@pytest.mark.parametrize("names", [("",), ("", " ", ""), ("Skola A", ""), ("Okänd", "")])
def test_blank_units_are_refused_as_units_also_where_no_row_has_one(names: tuple[str, ...], pilot: Pilot) -> None:
    _, codes, found = units_of(pilot, *names)

    assert (["E127"], set()) == (codes, found)


def test_person_of_no_unit_may_be_every_person(pilot: Pilot) -> None:
    problems: list[Problem] = []
    frame = column("", "").rename(columns={"x": "Skola"})

    units = to_units(frame, COUNTS, pilot, "f", problems, {}, may_be_blank=True)

    assert ([], True, "str") == (problems, bool(units.isna().all()), str(units.dtype))
