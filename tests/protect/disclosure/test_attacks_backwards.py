"""A reader who runs the rules backwards.

She writes down every small pilot of a family, makes the report of each, and keeps those whose
report is the one before her, number by number: shown, a band, or hidden. If a count of one to four
(under `strict` one to nine) is the same in all of them, she has learned it. She is asked about
every group that the words name, and about those who left.

Pilots of other sizes could have given the same report as well. They are made only where something
seems to be learned without them, and only if they have the numbers that the report shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest
from small_pilots import Family, Pilot, Sizes, of_sizes, three_stages, towns, two_stages, two_way

from tsi_eval.findings import Estimate
from tsi_eval.protect.disclosure.deciding import decide

FEW = {"default": range(1, 5), "strict": range(1, 10)}
STEP = {"default": 1, "strict": 5}
# Group, period, quantity and place of a number.
Place = tuple[object, ...]
Row = tuple[str, int | None, float | None, object]
# What a reader sees of each number: whether it is shown, its n, its value, and its band.
Report = tuple[tuple[Place, Row], ...]


@dataclass(frozen=True)
class Written:
    """A pilot that the reader has written down.

    Attributes:
        numbers: All of it.
        exact: Place → n and value, as they would be shown if nothing were hidden.
        sizes: What is to be learned, by name.
    """

    numbers: tuple[Estimate, ...]
    exact: dict[Place, tuple[int, float]]
    sizes: Sizes


@dataclass
class Reader:
    """One who writes down a family's pilots and makes their reports, each once."""

    family: Family
    policy: str = "default"
    written: dict[Pilot, Written] = field(default_factory=dict)
    reports: dict[Pilot, Report] = field(default_factory=dict)

    def writes(self, pilot: Pilot) -> Written:
        if pilot not in self.written:
            numbers, sizes = self.family(pilot)
            exact = dict(self._exact(numbers))
            self.written[pilot] = Written(tuple(numbers), exact, sizes)
        return self.written[pilot]

    def _exact(self, numbers: Iterable[Estimate]) -> Iterator[tuple[Place, tuple[int, float]]]:
        step = STEP[self.policy]
        for item in numbers:
            n = step * round(item.n / step)
            yield (item.group, item.period, item.quantity, item.role), (n, item.estimate if step == 1 else float(n))

    def report(self, pilot: Pilot) -> Report:
        """Return all that a reader sees: groups that are hidden whole are not named."""
        if pilot not in self.reports:
            self.reports[pilot] = self._made(self.writes(pilot))
        return self.reports[pilot]

    def _made(self, pilot: Written) -> Report:
        rows: list[tuple[Place, Row]] = []
        for (place, (n, value)), decision in zip(
            pilot.exact.items(), decide(pilot.numbers, (), self.policy), strict=True
        ):
            seen = None if decision.status == "suppressed" else n
            shown = value if decision.status == "shown" else None
            rows.append((place, (decision.status, seen, shown, (decision.reason, decision.band))))
        named = {place[0] for place, row in rows if row[0] != "suppressed"} | {""}
        return tuple(row for row in rows if row[0][0] in named)

    def may_be(self, pilot: Pilot, report: Report) -> bool:
        """Tell whether a pilot has the numbers that a report shows."""
        exact = self.writes(pilot).exact
        for place, (status, n, value, _) in report:
            if place not in exact:
                return False
            if status != "suppressed" and (exact[place][0] != n or value not in {None, exact[place][1]}):
                return False
        return True

    def learned(self, pilots: list[Pilot]) -> Sizes:
        """Return the small sizes that are the same in all of some pilots."""
        sizes = [self.writes(pilot).sizes for pilot in pilots]
        few = FEW[self.policy]
        return {name: n for name, n in sizes[0].items() if n in few and all(of[name] == n for of in sizes)}

    def learned_with(self, pilots: list[Pilot], others: Iterable[Pilot]) -> Sizes:
        """Return the same, where others may be behind the pilots' report as well."""
        known, report = self.learned(pilots), self.report(pilots[0])
        for other in others if known else ():
            if self.may_be(other, report) and self.report(other) == report:
                of_other = self.writes(other).sizes
                known = {name: n for name, n in known.items() if of_other[name] == n}
                if not known:
                    break
        return known


def attack(reader: Reader, judged: Iterable[Pilot], others: Iterable[Pilot] = ()) -> tuple[int, list[Pilot]]:
    """Return how many pilots were tried, and those of which something was learned.

    Others may be behind a report too.
    """
    same: dict[Report, list[Pilot]] = defaultdict(list)
    for pilot in judged:
        same[reader.report(pilot)].append(pilot)
    others, found = tuple(others), []
    for pilots in same.values():
        if known := reader.learned_with(pilots, others):
            print(f"learned {known} of {pilots}")  # noqa: T201
            found += pilots
    tried = sum(map(len, same.values()))
    print(f"tried {tried} pilots, learned {len(found)}, made {len(reader.reports)} reports")  # noqa: T201
    return tried, found


@dataclass(frozen=True)
class Asked:
    """Which pilots are tried: of what family, how many parts, and how many persons.

    Attributes:
        up_to: The most persons that a pilot behind a report may have.
        in_first: Only those with so many in their first two parts are tried, where it is given.
    """

    family: Family
    parts: int
    least: int
    most: int
    up_to: int
    policy: str = "default"
    in_first: int | None = None

    def learned(self) -> list[Pilot]:
        """Return the pilots of which something was learned."""
        judged = list(of_sizes(self.parts, self.least, self.most))
        of_others = ((self.most + 1, self.up_to), (1, self.least - 1))
        others = [pilot for ends in of_others for pilot in of_sizes(self.parts, *ends)]
        if self.in_first is not None:
            others = [pilot for pilot in judged if sum(pilot[:2]) != self.in_first] + others
            judged = [pilot for pilot in judged if sum(pilot[:2]) == self.in_first]
        return attack(Reader(self.family, self.policy), judged, others)[1]


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(Asked(towns, 3, 13, 13, 13), id="three towns"),
        pytest.param(Asked(towns, 3, 14, 14, 16, policy="strict"), id="three towns, strict"),
        pytest.param(Asked(two_stages, 4, 12, 12, 13, in_first=7), id="two towns by two stages"),
        pytest.param(Asked(three_stages, 3, 14, 14, 16), id="three stages"),
        pytest.param(Asked(two_way, 4, 12, 12, 13, in_first=7), id="two towns by two kinds"),
    ],
)
def test_every_pilot_of_a_few_persons(asked: Asked) -> None:
    assert [] == asked.learned()


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(Asked(towns, 3, 12, 30, 34), id="three towns"),
        pytest.param(Asked(towns, 3, 12, 24, 32, policy="strict"), id="three towns, strict"),
        pytest.param(Asked(two_stages, 4, 12, 17, 20), id="two towns by two stages"),
        pytest.param(Asked(three_stages, 3, 12, 30, 34), id="three stages"),
        pytest.param(Asked(two_way, 4, 12, 17, 20), id="two towns by two kinds"),
    ],
)
def test_every_pilot_of_more_persons(asked: Asked) -> None:
    assert [] == asked.learned()
