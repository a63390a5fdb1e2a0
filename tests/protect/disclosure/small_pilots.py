"""Families of small pilots: what is counted in each, and what a reader would like to know of it.

A pilot is given by the sizes of the pieces that it is made of. Each family returns the numbers of
its report, and every size that its words name, with those who left, by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product

import made

from tsi_eval.findings import Estimate, Kind, Quantity, Role, people

TOWNS = "abc"
STAGES = ("in", "half", "out")
Persons = frozenset[str]
Pilot = tuple[int, ...]
Sizes = dict[str, int]
Family = Callable[[Pilot], tuple[list[Estimate], Sizes]]


def towns(pilot: Pilot) -> tuple[list[Estimate], Sizes]:
    """Return how many live in each town, and in all."""
    inside = {name: persons(name, n) for name, n in zip(TOWNS, pilot, strict=True) if n}
    numbers = [count("", "in", union(inside.values()))]
    numbers += [count(f"town={name}", "in", whom) for name, whom in inside.items()]
    return numbers, dict(zip(TOWNS, pilot, strict=True))


def two_stages(pilot: Pilot) -> tuple[list[Estimate], Sizes]:
    """Return two towns by two stages: who stayed (and left) in a, and in b."""
    sizes = {"a": pilot[:2], "b": pilot[2:]}
    inside = {name: (persons(name, sum(pair)), persons(name, pair[0])) for name, pair in sizes.items() if sum(pair)}
    everyone = tuple(union(pair[at] for pair in inside.values()) for at in (0, 1))
    groups = {"": (everyone[0], everyone[1])} | {f"town={name}": pair for name, pair in inside.items()}
    numbers = [share("", "out", *groups[""], Role.HEADLINE)]
    for group, (began, stayed) in groups.items():
        numbers += [count(group, "in", began), count(group, "out", stayed), share(group, "out", began, stayed)]
    stayed_and_left = {name: (pair[0], pair[1], sum(pair)) for name, pair in sizes.items()}
    stayed_and_left["all"] = (pilot[0] + pilot[2], pilot[1] + pilot[3], sum(pilot))
    return numbers, {f"{name} {at}": n for name, three in stayed_and_left.items() for at, n in enumerate(three)}


def three_stages(pilot: Pilot) -> tuple[list[Estimate], Sizes]:
    """Return one group that began, came half-way and finished: finished, left later, left early."""
    finished, left_later, left_early = pilot
    sizes = {"in": sum(pilot), "half": finished + left_later, "out": finished}
    inside = {stage: persons("a", n) for stage, n in sizes.items()}
    numbers = [share("", "out", inside["in"], inside["out"], Role.HEADLINE)]
    numbers += [count("", stage, inside[stage]) for stage in STAGES]
    numbers += [share("", stage, inside["in"], inside[stage]) for stage in STAGES[1:]]
    return numbers, sizes | {"left early": left_early, "left later": left_later, "left": left_early + left_later}


def two_way(pilot: Pilot) -> tuple[list[Estimate], Sizes]:
    """Return a table of two towns by two kinds, with margins and total; empty cells count too."""
    cells = {place: persons("".join(place), n) for place, n in zip(product("ab", "xy"), pilot, strict=True)}
    rows = {name: union(whom for (town, _), whom in cells.items() if town == name) for name in "ab"}
    columns = {name: union(whom for (_, kind), whom in cells.items() if kind == name) for name in "xy"}
    groups = {"": union(cells.values())}
    groups |= {f"town={name}": whom for name, whom in rows.items() if whom}
    groups |= {f"kind={name}": whom for name, whom in columns.items() if whom}
    groups |= {f"{town}{kind}": whom for (town, kind), whom in cells.items() if rows[town] and columns[kind]}
    numbers = [count(group, "in", whom) for group, whom in groups.items()]
    named = {name: len(whom) for of in (rows, columns) for name, whom in of.items()}
    return numbers, named | {"".join(place): len(whom) for place, whom in cells.items()}


def of_sizes(parts: int, least: int, most: int) -> Iterator[Pilot]:
    """Yield every pilot of so many parts, of the least to the most persons."""
    return (pilot for total in range(least, most + 1) for pilot in _sums(total, parts))


def _sums(total: int, parts: int) -> Iterator[Pilot]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in _sums(total - first, parts - 1))


def persons(name: str, n: int) -> Persons:
    return frozenset(f"{name}{i}" for i in range(n))


def union(sets: Iterable[Persons]) -> Persons:
    return Persons().union(*sets)


def count(group: str, stage: str, whom: Persons) -> Estimate:
    cell = people(whom, kind=Kind.PERSON)
    return made.estimate(Quantity.COUNT, float(len(whom)), cell, group=group, period=stage, n=len(whom))


def share(group: str, stage: str, whole: Persons, part: Persons, role: Role = Role.SUPPORTING) -> Estimate:
    cell = people(whole, part, kind=Kind.PERSON)
    value = len(part) / len(whole)
    return made.estimate(Quantity.SHARE, value, cell, group=group, period=stage, n=len(whole), role=role)
