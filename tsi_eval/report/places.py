"""What fills the places of a sentence: every word and number that it may ask for.

A sentence of the catalogue has places in braces, such as "{outcome} {moved} i genomsnitt med {size}
{unit}". `places` gives all of them for one answer, whichever the sentence uses. A mean change of
-3.2 with an interval from -5.1 to -1.3 gives in Swedish, among others,

    value     −3,2                   with the decimals that its uncertainty supports
    size      3,2                    the same without its sign
    moved     sjönk                  by the number as it is read: -0.04 with one decimal is no fall
    interval  −5,1 till −1,3
    n         50

What the finding has no number for is a dash or empty. The numbers are as `words.Words` writes them.
Where one is of another report than the answer, its date stands beside it: "210 (nu)".
"""

from __future__ import annotations

import math
from functools import partial

from tsi_eval.findings import UNVERIFIED_NOTES, Part, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language.numbers import MINUS, interval, number
from tsi_eval.report.dates import of_the_same_report, own_date
from tsi_eval.report.held_against import matters
from tsi_eval.report.observed import observed
from tsi_eval.report.words import NO_INTERVAL, NONE, Words

# A sum of money is said with this many digits: it rests on assumptions that support no more.
ROUGH_DIGITS = 3
ASSUMED = "ASSUMPTION"


def places(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate, *, bare: bool = False) -> dict[str, str]:
    """Return what fills the places of a sentence about an estimate that is shown.

    Args:
        words: The released values and the language.
        finding: The finding that it stands in.
        estimate: The estimate.
        bare: Whether an interval stands without its name, since the page says once what two numbers
            in brackets are.
    """
    as_read = words.read(estimate)
    value = estimate.estimate or 0.0
    return {
        "group": words.group_name(estimate.group) if estimate.group else words.say("group.all"),
        "reference": words.group_name(estimate.reference) if estimate.reference else "",
        "outcome": words.label(estimate.outcome) if estimate.outcome else "",
        "period": words.period(estimate.period),
        "value": _value(words, as_read),
        "size": words.figure_of(as_read, value, absolute=True),
        "unit": words.unit(estimate),
        "way": words.say("word.higher" if value > 0 else "word.lower"),
        "moved": _moved(words, as_read),
        "towards": words.say("word.upwards" if value > 0 else "word.downwards"),
        "interval": words.interval_said(as_read),
        "named": "" if bare else words.say("messages.named_interval"),
        "n": words.count(estimate.n),
        "numerator": _numerator(words, finding, estimate),
        "on_the_way": _on_the_way(words, finding, estimate),
        "payer": words.label(f"payer={estimate.payer}") if estimate.payer else "",
        "price_year": str(estimate.price_year or ""),
        "matters": matters(words, finding, estimate),
        **_movers(words, finding, estimate),
        **_beside(words, finding, estimate),
    }


def _value(words: Words, as_read: ReleasedEstimate) -> str:
    """Return the number; money in round figures, such as 1 190 000 kronor for 1 188 412."""
    value = as_read.estimate or 0.0
    if as_read.quantity.record.rough and value:
        digits = math.floor(math.log10(abs(value))) + 1
        step = 10.0 ** max(digits - ROUGH_DIGITS, 0)
        value = round(value / step) * step
    return words.figure_of(as_read, value)


def _moved(words: Words, as_read: ReleasedEstimate) -> str:
    """Return "rose", "fell" or "changed", by the number that the reader sees beside it."""
    nothing = as_read.quantity.record.nothing or 0.0
    seen = round((as_read.estimate or 0.0) - nothing, as_read.decimals)
    if seen == 0:
        return words.say("word.changed")
    return words.say("word.rose" if seen > 0 else "word.fell")


def _numerator(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate) -> str:
    """Return the count of the same group and period as a share's, or "" without one."""
    for item in finding.estimates:
        is_same = (item.group, item.period) == (estimate.group, estimate.period)
        if item.quantity is Quantity.COUNT and is_same:
            return words.count(item.n) + own_date(words, item, estimate)
    return ""


def _on_the_way(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate) -> str:
    """Return how many are still on the way to a share's stage, or "" where nobody is."""
    for item in finding.estimates:
        if (item.group, item.period) == (Part.ONGOING, estimate.period):
            return words.count(item.n) + own_date(words, item, estimate)
    return ""


def _movers(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> dict[str, str]:
    """Return how many moved up, down and nowhere, where that is shown."""
    counts = {
        item.group: words.count(item.n) + own_date(words, item, answer)
        for item in finding.estimates
        if item.quantity is Quantity.COUNT
    }
    ways = {"up": Part.MOVED_HIGHER, "down": Part.MOVED_LOWER, "same": Part.MOVED_NOWHERE}
    return {name: counts.get(group, NONE) for name, group in ways.items()}


def _beside(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate) -> dict[str, str]:
    """Return the numbers that a sentence sets beside its answer.

    They are the shares before and after a start, what was counted and what was expected since
    then, and the price of a unit.
    """
    percent, percent_interval = percent_from_one(words, estimate)
    value_of = partial(_value_of, words, finding, estimate)
    return dict(
        path=_path(words, finding, estimate),
        first=first_stage(words, finding),
        before=value_of(Quantity.SHARE, Part.BEFORE_START),
        after=value_of(Quantity.SHARE, Part.AFTER_START),
        counted=value_of(Quantity.COUNT, Part.SINCE_START),
        expected=value_of(Quantity.EXPECTED, Part.SINCE_START),
        observed=observed(words, finding, estimate),
        doubt=_doubt(words, estimate),
        others=_other_break_evens(words, finding, estimate),
        price=value_of(Quantity.UNIT_PRICE, estimate.period, estimate.group),
        percent=percent,
        percent_size=percent.lstrip("+" + MINUS),
        percent_interval=percent_interval,
    )


def _value_of(
    words: Words,
    finding: ReleasedFinding,
    answer: ReleasedEstimate,
    quantity: Quantity,
    period: str,
    group: str = "",
) -> str:
    """Return the finding's first number of a quantity and a period, or a dash without one.

    Where a group is named, the number must be that group's.
    """
    for item in finding.estimates:
        is_same_group = not group or item.group == group
        if (item.quantity, item.period) == (quantity, period) and is_same_group:
            return words.value(words.read(item)) + own_date(words, item, answer)
    return NONE


def _path(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return how many there were at each stage, in a row; without stages, of each kind of person.

    Example: "erbjudna 200, började 160, fullföljde 107".
    """
    counts = [item for item in finding.estimates if item.quantity is Quantity.COUNT]
    stages = [item for item in counts if item.axis == "stage" and not item.group]
    if stages:
        return ", ".join(_at_stage(words, item, answer) for item in stages)
    return _by_kind(words, counts, answer)


def _at_stage(words: Words, item: ReleasedEstimate, answer: ReleasedEstimate) -> str:
    """Return how many there were at a stage when the answer was counted.

    The first stage may be counted anew while the answer is of an earlier report; the answer then
    says how many there were. No sentence may say that more finished than had started.
    """
    if not own_date(words, item, answer):
        return f"{words.period(item.period)} {words.count(item.n)}"
    if item.as_of is None and answer.n is not None and item.period != answer.period:
        return f"{words.period(item.period)} {words.count(answer.n)}"
    return f"{words.period(item.period)} {words.count(item.n)}{own_date(words, item, answer)}"


def _by_kind(words: Words, counts: list[ReleasedEstimate], answer: ReleasedEstimate) -> str:
    """Return how many there were of each kind of person, such as "föräldrar 40, barn 52".

    They stand in brackets, which leave the sentence where the kinds are of another report.
    """
    kinds = [item for item in counts if item.group.startswith("who=") and not item.period]
    if any(own_date(words, item, answer) for item in kinds):
        return NO_INTERVAL
    return ", ".join(f"{words.label(item.group)} {words.count(item.n)}" for item in kinds)


def first_stage(words: Words, finding: ReleasedFinding) -> str:
    """Return the name of the stage that all others are inside."""
    counts = (item for item in finding.estimates if item.axis == "stage" and item.quantity is Quantity.COUNT)
    return next((words.period(item.period) for item in counts), "")


def _doubt(words: Words, estimate: ReleasedEstimate) -> str:
    """Return what a reader must know of the price that a number rests on, or ""."""
    if _is_assumed(words, estimate):
        return words.say("word.assumed")
    return words.say("word.unverified") if estimate.note in UNVERIFIED_NOTES else ""


def _other_break_evens(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate) -> str:
    """Return a sentence for each other price that the same cost is held against, or "".

    Their numbers have no sentence of their own, since they answer the same question again.
    """
    said = [
        words.say(
            "word.other_break_even",
            group=words.label(item.group),
            value=_value(words, words.read(item)),
            unit=words.unit(item),
            doubt=_doubt(words, item),
        )
        for item in of_the_same_report(finding, estimate).estimates
        if item.quantity is Quantity.BREAK_EVEN and item.group != estimate.group and item.estimate is not None
    ]
    return "".join(f" {sentence}" for sentence in said)


def _is_assumed(words: Words, estimate: ReleasedEstimate) -> bool:
    """Tell whether the source of a price says that the price is an assumption."""
    source = words.released.cover.labels.get(f"source:{estimate.group}")
    return source is not None and source.en.startswith(ASSUMED)


def percent_from_one(words: Words, ratio: ReleasedEstimate) -> tuple[str, str]:
    """Return how many per cent a ratio is above or below 1, and its interval.

    Example: 1.26 with an interval from 0.97 to 1.63 gives "+26" and "−3 till +63".
    """
    per_cent = _from_one(words, ratio.estimate or 1.0)
    if ratio.ci_low is None or ratio.ci_high is None:
        return per_cent, NO_INTERVAL
    low, high = (_from_one(words, end) for end in (ratio.ci_low, ratio.ci_high))
    return per_cent, interval(low, high, words.language)


def _from_one(words: Words, ratio: float) -> str:
    per_cent = number(100 * (ratio - 1), 0, words.language)
    return f"+{per_cent}" if ratio > 1 and per_cent != "0" else per_cent
