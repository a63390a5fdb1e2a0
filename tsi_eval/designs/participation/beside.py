"""Who took part, beside who could have: the same division of both.

The pupils of the units that are named could have taken part. A unit declares how they are divided,
such as by sex; nobody is counted from any file. Where some unit does not say it, nothing is
compared.

Example. Of 80 families 44 have a girl, 55 %. The two schools declare 278 girls among 580 pupils,
48 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tsi_eval.designs.persons import Persons
from tsi_eval.designs.response import rate
from tsi_eval.findings import Cell, Estimate, Kind, Note, people
from tsi_eval.study import Study, Unit

# Unit → label → pupils.
Division = Mapping[str, Mapping[str, int]]


def division(study: Study, units: Iterable[str], column: str) -> Division | None:
    """Return how some units' pupils are divided by a column; None where some unit lacks it."""
    named = {unit.id: unit for unit in study.units}
    found = {name: _of(named.get(name), column) for name in units}
    return found if found and column and all(found.values()) else None


def without_division(study: Study, units: Iterable[str], column: str) -> int:
    """Return of how many of some units it is not known how their pupils are divided."""
    named = {unit.id: unit for unit in study.units}
    return sum(not _of(named.get(name), column) for name in units)


def _of(unit: Unit | None, column: str) -> Mapping[str, int]:
    return {} if unit is None else unit.pupils_by.get(column, {})


def beside(design: str, stage: str, groups: Mapping[str, Persons], pupils: Division) -> Iterator[Estimate]:
    """Yield each group's share of those at the first stage, and its share of the pupils.

    Args:
        design: Name of the design.
        stage: The first stage.
        groups: "" for all at the first stage, and "column=label" → those of them.
        pupils: How those who could have taken part are divided.
    """
    everyone = groups[""]
    for name, members in groups.items():
        _, _, label = name.partition("=")
        if any(label in labels for labels in pupils.values()):
            cell = people(everyone, members, kind=Kind.PERSON)
            yield rate(design, cell, group=name, period=stage, note=Note.TOOK_PART)
            yield rate(design, _pupils(name, label, pupils), group=name, period=stage, note=Note.COULD_HAVE)


def _pupils(name: str, label: str, pupils: Division) -> Cell:
    column, _, _ = name.partition("=")
    tallies = {
        f"pupils|{unit}|{column}|{one}": n for unit, labels in sorted(pupils.items()) for one, n in labels.items()
    }
    part = frozenset((key, n) for key, n in tallies.items() if key.endswith(f"|{column}|{label}"))
    whole = frozenset(tallies.items())
    return Cell(
        kind=Kind.PERSON,
        n=sum(tallies.values()),
        tallies=whole,
        numerator=sum(n for _, n in part),
        numerator_tallies=part,
        rest_tallies=whole - part,
    )
