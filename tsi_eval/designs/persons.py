"""Persons: in what order they are taken, what they belong to, and the cells that a number rests on.

No result may depend on a pseudonym, not even in its last digit. Sums of floating-point numbers
depend on the order of their terms, so persons are put in an order that follows their values.
Example: "a7" has the values (3, 5) and "02" has (1, 4). The order is "02", "a7", because 1 comes
before 3; with the two pseudonyms exchanged it would be "a7", "02", and the sums the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tsi_eval.findings import Cell, Kind, people
from tsi_eval.study import Study

Persons = frozenset[str]
UNKNOWN = "?"
# Of fewer, nobody can tell how much clusters differ.
FEWEST_CLUSTERS = 5


def belonging(study: Study, cluster: str, persons: Iterable[str]) -> dict[str, str]:
    """Return every person → what it belongs to; empty when persons stand for themselves."""
    names = sorted(persons)
    return dict(zip(names, study.clusters(cluster, names), strict=True)) if cluster else {}


def divided(study: Study, column: str, persons: Persons) -> dict[str, Persons]:
    """Return persons by what they have in a column, as "column=value" → persons.

    Those who lack it are "column=?".
    """
    known = study.attribute(column)
    known = known[known.index.isin(persons)]
    named = {f"{column}={value}": frozenset(known.index[known == value]) for value in sorted(known.unique())}
    rest = persons - frozenset(known.index)
    return named | ({f"{column}={UNKNOWN}": rest} if rest else {})


def in_order(values: Mapping[str, tuple[float, ...]], belongs: Mapping[str, str]) -> list[str]:
    """Return persons in an order that never depends on their names.

    It follows their own values, and then those of the persons they belong with.
    """
    together: dict[str, list[tuple[float, ...]]] = {}
    for person, value in values.items():
        together.setdefault(belongs.get(person, person), []).append(value)
    return sorted(values, key=lambda p: (values[p], sorted(together[belongs.get(p, p)]), belongs.get(p, ""), p))


def numbered(names: Sequence[str]) -> tuple[int, ...]:
    """Return each name as its number in order of appearance.

    Sums over the names themselves would depend on them.
    """
    known = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return tuple(known[name] for name in names)


def cluster_numbers(persons: Sequence[str], belongs: Mapping[str, str]) -> tuple[int, ...]:
    """Return what each of these persons belongs to, as a number.

    When persons stand for themselves there is nothing: ().
    """
    return numbered([belongs[person] for person in persons]) if belongs else ()


def resting_on(persons: Persons, belongs: Mapping[str, str], part: Persons | None = None) -> tuple[Cell, ...]:
    """Return the cell of these persons, then the cells of those whom they belong to.

    Of a share, those whom each of its two sides belongs to have a cell.
    """
    first = people(persons, part, kind=Kind.PERSON)
    if not belongs:
        return (first,)
    sides = (persons,) if part is None else tuple(side for side in (part, persons - part) if side)
    groups = (frozenset(belongs[person] for person in side) for side in sides)
    return (first, *(people(group, kind=Kind.PERSON) for group in groups))
