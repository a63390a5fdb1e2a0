"""Saying why: which doubts stand under an answer after control, and what leaves no trace.

Worked example. A group "gender=other" of two persons is asked for. All its numbers are hidden, and
a row of dots in its name would still say that somebody belongs to it; so the group is not named at
all. A group without anyone is not in the finding either, so that its absence does not tell one from
the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tsi_eval.findings import Estimate, Finding, Guard, Note, Role, Rounding, Trait, trait_of
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message
from tsi_eval.protect.disclosure.decisions import SHOWN, SUPPRESSED
from tsi_eval.protect.disclosure.policies import PROTECTED
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW
from tsi_eval.protect.disclosure.rounding.numbers import of_persons
from tsi_eval.protect.disclosure.values.withheld import TOO_EXACT

Pair = tuple[ReleasedEstimate, Estimate]


def released_finding(finding: Finding, left: Iterator[ReleasedEstimate], *, guarded: bool) -> ReleasedFinding:
    """Return a finding of released estimates, which are taken from `left` in order, with the doubts that belong to it now.

    Args:
        finding: The finding, exact.
        left: The released estimates that are left: this finding's come first.
        guarded: Whether rounding may have widened an interval.
    """
    passed = [(next(left), exact) for exact in finding.estimates]
    widened = guarded and any(_is_widened(item, exact) for item, exact in passed)
    made = ReleasedFinding(
        question=finding.question,
        design=finding.design,
        claim=finding.claim,
        feasibility=finding.feasibility,
        estimates=tuple(item for item, _ in passed if not _is_traceless(item)),
        series={series.name: tuple(next(left) for _ in series.points) for series in finding.series},
        caveats=(*_doubts(finding, passed), *((Message("caveat.rounded_wide"),) if widened else ())),
        start=finding.start,
    )
    return _without_hidden_groups(made, finding)


def _doubts(finding: Finding, passed: Sequence[Pair]) -> tuple[Message, ...]:
    """Return the caveats; what stands instead of an answer may not allow for those who belong together."""
    margins = any(item.role is Role.HEADLINE and trait_of(item.method) is Trait.MARGINS for item, _ in passed)
    other = {"caveat.clusters_together": Message("caveat.clusters_not_allowed")} if margins else {}
    return tuple(other.get(message.key, message) for message in finding.caveats)


def _is_widened(item: ReleasedEstimate, exact: Estimate) -> bool:
    """Tell whether an answer's interval was widened by rounding, because it rests on few persons."""
    record = item.quantity.record
    persons = [cell.n for cell in exact.basis if cell.kind in PROTECTED]
    of_mean = record.rounding is Rounding.MEAN and record.nothing is not None
    of_ratio = record.rounding is Rounding.RATIO and of_persons(exact)
    answers = exact.role is Role.HEADLINE and (of_mean or of_ratio)
    return answers and item.status == SHOWN and bool(persons) and min(persons) < COARSE_BELOW


def _is_traceless(released: ReleasedEstimate) -> bool:
    """Tell whether an estimate leaves no trace: what so few persons never get would stand as a row of dots in every small report."""
    record = released.quantity.record
    never = released.reason == TOO_EXACT or released.note == Note.AT_AN_END or not record.trace
    beside = released.role is not Role.HEADLINE and record.guard is not Guard.MEAN
    return released.status != SHOWN and never and beside


def _without_hidden_groups(finding: ReleasedFinding, exact: Finding) -> ReleasedFinding:
    """Return a finding without the groups of persons "column=value" whose every number is hidden; answers to the question stay.

    Schools and arenas of a tally stay: that they exist is no secret.
    """
    every = [estimate for _, estimate in finding.every_estimate()]
    of_members = {e.group for e in exact.every_estimate() if any(cell.members for cell in e.basis)}
    named = {estimate.group for estimate in every if "=" in estimate.group} & of_members
    told = {e.group for e in every if e.status != SUPPRESSED or e.role is Role.HEADLINE}
    gone = named - told
    if not gone:
        return finding
    series = {name: points for name, points in finding.series.items() if points[0].group not in gone}
    return replace(finding, estimates=tuple(e for e in finding.estimates if e.group not in gone), series=series)
