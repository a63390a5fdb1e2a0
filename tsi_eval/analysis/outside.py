"""Changes of whom numbers do not name: nothing of it may move them.

Everybody outside a number's basis is tried, and not a sample: who is forgotten may be a single
person. Those outside the same numbers are tried together, since none of them may matter:

1. Persons and tallies are put together by the numbers that do not name them.
2. Each such group is divided into up to `TOGETHER` lots. A group of so few is tried one by one.
3. A lot is taken out of the study, or its tallies are raised, and the question is asked again.

Worked example. A share of 40 names 39 of them. The one who is left is a group, and a lot, of one.
In a study of 500, of whom a share names the 300 girls, the 200 others are tried in 8 lots of 25.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsi_eval.analysis.basis import TALLIED, Change, by_mark, named_in, raised, spread_out, tallies_of, without
from tsi_eval.findings import Finding
from tsi_eval.study import Study
from tsi_eval.study.tables import personal_tables

# So many lots of a group are tried, and so many groups of persons and of each table. More groups
# than that come of long series by month, and are tried from the first to the last.
TOGETHER, GROUPS = 8, 64


def outside(study: Study, finding: Finding) -> Iterator[Change]:
    """Yield studies without persons, or with other tallies, that numbers do not name."""
    tables = (study.table(table.name) for table in personal_tables() if table.name in study.tables())
    persons = set[str]().union(*(rows["person"] for rows in tables))
    yield from (without(study, frozenset(lot)) for lot in lots(finding, persons))
    for table in sorted({*study.tables()} & TALLIED.keys()):
        for lot in lots(finding, tallies_of(study, table)):
            yield from raised(study, table, lot)


def lots(finding: Finding, names: Iterable[str]) -> Iterator[list[str]]:
    """Yield persons or tallies that the same numbers do not name, some at a time."""
    named = [named_in(estimate) for estimate in by_mark(finding).values()]
    groups: dict[tuple[int, ...], list[str]] = {}
    for name in sorted(set(names)):
        if unnamed_by := tuple(place for place, members in enumerate(named) if name not in members):
            groups.setdefault(unnamed_by, []).append(name)
    every = list(groups.values())
    for place in spread_out(len(every), GROUPS):
        step = min(TOGETHER, len(every[place]))
        yield from (every[place][first::step] for first in range(step))
