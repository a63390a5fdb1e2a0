"""Records that a person wrote: nothing is guessed, and nothing is read over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

import pytest
from pydantic import ConfigDict, ValidationError

from tsi_eval.strict import STRICT, parsed


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Record:
    __pydantic_config__ = ConfigDict(**STRICT)

    name: str
    days: int = 0
    share: float = 0.0
    on: date | None = None
    parts: tuple[str, ...] = ()
    colour: Colour = Colour.RED


def test_plain_values_fill_their_fields_and_the_rest_is_as_declared() -> None:
    raw = {"name": "x", "days": 3, "share": 1, "on": date(2026, 11, 30), "parts": ["a", "b"], "colour": "red"}

    assert Record("x", 3, 1.0, date(2026, 11, 30), ("a", "b"), Colour.RED) == parsed(Record, raw)
    assert Record("x") == parsed(Record, {"name": "x"})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("dags", 3),
        ("days", "3"),
        ("days", 3.5),
        ("days", True),
        ("name", 3),
        ("share", "0.5"),
        ("on", "30 november"),
        ("parts", "ab"),
        ("parts", [1]),
        ("colour", "RED"),
    ],
)
def test_an_unknown_key_or_a_value_of_another_kind_is_refused_by_its_place(key: str, value: object) -> None:
    with pytest.raises(ValidationError) as error:
        parsed(Record, {"name": "x", key: value})

    assert key == error.value.errors()[0]["loc"][0]


def test_a_missing_key_is_refused() -> None:
    with pytest.raises(ValidationError) as error:
        parsed(Record, {"days": 1})

    assert [("name",)] == [item["loc"] for item in error.value.errors()]


def test_every_fault_is_found_at_once() -> None:
    with pytest.raises(ValidationError) as error:
        parsed(Record, {"name": 1, "days": "x", "more": 2})

    assert {"name", "days", "more"} == {item["loc"][0] for item in error.value.errors()}


def test_other_types_than_records_are_read_too() -> None:
    assert {"a": (1, 2)} == parsed(dict[str, tuple[int, ...]], {"a": [1, 2]})
