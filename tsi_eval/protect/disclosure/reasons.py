"""Putting a finding together as it leaves, with its doubts and without what must leave no trace.

This is the last step of `release`. A hidden number usually stands as a row that says why it is
hidden. Here it is decided where even that row would say too much, or too little.

1. Numbers that so few persons never get leave no row, as long as they do not answer the question
   (`_leaves_no_trace`): d_z would else stand as a row of dots in every small report.
2. Caveats are those of the finding. Where the answer was replaced by one that knows nothing of who
   belongs together, the caveat about clusters says so instead (`_caveats`). Where rounding widened
   an answer's interval, a caveat says that (`_is_widened`).
3. A group of persons "column=value" of which every number is hidden is not named at all
   (`_without_hidden_groups`). Answers stay, and so do schools and arenas of a tally: that these
   exist is no secret.

Worked example. A group "gender=other" of two persons is asked for. All its numbers are hidden, and
a row of dots in its name would still say that somebody belongs to it; so the group is not named at
all. A group without anyone is not in the finding either, so that its absence does not tell one
from the other. The report names the declared groups that it has no row for, those without anyone
among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tsi_eval.findings import Estimate, Finding, Guard, Note, Role, Rounding, Trait, trait_of
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message
from tsi_eval.protect.disclosure.decisions import SHOWN, SUPPRESSED
from tsi_eval.protect.disclosure.policies import PROTECTED
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW
from tsi_eval.protect.disclosure.rounding.numbers import of_persons
from tsi_eval.protect.disclosure.values.withheld import TELLS_VALUES, TOO_EXACT
from tsi_eval.protect.disclosure.verdicts import what_matters, with_verdict

# A number as it leaves, and as it was.
Pair = tuple[ReleasedEstimate, Estimate]


def released_finding(finding: Finding, remaining: Iterator[ReleasedEstimate], *, widened: bool) -> ReleasedFinding:
    """Return a finding of released estimates, with the doubts that belong to it now.

    Args:
        finding: The finding, exact.
        remaining: The released estimates that no finding has taken yet: this finding's come first,
            and are taken.
        widened: Whether the policy's rounding may widen an interval.
    """
    matters = what_matters(finding)
    pairs = [(with_verdict(next(remaining), exact, matters), exact) for exact in finding.estimates]
    series = {}
    for line in finding.series:
        series[line.name] = tuple(next(remaining) for _ in line.points)
    whole = ReleasedFinding(
        question=finding.question,
        design=finding.design,
        claim=finding.claim,
        feasibility=finding.feasibility,
        estimates=tuple(item for item, _ in pairs if not _leaves_no_trace(item)),
        series=series,
        caveats=tuple(_caveats(finding, pairs, widened=widened)),
        start=finding.start,
    )
    return _without_hidden_groups(whole, finding)


def _leaves_no_trace(released: ReleasedEstimate) -> bool:
    record = released.quantity.record
    too_much = released.reason in {TOO_EXACT, TELLS_VALUES}
    of_few_never_shown = too_much or released.note == Note.AT_AN_END or not record.trace
    stands_beside = released.role is not Role.HEADLINE and record.guard is not Guard.MEAN
    return released.status != SHOWN and of_few_never_shown and stands_beside


def _caveats(finding: Finding, pairs: Sequence[Pair], *, widened: bool) -> Iterator[Message]:
    from_margins = any(_answers_from_margins(item) for item, _ in pairs)
    for message in finding.caveats:
        if from_margins and message.key == "caveat.clusters_together":
            yield Message("caveat.clusters_not_allowed")
        else:
            yield message
    if widened and any(_is_widened(item, exact) for item, exact in pairs):
        yield Message("caveat.rounded_wide")


def _answers_from_margins(item: ReleasedEstimate) -> bool:
    return item.role is Role.HEADLINE and trait_of(item.method) is Trait.MARGINS


def _is_widened(item: ReleasedEstimate, exact: Estimate) -> bool:
    """Tell whether an answer's interval was widened by rounding, since it rests on few persons."""
    record = item.quantity.record
    persons = [cell.n for cell in exact.basis if cell.kind in PROTECTED]
    of_mean = record.rounding is Rounding.MEAN and record.nothing is not None
    of_ratio = record.rounding is Rounding.RATIO and of_persons(exact)
    answers = exact.role is Role.HEADLINE and (of_mean or of_ratio)
    return answers and item.status == SHOWN and bool(persons) and min(persons) < COARSE_BELOW


def _without_hidden_groups(finding: ReleasedFinding, exact: Finding) -> ReleasedFinding:
    """Return a finding without the groups of persons whose every number is hidden."""
    every = [estimate for _, estimate in finding.every_estimate()]
    named = {estimate.group for estimate in every if "=" in estimate.group}
    unnamed = (named & _groups_of_persons(exact.every_estimate())) - _groups_that_stay(every)
    if not unnamed:
        return finding
    return replace(
        finding,
        estimates=tuple(estimate for estimate in finding.estimates if estimate.group not in unnamed),
        series=_series_outside(unnamed, finding.series),
    )


def _groups_of_persons(estimates: Iterable[Estimate]) -> set[str]:
    return {estimate.group for estimate in estimates if _rests_on_persons(estimate)}


def _rests_on_persons(estimate: Estimate) -> bool:
    return any(cell.members for cell in estimate.basis)


def _groups_that_stay(every: Iterable[ReleasedEstimate]) -> set[str]:
    """Return the groups of which some number is shown or banded, or answers the question."""
    groups = set()
    for item in every:
        if item.status != SUPPRESSED or item.role is Role.HEADLINE:
            groups.add(item.group)
    return groups


def _series_outside(
    groups: set[str], series: Mapping[str, tuple[ReleasedEstimate, ...]]
) -> dict[str, tuple[ReleasedEstimate, ...]]:
    return {name: points for name, points in series.items() if points[0].group not in groups}
