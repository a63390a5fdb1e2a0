"""That an answer is another one when it is computed otherwise, in one sentence.

What gives another answer was judged on exact values (`findings/turned.py`); here it is only said.

    Svaret beror på hur det räknas: med räknesättet ”utan hänsyn till kända ändringar i hur det
    räknas” pekar det åt andra hållet (+2 procent).
"""

from __future__ import annotations

from tsi_eval.findings import Quantity, Role, Turn, Turned
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.places import percent_from_one
from tsi_eval.report.words import Words


def turned_said(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return that an answer depends on how it is computed, and how; "" where it does not.

    Args:
        words: The released values and the language.
        finding: The numbers beside the answer, of the same report.
        answer: The answer.
    """
    others = ((turned, _number(finding, answer, turned)) for turned in answer.turned)
    ways = [_way(words, answer, turned, other) for turned, other in others if other is not None]
    return words.say("more.turned", ways="; ".join(ways)) if ways else ""


def _number(finding: ReleasedFinding, answer: ReleasedEstimate, turned: Turned) -> ReleasedEstimate | None:
    """Return the shown number that another way of computing gives."""
    for item in finding.estimates:
        is_it = (item.quantity, item.method) == (turned.quantity, turned.method)
        of_answer = (item.outcome, item.period) == (answer.outcome, answer.period)
        if is_it and of_answer and item.role is Role.SENSITIVITY and item.status == "shown":
            return item
    return None


def _way(words: Words, answer: ReleasedEstimate, turned: Turned, other: ReleasedEstimate) -> str:
    method = words.say(f"method.{turned.method}.name")
    if turned.how is Turn.WAY:
        return words.say("more.turned_way", method=method, value=_value(words, other))
    if turned.how is Turn.MATTER:
        return words.say("more.turned_matter", method=method)
    leaves_out = answer.verdict is not None and answer.verdict.leaves_out_nothing
    return words.say("more.turned_holds_nothing" if leaves_out else "more.turned_leaves_out_nothing", method=method)


def _value(words: Words, other: ReleasedEstimate) -> str:
    """Return a number as its answer's sentence would say it, with its unit."""
    if other.quantity is Quantity.RATE_RATIO:
        return words.say("more.turned_percent", value=percent_from_one(words, other)[0])
    unit = words.say("unit.points_of_share") if words.in_points(other) else words.unit(other)
    return f"{words.value(words.read(other))} {unit}".rstrip()
