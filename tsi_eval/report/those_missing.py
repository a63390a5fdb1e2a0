"""What a change is for all who were measured first: filled in, and without assumptions.

Both speak of those who were measured the first time, and of nobody else. Of somebody who was asked
and was not measured then nothing is known, so that no number here counts her; the report says so.

Example. 80 were asked, 74 were measured first, and 49 of them again. The answer of the 49 is −4.0.
It becomes −5.0 for the 74 with the other 25 filled in, and the 25 may move it anywhere between −9.5
and 1.5. All three are ways to the same number, so that the range that is said goes from −9.5 to 1.5
and holds the other two. The six who were never measured could move it further:

    För de 74 som mättes första gången är svaret −5,0 poäng, om de som inte mättes igen förändrades
    som andra med samma utgångsvärde. Utan antaganden om dem ligger det mellan −9,5 och 1,5. Det
    säger inget om de tillfrågade som inte mättes första gången.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tsi_eval.findings import Part, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.words import Words

# A binary fraction may miss the decimal that it stands for by this little.
ROUNDING = 1e-9


def with_those_missing(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    """Yield what the answer is for all who were measured first, and who is in none of it.

    Args:
        words: The released values and the language.
        finding: The numbers beside the answer, of the same report.
        answer: The answer.
    """
    others = _of_all_measured_first(finding, answer)
    if not others:
        return
    low, high = _outermost(words, answer, others)
    filled_in = [words.value(words.read(item)) for item in others if not item.quantity.record.ends]
    unit = words.say("unit.points_of_share") if words.in_points(answer) else words.unit(answer)
    places = {"low": low, "high": high, "unit": unit, "whom": _whom(words, others)}
    yield words.say(f"more.{_key(others)}", filled="".join(filled_in[:1]), **places)
    yield from _never_measured(words, finding, answer)


def _of_all_measured_first(finding: ReleasedFinding, answer: ReleasedEstimate) -> list[ReleasedEstimate]:
    """Return the shown answers to the same question for all who were measured first."""
    return [
        item
        for item in finding.estimates
        if item.group == Part.BEFORE
        and item.role is Role.SENSITIVITY
        and item.outcome == answer.outcome
        and item.status == "shown"
    ]


def _key(others: Sequence[ReleasedEstimate]) -> str:
    are_bounds = {item.quantity.record.ends != "" for item in others}
    if are_bounds == {True, False}:
        return "filled_and_missing"
    return "missing" if are_bounds == {True} else "filled"


def _whom(words: Words, others: Sequence[ReleasedEstimate]) -> str:
    """Return "de 74 som mättes första gången", without how many where that is not shown."""
    n = others[0].n
    return words.say("more.measured_first_hidden" if n is None else "more.measured_first", n=words.count(n))


def _never_measured(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    """Yield that those who were not measured first are in none of it.

    Where all who were asked were measured, and that is shown, there is nobody to speak of.
    """
    rate = next((item for item in finding.estimates if _is_of_first(item, answer)), None)
    if rate is None or rate.status != "shown" or rate.estimate is None:
        yield words.say("more.never_measured")
    elif rate.estimate < 1:
        yield words.say("more.never_measured_asked")


def _is_of_first(item: ReleasedEstimate, answer: ReleasedEstimate) -> bool:
    """Tell whether a number is which share of those who were asked were measured first."""
    is_rate = item.quantity is Quantity.RESPONSE and not item.note
    return is_rate and item.group == Part.BEFORE and item.outcome == answer.outcome


def _outermost(words: Words, answer: ReleasedEstimate, others: Sequence[ReleasedEstimate]) -> tuple[str, str]:
    """Return how far apart an answer and its alternatives lie, rounded outwards.

    A range without assumptions may not be said to be narrower than it is: with one decimal, a lower
    end of −9.51 is said as −9.6.
    """
    ends = [end for item in (answer, *others) for end in _ends(item)]
    decimals = min(answer.decimals, max(item.decimals for item in others))
    unit = 10.0**-decimals
    low = math.floor(min(ends) / unit + ROUNDING) * unit
    high = math.ceil(max(ends) / unit - ROUNDING) * unit
    rounded = replace(answer, decimals=decimals)
    return words.figure_of(rounded, low), words.figure_of(rounded, high)


def _ends(item: ReleasedEstimate) -> tuple[float, ...]:
    """Return both ends of bounds, which are all that bounds say; of any other number its value."""
    values = (item.ci_low, item.ci_high) if item.quantity.record.ends else (item.estimate,)
    return tuple(value for value in values if value is not None)
