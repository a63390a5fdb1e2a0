"""How many of each declared group came all the way, in words: paper and tables have them too.

A question such as "how many completed, digitally and in person?" asks of groups, whose bars stand
in a figure. Where every declared group has both ends of the way shown, they are said:

    Efter grupp: digitalt 37 av 69; på plats 27 av 51.

Where some group is hidden, nothing is said of any: the figure names those without a row.
"""

from __future__ import annotations

from collections.abc import Sequence

from tsi_eval.findings import Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.words import Words

AXIS = "stage"
# More groups than these are read in the figure.
MOST = 4


def by_groups(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return how many of each group came all the way, or ""."""
    groups = words.groups(finding)
    if answer.axis != AXIS or not 1 < len(groups) <= MOST:
        return ""
    counts = [item for item in finding.estimates if item.quantity is Quantity.COUNT and item.axis == AXIS]
    ways = [_way(counts, group, answer.period) for group in groups]
    if any(way is None for way in ways):
        return ""
    said = [_said(words, group, way) for group, way in zip(groups, ways, strict=True) if way is not None]
    return words.say("by_groups.all", groups="; ".join(said))


def _way(counts: Sequence[ReleasedEstimate], group: str, last: str) -> tuple[int, int] | None:
    """Return how many of a group came to the last stage, and how many there were at the first."""
    every = [item for item in counts if item.group == group]
    shown = {item.period: item.n for item in every if item.status == "shown" and item.n is not None}
    if not every or last not in shown or every[0].period not in shown:
        return None
    return shown[last], shown[every[0].period]


def _said(words: Words, group: str, way: tuple[int, int]) -> str:
    part, whole = map(words.count, way)
    return words.say("by_groups.one", group=words.group_name(group), part=part, whole=whole)
