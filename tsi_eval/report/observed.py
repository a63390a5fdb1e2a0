"""What was counted, in words: it stands first in an answer, before what a model makes of it.

    397 sedan starten, 281 under samma månader året före
    129 av 397 från starten, 69 av 281 före. Andelen
    i genomsnitt 3,1 veckor för familjer under piloten och 5,0 för familjer före den. Skillnaden är

The numbers are released ones that stand beside the answer. Where one is hidden, less is said, and
of parts whose counts are hidden only the share.
"""

from __future__ import annotations

from tsi_eval.findings import Part, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.dates import own_date
from tsi_eval.report.words import HIDDEN, Words


def observed(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return what was counted or measured of an answer's outcome, or "" where nothing is."""
    if answer.quantity is Quantity.MEAN_DIFFERENCE:
        return _means(words, finding, answer)
    if answer.quantity is Quantity.ABSENCE_CHANGE:
        return _absence(words, finding, answer)
    counts = _counts(words, finding, answer)
    if Part.SINCE_START in counts:
        return _since_start(words, counts)
    if {Part.BEFORE_START, Part.AFTER_START} <= counts.keys():
        return _parts(words, finding, answer)
    return ""


def _since_start(words: Words, counts: dict[str, str]) -> str:
    """Return what was counted since the start, beside the same months of the year before."""
    counted, first = counts[Part.SINCE_START], counts.get(Part.FIRST_YEAR)
    before = counts.get(Part.YEAR_BEFORE, HIDDEN)
    if HIDDEN in {before, first}:
        return words.say("observed.alone", counted=counted)
    if first is None:
        return words.say("observed.year_before", counted=counted, before=before)
    return words.say("observed.first_year", counted=counted, first=first, before=before)


def _parts(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return how many of how many there were from the start and before it.

    Only the share is named where any of them is hidden, or a count and its whole are of two
    reports.
    """
    before, after = (_of_whole(words, finding, answer, period) for period in (Part.BEFORE_START, Part.AFTER_START))
    if not before or not after:
        return words.say("observed.share")
    return words.say("observed.parts", before=before, after=after)


def _of_whole(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate, period: str) -> str:
    """Return "69 av 281", or "" where either is not shown."""
    about = (answer.outcome, answer.group, period)
    beside = [item for item in finding.estimates if (item.outcome, item.group, item.period) == about]
    count, share = (
        next((item for item in beside if item.quantity is quantity), None)
        for quantity in (Quantity.COUNT, Quantity.SHARE)
    )
    if (
        count is None
        or share is None
        or count.as_of != share.as_of
        or HIDDEN in {words.value(count), words.count(share.n)}
    ):
        return ""
    return words.say("observed.of_whole", part=words.value(count), whole=words.count(share.n)) + own_date(
        words, count, answer
    )


def _means(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return the means of the two groups that are compared; only who they are if one is hidden."""
    about = (Quantity.MEAN, answer.outcome, answer.period)
    means = {
        item.group: words.value(words.read(item)) + own_date(words, item, answer)
        for item in finding.estimates
        if (item.quantity, item.outcome, item.period) == about
    }
    mean, other = (means.get(group, HIDDEN) for group in (answer.group, answer.reference))
    return words.say(
        "observed.difference" if HIDDEN in {mean, other} else "observed.means",
        mean=mean,
        other=other,
        unit=words.unit(answer),
        group=words.group_name(answer.group),
        reference=words.group_name(answer.reference),
    )


def _absence(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return a group's absence from the start and before it, where both are shown."""
    rates = {
        item.period: words.value(item) + own_date(words, item, answer)
        for item in finding.estimates
        if (item.quantity, item.group) == (Quantity.ABSENCE, answer.group)
    }
    before, after = (rates.get(period, HIDDEN) for period in (Part.BEFORE_START, Part.AFTER_START))
    key = "observed.absence_moved" if HIDDEN in {before, after} else "observed.absence"
    return words.say(key, before=before, after=after)


def _counts(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> dict[str, str]:
    """Return the counts of the answer's outcome and group, by period.

    One of another report has its date beside it.
    """
    about = (Quantity.COUNT, answer.outcome, answer.group, "")
    return {
        item.period: words.value(item) + own_date(words, item, answer)
        for item in finding.estimates
        if (item.quantity, item.outcome, item.group, item.axis) == about
    }
