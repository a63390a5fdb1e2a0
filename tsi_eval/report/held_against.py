"""What an answer about change is held against: who is missing, what comes by itself, what matters.

An answer alone can mislead. These sentences may stand after it, each only where the numbers that it
needs are shown beside the answer:

0. Between which means a ratio lies, and how many of each declared group a share is made of.
1. How large it is beside how much people differ (`in_spreads.py`).
2. Those who were not measured again: what the answer becomes when they are filled in, and how far
   it may lie when nothing is assumed of them (`those_missing.py`).
3. What would have been expected without any intervention, and what goes beyond it.
4. How the interval lies to the smallest change that matters, if the project lead declared one. It
   was judged on exact values (`findings/verdict.py`); here it is put into words.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings import Matter, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import has_sentence
from tsi_eval.report.by_groups import by_groups
from tsi_eval.report.in_spreads import in_spreads
from tsi_eval.report.not_shown import seems_to_lie_otherwise
from tsi_eval.report.those_missing import with_those_missing
from tsi_eval.report.words import NONE, Words


def held_against(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    """Yield the sentences that belong to an answer, from numbers that are shown beside it."""
    yield from from_what(words, finding, answer)
    if groups := by_groups(words, finding, answer):
        yield groups
    if size := in_spreads(words, finding, answer):
        yield size
    yield from with_those_missing(words, finding, answer)
    yield from _beyond_expected(words, finding, answer)
    yield from to_what_matters(words, finding, answer)


def is_small(answer: ReleasedEstimate) -> bool:
    """Tell whether all of the interval lies closer to nothing than what was declared to matter."""
    return answer.verdict is not None and answer.verdict.matter in {Matter.SMALL, Matter.LITTLE}


def matters(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return the smallest change that matters, or a dash."""
    declared = _beside(finding, answer, Quantity.SMALLEST_THAT_MATTERS)
    return NONE if declared is None else words.value(declared)


def beyond_expected(finding: ReleasedFinding, answer: ReleasedEstimate) -> ReleasedEstimate | None:
    """Return what of a change is left beyond what would have come by itself, if that is shown."""
    return _beside(finding, answer, Quantity.BEYOND_EXPECTED)


def _beyond_expected(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    """Say how the group would have moved by itself, and what is left of the change beyond that."""
    expected = _beside(finding, answer, Quantity.EXPECTED_CHANGE)
    beyond = beyond_expected(finding, answer)
    if expected is None or beyond is None:
        return
    yield words.say(
        "more.expected",
        value=words.value(words.read(expected)),
        unit=words.unit(expected),
        beyond=words.value(words.read(beyond)),
        interval=words.interval_said(words.read(beyond)),
    )


def from_what(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    """Yield between which means a ratio lies: a fall by a fifth may be of much or of little."""
    first, _, last = answer.period.partition(" > ")
    if answer.quantity is not Quantity.RATE_RATIO or not last:
        return
    means = {item.period: item for item in finding.estimates if _is_mean_beside(item, answer)}
    if first in means and last in means:
        before, after = (words.value(words.read(means[period])) for period in (first, last))
        yield words.say("more.means_moved", before=before, after=after)


def _is_mean_beside(item: ReleasedEstimate, answer: ReleasedEstimate) -> bool:
    alike = item.outcome == answer.outcome and item.group == answer.group
    return item.quantity is Quantity.MEAN and alike and item.status == "shown"


def expected_alone(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return how the group would have moved by itself, for an answer that can't be told, or ""."""
    expected = _beside(finding, answer, Quantity.EXPECTED_CHANGE)
    if expected is None or answer.verdict is None or answer.verdict.leaves_out_nothing:
        return ""
    return words.say("more.expected_alone", value=words.value(words.read(expected)), unit=words.unit(expected))


def to_what_matters(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    """Yield how the interval lies to the smallest change that matters, where one was declared."""
    declared = _beside(finding, answer, Quantity.SMALLEST_THAT_MATTERS)
    matter = None if answer.verdict is None else answer.verdict.matter
    if declared is None or matter is None:
        return
    exact = seems_to_lie_otherwise(answer, declared.estimate or 0.0)
    # Of a change that may be nothing and is too small to matter, the answer itself says so.
    if matter is Matter.SMALL and not exact:
        return
    farthest = max((answer.ci_low or 0.0, answer.ci_high or 0.0), key=abs)
    key = f"more.matters_{matter}"
    yield words.say(
        f"{key}_exact" if exact and has_sentence(f"{key}_exact") else key,
        matters=words.value(declared),
        unit=words.unit(answer),
        end=words.figure_of(answer, farthest),
    )


def _beside(finding: ReleasedFinding, answer: ReleasedEstimate, quantity: Quantity) -> ReleasedEstimate | None:
    """Return the number of a quantity that is shown beside an answer, of the same outcome."""
    found = (item for item in finding.estimates if item.quantity is quantity and item.outcome == answer.outcome)
    return next((item for item in found if item.status == "shown"), None)
