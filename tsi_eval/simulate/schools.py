"""The four invented schools."""

from __future__ import annotations

from dataclasses import dataclass

from tsi_eval.simulate.times import order


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school with grades 7–9.

    Attributes:
        id: Short name.
        label: Name for readers.
        pupils: Pupils in grades 7, 8 and 9.
        pilot: Whether Familjeteamet is there.
    """

    id: str
    label: str
    pupils: tuple[int, int, int]
    pilot: bool


SCHOOLS = (
    School(id="a", label="Skola A", pupils=(104, 106, 102), pilot=True),
    School(id="b", label="Skola B", pupils=(90, 88, 90), pilot=True),
    School(id="c", label="Skola C", pupils=(97, 96, 97), pilot=False),
    School(id="d", label="Skola D", pupils=(112, 110, 113), pilot=False),
)
PILOT_SCHOOLS = tuple(school for school in SCHOOLS if school.pilot)
_CODES = {"a": "00000101", "b": "00000102", "c": "00000103", "d": "00000104"}
_REORGANISED = "VT2024"
_CODE_AFTER = {"a": "00000151"}


def unit_code(school: str, term: str) -> str:
    """Return a school's unit code in a term; school A was reorganised in VT2024.

    Example:
        >>> unit_code("a", "HT2023"), unit_code("a", "VT2024")
        ('00000101', '00000151')
    """
    after = order(term) >= order(_REORGANISED)
    return _CODE_AFTER.get(school, _CODES[school]) if after else _CODES[school]


def spreadsheet_code(school: str, term: str) -> str:
    """Return the code as a spreadsheet keeps it: without its leading zeros."""
    return unit_code(school, term).lstrip("0")
