"""One honest sentence an answer: its words by design and claim, its certainty by interval and declaration."""

from __future__ import annotations

import math

from tsi_eval.findings import Claim, Part, Quantity, Role, Verdict
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import has_sentence
from tsi_eval.language.numbers import interval, number
from tsi_eval.report.held_against import held_against, is_small, matters
from tsi_eval.report.parts import plain
from tsi_eval.report.words import NONE, Words

DEPENDENT = ("tallied_again", "those_who_answered", "few_clusters", "no_clusters")
TOO_NARROW = frozenset(f"caveat.{key}" for key in DEPENDENT)
COUNTED, COMPUTED, KNOWN = "counted", "computed", "known"
SUGGESTED, UNDECIDED, HIDDEN = "suggested", "undecided", "hidden"
STEPS = (KNOWN, SUGGESTED, UNDECIDED, COUNTED, COMPUTED, HIDDEN)


def headlines(finding: ReleasedFinding) -> tuple[ReleasedEstimate, ...]:
    """Return the estimates that answer the question."""
    return tuple(item for item in finding.estimates if item.role is Role.HEADLINE)


def certainty(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate) -> str:
    """Return the step of certainty.

    A count is counted, and a sum of money computed, on what was budgeted or assumed. A difference
    or change whose interval leaves out "nothing" is known when the question was declared as
    primary, and suggested when it was exploratory or the interval is likely too narrow; when the
    interval holds it, or nothing can be estimated, it is undecided.
    """
    if finding.feasibility.verdict is Verdict.REFUSED:
        return UNDECIDED
    if estimate.estimate is None:
        return HIDDEN
    if estimate.claim is Claim.DESCRIBES:
        return COMPUTED if estimate.quantity.record.money else COUNTED
    if not leaves_out_nothing(estimate) and not is_small(finding, estimate):
        return UNDECIDED
    role = next(item.role for item in words.released.cover.questions if item.id == finding.question)
    too_narrow = any(message.key in TOO_NARROW for message in finding.caveats)
    return KNOWN if role == "primary" and not too_narrow else SUGGESTED


def leaves_out_nothing(estimate: ReleasedEstimate) -> bool:
    """Tell whether an interval leaves out that nothing changed."""
    low, high, nothing = estimate.ci_low, estimate.ci_high, estimate.quantity.record.nothing
    return low is not None and high is not None and nothing is not None and not low <= nothing <= high


def answers(words: Words, finding: ReleasedFinding, *, brief: bool = False) -> tuple[str, ...]:
    """Return a finding's sentences: one a headline, or the reason why there is none.

    A brief one has the same number and interval in fewer words, for a page that says of each
    interval that it is one and sorts its sentences by their certainty.
    """
    if finding.feasibility.verdict is Verdict.REFUSED and finding.feasibility.reason is not None:
        reason = words.message(finding.feasibility.reason)
        if brief:
            return (words.say("brief.refused", question=words.short(finding), reason=reason),)
        return (words.say("answer.refused", question=words.asked(finding), reason=reason),)
    return tuple(_answer(words, finding, estimate, brief=brief) for estimate in headlines(finding))


def _answer(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate, *, brief: bool) -> str:
    if estimate.status != "shown" or estimate.estimate is None:
        if brief:
            return words.say("brief.hidden", question=words.short(finding), group=words.group(estimate))
        return words.say("answer.hidden", question=words.asked(finding), group=words.group(estimate))
    sure = certainty(words, finding, estimate) not in {UNDECIDED, HIDDEN}
    small = is_small(finding, estimate) and not leaves_out_nothing(estimate)
    key = f"{_key(finding, estimate)}.{'small' if small else 'yes' if sure else 'unsure'}"
    shorter = key.replace("sentence.", "brief.", 1)
    said = words.say(shorter if brief and has_sentence(shorter) else key, **places(words, finding, estimate))
    answer = said[:1].upper() + said[1:]
    return answer if brief else " ".join((answer, *held_against(words, finding, estimate)))


def places(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate) -> dict[str, str]:
    """Return what fills the places of a sentence about an estimate that is shown."""
    read, value = words.read(estimate), estimate.estimate or 0.0
    return {
        "group": words.group_name(estimate.group) if estimate.group else words.say("group.all"),
        "reference": words.group_name(estimate.reference) if estimate.reference else "",
        "outcome": words.label(estimate.outcome) if estimate.outcome else "",
        "period": words.period(estimate.period),
        "value": _about(words, read),
        "size": words.figure_of(read, value, absolute=True),
        "unit": words.unit(estimate),
        "way": words.say("word.higher" if value > 0 else "word.lower"),
        "moved": _moved(words, read),
        "towards": words.say("word.upwards" if value > 0 else "word.downwards"),
        "interval": words.interval(read),
        "n": words.count(estimate.n),
        "numerator": _numerator(words, finding, estimate),
        "payer": plain(estimate.payer),
        "price_year": str(estimate.price_year or ""),
        "matters": matters(words, finding, estimate),
        **_movers(words, finding),
        **_beside(words, finding, estimate),
    }


def _about(words: Words, read: ReleasedEstimate) -> str:
    """Return the number; of money, no more than three digits of it."""
    value = read.estimate or 0.0
    if read.quantity.record.rough and value:
        step = 10.0 ** max(math.floor(math.log10(abs(value))) - 2, 0)
        value = round(value / step) * step
    return words.figure_of(read, value)


def _moved(words: Words, read: ReleasedEstimate) -> str:
    shown = round(read.estimate or 0.0, read.decimals)
    return words.say("word.changed" if shown == 0 else "word.rose" if shown > 0 else "word.fell")


def _key(finding: ReleasedFinding, estimate: ReleasedEstimate) -> str:
    """Return the key that fits best: of this note or quantity in this design, of the design, of any design."""
    of_design = f"sentence.{finding.design}"
    ranged = f"{estimate.quantity}_range" if estimate.level is None and estimate.ci_low is not None else ""
    names = [name for name in (estimate.note, ranged, estimate.quantity) if name]
    keys = [
        *(f"{of_design}.{name}" for name in names),
        f"sentence.any.{estimate.quantity}",
        f"{of_design}.{estimate.claim}",
    ]
    return next((key for key in keys if has_sentence(f"{key}.yes")), f"sentence.any.{estimate.claim}")


def _path(words: Words, finding: ReleasedFinding) -> str:
    """Return how many there were at each stage, or of each kind of person, in a row."""
    counts = [item for item in finding.estimates if item.quantity is Quantity.COUNT]
    stages = [item for item in counts if item.axis == "stage" and not item.group]
    kinds = [item for item in counts if item.group.startswith("who=") and not item.period]
    if stages:
        return ", ".join(f"{words.period(item.period)} {words.count(item.n)}" for item in stages)
    return ", ".join(f"{words.label(item.group)} {words.count(item.n)}" for item in kinds)


def first_stage(words: Words, finding: ReleasedFinding) -> str:
    """Return the name of the stage that all others are inside."""
    counts = (item for item in finding.estimates if item.axis == "stage" and item.quantity is Quantity.COUNT)
    return next((words.period(item.period) for item in counts), "")


def _beside(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate) -> dict[str, str]:
    """Return the numbers that a sentence sets beside its answer: before and after, counted and expected, a price."""

    def value(quantity: Quantity, period: str, group: str = "") -> str:
        for other in finding.estimates:
            same_group = not group or other.group == group
            if (other.quantity, other.period) == (quantity, period) and same_group:
                return words.value(words.read(other))
        return NONE

    percent, percent_interval = percent_from_one(words, estimate)
    return dict(
        path=_path(words, finding),
        first=first_stage(words, finding),
        before=value(Quantity.SHARE, Part.BEFORE_START),
        after=value(Quantity.SHARE, Part.AFTER_START),
        counted=value(Quantity.COUNT, Part.SINCE_START),
        expected=value(Quantity.EXPECTED, Part.SINCE_START),
        assumed=words.say("word.assumed") if _is_assumed(words, estimate) else "",
        price=value(Quantity.UNIT_PRICE, estimate.period, estimate.group),
        percent=percent,
        percent_interval=percent_interval,
    )


def _movers(words: Words, finding: ReleasedFinding) -> dict[str, str]:
    """Return how many moved up, down and nowhere, where that is shown."""
    counts = {item.group: words.count(item.n) for item in finding.estimates if item.quantity is Quantity.COUNT}
    ways = {"up": Part.MOVED_HIGHER, "down": Part.MOVED_LOWER, "same": Part.MOVED_NOWHERE}
    return {name: counts.get(group, NONE) for name, group in ways.items()}


def _is_assumed(words: Words, estimate: ReleasedEstimate) -> bool:
    origin = words.released.cover.labels.get(f"source:{estimate.group}")
    return origin is not None and origin.en.startswith("ASSUMPTION")


def percent_from_one(words: Words, ratio: ReleasedEstimate) -> tuple[str, str]:
    """Return how many per cent a ratio is above or below 1, and its interval."""
    low, high = (NONE if end is None else _from_one(words, end) for end in (ratio.ci_low, ratio.ci_high))
    return _from_one(words, ratio.estimate or 1.0), interval(low, high, words.language)


def _from_one(words: Words, ratio: float) -> str:
    said = number(100 * (ratio - 1), 0, words.language)
    return f"+{said}" if ratio > 1 and said != "0" else said


def _numerator(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate) -> str:
    for other in finding.estimates:
        same = (other.group, other.period) == (estimate.group, estimate.period)
        if other.quantity is Quantity.COUNT and same:
            return words.count(other.n)
    return ""
