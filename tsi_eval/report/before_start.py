"""How an answer's outcome moved already before the start: in words, so that paper has it too.

A trend that was under way is what a change is most often taken for. Its numbers stand in a table
behind a fold. Two kinds of answers have them:

- a series has its trend per year, which what is expected prolongs;
- a share before and from a start has the share of each school year that had ended by then.

    Läsåren före starten var andelen 20,2 % (2020/21), 20,9 % (2021/22) och 24,6 % (2022/23).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tsi_eval.findings import Part, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.dates import of_the_same_report
from tsi_eval.report.places import percent_from_one
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

# Fewer years than this are no movement.
FEWEST = 2
# The last month of a school year, after the years that it is named by.
LAST_MONTH = "06"


def before_start(words: Words, finding: ReleasedFinding) -> str:
    """Return how an answer's outcome moved before the start, or "" where nothing is shown of it."""
    answer = next(iter(headlines(finding)), None)
    if answer is None or answer.status != "shown":
        return ""
    return _trend(words, finding, answer) or _years(words, finding, answer)


def already(words: Words, finding: ReleasedFinding) -> str:
    """Return that a share moved as the answer does in each year before the start, or ""."""
    answer = next(iter(headlines(finding)), None)
    if answer is None or answer.status != "shown" or answer.quantity is not Quantity.SHARE_DIFFERENCE:
        return ""
    shown = _shown_years(finding, answer)
    values = [point.estimate or 0.0 for point in shown]
    way = answer.estimate or 0.0
    if len(shown) < FEWEST or not all((after - before) * way > 0 for before, after in pairwise(values)):
        return ""
    return words.say("before_start.already", values=_listed(words, shown))


def _trend(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    for item in of_the_same_report(finding, answer).estimates:
        is_trend = item.quantity is Quantity.RATE_RATIO and item.period == Part.BEFORE_START
        if is_trend and item.role is Role.SUPPORTING and item.status == "shown":
            value, interval = percent_from_one(words, item)
            return words.say("before_start.trend", percent=value, percent_interval=interval)
    return ""


def _years(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    shown = _shown_years(finding, answer)
    return "" if len(shown) < FEWEST else words.say("before_start.years", values=_listed(words, shown))


def _shown_years(finding: ReleasedFinding, answer: ReleasedEstimate) -> list[ReleasedEstimate]:
    """Return the shares of the school years that had ended at the start, of the answer's report."""
    points = finding.series.get(answer.group, ())
    earlier = [point for point in points if _ended_before(point, finding.start) and point.status == "shown"]
    return [point for point in earlier if point.as_of == answer.as_of]


def _ended_before(point: ReleasedEstimate, start: str) -> bool:
    """Tell whether a school year, such as "2022/23", had ended when something started."""
    if point.axis != "school_year" or not start:
        return False
    return f"{int(point.period[:4]) + 1}-{LAST_MONTH}" < start


def _listed(words: Words, points: Sequence[ReleasedEstimate]) -> str:
    said = [
        words.say("before_start.year", value=words.value(words.read(point)), year=words.label(point.period))
        for point in points
    ]
    return words.say("word.and").join((", ".join(said[:-1]), said[-1]))
