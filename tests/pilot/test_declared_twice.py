"""What a source declares twice is refused: one of both would win in silence."""

from __future__ import annotations

from typing import Any

import pytest

from tsi_eval.pilot.declared_twice import twice_problems
from tsi_eval.pilot.source import FileFormat, InstrumentUse, Source


def found(**declared: Any) -> list[tuple[str, object, object]]:
    """Return what is wrong with a source: code, key, and the column or word."""
    source = Source(**{"id": "s", "table": "measures", "files": ("t.csv",)} | declared)
    problems = [*twice_problems(source)]
    assert all(problem.text(language) for problem in problems for language in ("sv", "en"))
    return [(p.code, p.params.get("key"), p.params.get("column", p.params.get("word"))) for p in problems]


def test_word_in_two_spellings_has_one_meaning() -> None:
    values = {"arena": {"Korridor": "a", "korridor ": "b", "möte": "c"}}

    assert [("E359", "source.s.values.arena", "korridor")] == found(values=values)
    assert [] == found(values={"arena": {"Korridor": "a", "korridor": "a", "korridoren": "a"}})


@pytest.mark.parametrize(
    ("declared", "key"),
    [
        ({"stages": {"offered": "X", "started": "X"}}, "stages"),
        ({"series": {"a": "X", "b": "X"}}, "series"),
        ({"series": {"a": {"north": "X", "south": "X"}}}, "series"),
        ({"series": {"a": {"north": "X"}, "b": {"north": "X"}}}, "series"),
        ({"outcomes": {"score": {"T0": ("X",), "T1": ("X",)}}}, "outcomes.score"),
        ({"outcomes": {"score": ("X", "Y", "X")}}, "outcomes.score"),
        ({"instrument": InstrumentUse(key="sdq_parent", items="X", prefix="sdq")}, "instrument.items"),
    ],
)
def test_column_is_one_thing(declared: dict[str, Any], key: str) -> None:
    assert [("E352", f"source.s.{key}", "X")] == found(**declared)


@pytest.mark.parametrize(
    "declared",
    [
        {"stages": {"offered": "X", "started": "Y"}},
        {"outcomes": {"whole": ("X", "Y"), "part": ("X",)}},
        {"outcomes": {"score": {"T0": ("X",), "T1": ("Y",)}}},
        {"instrument": InstrumentUse(key="sdq_parent", items="p{item:02}", prefix="sdq")},
    ],
)
def test_columns_of_several_things_are_several(declared: dict[str, Any]) -> None:
    assert [] == found(**declared)


def test_one_sign_does_not_part_both_decimals_and_thousands() -> None:
    assert ["E293"] == [code for code, _, _ in found(format=FileFormat(decimal=".", thousands="."))]
    assert [] == found(format=FileFormat(decimal=",", thousands="."))
    assert [] == found(format=FileFormat())
