"""How large a change is, in words: as a share of how much people differ.

A change of so many points says little to one who does not know the scale. Beside it stands, once,
what it is in per cent of a standard deviation, with what that is. The outcome's declared standard
deviation is taken first, since it has a source and is no secret; without one, that of those who
were measured.

    Förändringen är −23 procent av en standardavvikelse (−41 till −5), alltså av hur långt från
    genomsnittet människor vanligen ligger. Källa till standardavvikelsen: …
"""

from __future__ import annotations

from tsi_eval.findings import Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language.numbers import interval, number
from tsi_eval.report.words import NO_INTERVAL, Words

# Sizes in standard deviations, the first that is shown is said → whose standard deviation it is.
SIZES = {
    Quantity.EFFECT_SIZE_NORM: "more.in_spreads_declared",
    Quantity.EFFECT_SIZE_AV: "more.in_spreads_own",
    Quantity.EFFECT_SIZE_GLASS: "more.in_spreads_own",
}


def in_spreads(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return how large a mean change is beside how much people differ, or "" if none is shown."""
    size = size_of(finding, answer)
    if size is None:
        return ""
    said = words.say(SIZES[size.quantity], value=_per_cent(words, size, size.estimate), interval=_interval(words, size))
    source = f"reference:{answer.outcome}"
    if size.quantity is not Quantity.EFFECT_SIZE_NORM or source not in words.released.cover.labels:
        return said
    return f"{said} {words.say('more.in_spreads_source', reference=words.label(source))}"


def size_of(finding: ReleasedFinding, answer: ReleasedEstimate) -> ReleasedEstimate | None:
    """Return the size in standard deviations that is said of a mean change, or None."""
    if answer.quantity is not Quantity.MEAN_CHANGE:
        return None
    sizes = {
        item.quantity: item
        for item in finding.estimates
        if item.quantity in SIZES and item.outcome == answer.outcome and item.role is Role.SUPPORTING
    }
    shown = (sizes[quantity] for quantity in SIZES if quantity in sizes and sizes[quantity].estimate is not None)
    return next(shown, None)


def _interval(words: Words, size: ReleasedEstimate) -> str:
    if size.ci_low is None or size.ci_high is None:
        return NO_INTERVAL
    low, high = (_per_cent(words, size, end) for end in (size.ci_low, size.ci_high))
    return interval(low, high, words.language)


def _per_cent(words: Words, size: ReleasedEstimate, value: float | None) -> str:
    return number(100 * (value or 0.0), max(size.decimals - 2, 0), words.language)
