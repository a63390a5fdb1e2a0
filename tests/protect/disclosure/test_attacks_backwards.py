"""A reader who runs the rules backwards.

She writes down every small pilot of a family, makes the report of each, and keeps those whose
report is the one before her, number by number: shown, a band, or hidden. If a count of one to four
is the same in all of them, she has learned it. She is asked about every group that the words name,
and about those who left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import product

import made
import pytest

from tsi_eval.findings import Estimate, Kind, Quantity, Role, people
from tsi_eval.protect.disclosure.deciding import decide

FEW = range(1, 5)


TOWNS = "abc"
Persons = frozenset[str]
Pilot = tuple[int, ...]
Named = dict[tuple[str, str], Persons]


def persons(name: str, n: int) -> Persons:
    return frozenset(f"{name}{i}" for i in range(n))


def count(group: str, stage: str, whom: Persons) -> Estimate:
    cell = people(whom, kind=Kind.PERSON)
    return made.estimate(Quantity.COUNT, float(len(whom)), cell, group=group, period=stage, n=len(whom))


def share(group: str, whole: Persons, part: Persons, role: Role = Role.SUPPORTING) -> Estimate:
    cell = people(whole, part, kind=Kind.PERSON)
    value = len(part) / len(whole)
    return made.estimate(Quantity.SHARE, value, cell, group=group, period="out", n=len(whole), role=role)


def towns(pilot: Pilot) -> tuple[list[Estimate], dict[str, int]]:
    """Return how many live in each town, and in all; and what is to be learned."""
    inside = {name: persons(name, n) for name, n in zip(TOWNS, pilot, strict=True) if n}
    everyone = Persons().union(*inside.values())
    numbers = [count("", "in", everyone), *(count(f"town={name}", "in", whom) for name, whom in inside.items())]
    return numbers, dict(zip(TOWNS, pilot, strict=True))


def stages(pilot: Pilot) -> tuple[list[Estimate], dict[str, int]]:
    """Return two towns by two stages: who stayed (and left) in a, and in b."""
    sizes = {"a": pilot[:2], "b": pilot[2:]}
    inside = {name: (persons(name, sum(pair)), persons(name, pair[0])) for name, pair in sizes.items() if sum(pair)}
    everyone = tuple(Persons().union(*(pair[at] for pair in inside.values())) for at in (0, 1))
    groups = {"": (everyone[0], everyone[1])} | {f"town={name}": pair for name, pair in inside.items()}
    numbers = [share("", *groups[""], Role.HEADLINE)]
    for group, (began, stayed) in groups.items():
        numbers += [count(group, "in", began), count(group, "out", stayed), share(group, began, stayed)]
    stayed_and_left = {name: (pair[0], pair[1], sum(pair)) for name, pair in sizes.items()}
    stayed_and_left["all"] = (pilot[0] + pilot[2], pilot[1] + pilot[3], sum(pilot))
    return numbers, {f"{name} {at}": n for name, three in stayed_and_left.items() for at, n in enumerate(three)}


def report(numbers: list[Estimate]) -> tuple[object, ...]:
    """Return all that a reader sees: groups that are hidden whole are not named."""
    rows = [
        (
            item.group,
            item.period,
            item.quantity,
            decision,
            item.n if decision.status != "suppressed" else None,
            item.estimate if decision.status == "shown" else None,
        )
        for item, decision in zip(numbers, decide(tuple(numbers), (), "default"), strict=True)
    ]
    named = {row[0] for row in rows if row[3].status != "suppressed"} | {""}
    return tuple(row for row in rows if row[0] in named)


def sums(total: int, parts: int) -> Iterator[Pilot]:
    """Yield every way in which so many parts add up."""
    return (way for way in product(range(total + 1), repeat=parts) if sum(way) == total)


Family = Callable[[Pilot], tuple[list[Estimate], dict[str, int]]]


def attack(family: Family, parts: int, least: int, most: int, judged: range) -> tuple[int, int]:
    """Return how many pilots of the judged sizes were tried, and in how many something was learned.

    Pilots from the least to the most persons may be behind a report.
    """
    same: dict[tuple[object, ...], list[tuple[int, dict[str, int]]]] = defaultdict(list)
    for total in range(least, most + 1):
        for pilot in sums(total, parts):
            numbers, secrets = family(pilot)
            same[report(numbers)].append((total, secrets))
    tried = learned = 0
    for pilots in same.values():
        of_them = sum(total in judged for total, _ in pilots)
        values = ({secrets[name] for _, secrets in pilots} for name in pilots[0][1])
        tried += of_them
        learned += of_them * any(len(sizes) == 1 and min(sizes) in FEW for sizes in values)
    return tried, learned


def test_every_pilot_of_three_towns_and_thirteen_persons() -> None:
    tried, learned = attack(towns, 3, 13, 13, range(13, 14))

    print(f"tried {tried} pilots, learned {learned}")  # noqa: T201
    assert 0 == learned


@pytest.mark.slow
def test_every_pilot_of_three_towns() -> None:
    tried, learned = attack(towns, 3, 1, 26, range(12, 24))

    print(f"tried {tried} pilots, learned {learned}")  # noqa: T201
    assert 0 == learned


@pytest.mark.slow
def test_every_pilot_of_two_towns_by_two_stages() -> None:
    tried, learned = attack(stages, 4, 1, 17, range(12, 15))

    print(f"tried {tried} pilots, learned {learned}")  # noqa: T201
    assert 0 == learned
