"""What was counted, in words: it stands first in an answer, before what a model makes of it.

    397 sedan starten, 281 under samma månader året före
    129 av 397 från starten, 69 av 281 före. Andelen
    i genomsnitt 3,1 veckor för familjer under piloten och 5,0 för familjer före den. Skillnaden är

The numbers are released ones that stand beside the answer. Where one is hidden, less is said. So it
is where one is of another report: a year before that was counted when there were fewer months is
not held against a newer count.
"""

from __future__ import annotations

from collections.abc import Iterable

from tsi_eval.findings import Part, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.dates import of_the_same_report, own_date
from tsi_eval.report.words import HIDDEN, Words


def observed(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return what was counted or measured of an answer's outcome, or "" where nothing is."""
    same = of_the_same_report(finding, answer).estimates
    if answer.quantity is Quantity.MEAN_DIFFERENCE:
        return _means(words, same, answer)
    if answer.quantity is Quantity.ABSENCE_CHANGE:
        return _absence(words, same, answer)
    about = (Quantity.COUNT, answer.outcome, answer.group, "")
    counts = {
        item.period: item for item in finding.estimates if (item.quantity, item.outcome, item.group, item.axis) == about
    }
    if Part.SINCE_START in counts:
        return _since_start(words, counts, answer)
    if {Part.BEFORE_START, Part.AFTER_START} <= counts.keys():
        return _parts(words, same, answer)
    return ""


def _since_start(words: Words, counts: dict[str, ReleasedEstimate], answer: ReleasedEstimate) -> str:
    """Return what was counted since the start, beside the same months of the year before."""
    since = counts[Part.SINCE_START]
    said = {period: words.value(item) for period, item in counts.items() if item.as_of == since.as_of}
    before, first = said.get(Part.YEAR_BEFORE, HIDDEN), said.get(Part.FIRST_YEAR, HIDDEN)
    counted = words.value(since) + own_date(words, since, answer)
    if before == HIDDEN or (Part.FIRST_YEAR in counts and first == HIDDEN):
        return words.say("observed.alone", counted=counted)
    if Part.FIRST_YEAR not in counts:
        return words.say("observed.year_before", counted=counted, before=before)
    return words.say("observed.first_year", counted=counted, first=first, before=before)


def _parts(words: Words, same: Iterable[ReleasedEstimate], answer: ReleasedEstimate) -> str:
    """Return how many of how many there were from the start and before it; else only the share."""
    about = (answer.outcome, answer.group)
    beside = {(item.quantity, item.period): item for item in same if (item.outcome, item.group) == about}
    before, after = (
        (_value(words, beside.get((Quantity.COUNT, period))), _n(words, beside.get((Quantity.SHARE, period))))
        for period in (Part.BEFORE_START, Part.AFTER_START)
    )
    if HIDDEN in {*before, *after}:
        return words.say("observed.share")
    of_before, of_after = (words.say("observed.of_whole", part=part, whole=whole) for part, whole in (before, after))
    return words.say("observed.parts", before=of_before, after=of_after)


def _means(words: Words, same: Iterable[ReleasedEstimate], answer: ReleasedEstimate) -> str:
    """Return the means of the two groups that are compared; only who they are if one is hidden."""
    about = (Quantity.MEAN, answer.outcome, answer.period)
    means = {item.group: item for item in same if (item.quantity, item.outcome, item.period) == about}
    mean, other = (_value(words, means.get(group)) for group in (answer.group, answer.reference))
    return words.say(
        "observed.difference" if HIDDEN in {mean, other} else "observed.means",
        mean=mean,
        other=other,
        unit=words.unit(answer),
        group=words.group_name(answer.group),
        reference=words.group_name(answer.reference),
    )


def _absence(words: Words, same: Iterable[ReleasedEstimate], answer: ReleasedEstimate) -> str:
    """Return a group's absence from the start and before it, where both are shown."""
    rates = {item.period: item for item in same if (item.quantity, item.group) == (Quantity.ABSENCE, answer.group)}
    before, after = (_value(words, rates.get(period)) for period in (Part.BEFORE_START, Part.AFTER_START))
    key = "observed.absence_moved" if HIDDEN in {before, after} else "observed.absence"
    return words.say(key, before=before, after=after)


def _value(words: Words, item: ReleasedEstimate | None) -> str:
    return HIDDEN if item is None else words.value(words.read(item))


def _n(words: Words, item: ReleasedEstimate | None) -> str:
    return HIDDEN if item is None else words.count(item.n)
