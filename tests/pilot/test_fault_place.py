"""A fault stands at the key that the person wrote, whatever forms pydantic tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

import pytest
from annotated_types import MinLen

from tsi_eval.language import Text
from tsi_eval.pilot.fault_place import place_of
from tsi_eval.pilot.files import PilotFile, SourcesFile

Columns = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A table of its own."""

    start: str
    words: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    """Every shape that a declaration has."""

    name: str
    forms: Mapping[str, str | Inner] = field(default_factory=dict)
    lists: Mapping[str, Columns | Mapping[str, Columns]] = field(default_factory=dict)
    many: Annotated[tuple[Inner, ...], MinLen(1)] = ()
    free: Mapping[str, Any] = field(default_factory=dict)
    maybe: Inner | None = None


@pytest.mark.parametrize(
    ("location", "keys"),
    [
        (("name",), "name"),
        (("forms", "strong", "str"), "forms.strong"),
        (("forms", "strong", "Inner"), "forms.strong"),
        (("forms", "strong", "Inner", "strat"), "forms.strong.strat"),
        (("forms", "str", "str"), "forms.str"),
        (("forms", "function-x", "Inner", "start"), "forms.function-x.start"),
        (("forms", "dict", "Inner", "words", "sv"), "forms.dict.words.sv"),
        (("lists", "tuple", "tuple[str, ...]", 0), "lists.tuple.1"),
        (("lists", "score", "tuple[str, ...]"), "lists.score"),
        (("lists", "score", "dict[str,tuple[str, ...]]", "T0", 2), "lists.score.T0.3"),
        (("many", 0, "words", "en"), "many.1.words.en"),
        (("many",), "many"),
        (("maybe", "start"), "maybe.start"),
        (("free", "dataclass", "x"), "free.dataclass.x"),
        ((), ""),
    ],
)
def test_location_is_walked_along_the_types(location: tuple[int | str, ...], keys: str) -> None:
    assert keys == ".".join(place_of(Outer, {}, location).keys)


def test_table_among_many_has_its_id_where_it_has_one() -> None:
    raw = {"source": [{"id": "forms"}, {"id": " "}, {}]}

    names = [place_of(SourcesFile, raw, ("source", place, "table")).keys[1] for place in range(3)]

    assert ["forms", "2", "3"] == names


def test_keys_that_may_stand_beside_it_are_those_of_its_own_table() -> None:
    top = place_of(PilotFile, {}, ("municipalty",))
    days = place_of(PilotFile, {"windows": {"T0": {"strat": 1}}}, ("windows", "T0", "Days", "strat"))
    window = place_of(PilotFile, {"windows": {"T0": 3}}, ("windows", "T0", "str"))

    assert "municipality" in top.known
    assert ("start", "end", "since", "days") == days.known
    assert () == window.known
