"""Rating how secure each answer is, by the numbers that are shown beside it (after step 7).

A rating is a word about counts: "27 % are missing" is said of those who were measured once and
twice. It is judged by the numbers as they are shown, after everything else was decided, also
beside earlier reports. So it can't say more than they do: whoever reads the report could work it
out. A number that is hidden, or stands as an earlier report showed it beside a newer answer, is not
used; the rating then says that it is not shown, and loses a step.

Three things are judged that are no shown numbers. How an answer was found, measured and declared is
a declaration. How many months a series has is no secret. How many families or schools persons
belong to is not shown; said is only whether they are fewer than 20, and fewer than 10.

An answer that stands as it was shown keeps the rating that it had.

Worked example, under `default`. 45 children were measured in autumn and 33 of them in spring. Both
counts are shown: 27 % are missing, a step is lost. Had 43 been measured in spring, the two who were
not would be hidden, and with them the 45: a step is lost since it is not shown who is missing. Of
43 of 45 and 43 of 47 the rating is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tsi_eval.findings import Finding, Grounds, Missing, Rating, Role, UnitKind
from tsi_eval.findings.released import Released, ReleasedEstimate, ReleasedFinding
from tsi_eval.findings.security import (
    Ground,
    Known,
    Reason,
    of_declared,
    of_interval,
    of_missing,
    of_missing_share,
    of_reliability,
    of_units,
    rated,
    without,
)
from tsi_eval.protect.disclosure.decisions import SHOWN
from tsi_eval.protect.disclosure.values.withheld import estimate_name
from tsi_eval.protect.disclosure.verdicts import what_matters


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a finding shows, and what its design says that its answers rest on."""

    shown: Mapping[str, ReleasedEstimate]
    groups: Mapping[str, str]
    grounds: Grounds
    matters: Mapping[str, float]

    def about(self, item: ReleasedEstimate, name: str) -> bool:
        """Tell whether a number is of all, or of a group that an answer is about."""
        group = self.groups.get(name, "")
        return "=" not in group or group in {item.group, item.reference}


def with_security(released: Released, exact: Sequence[Finding]) -> Released:
    """Return a report in which each new answer says how secure it is.

    Args:
        released: All that is shown, as it leaves.
        exact: The findings that it shows, in the same order.
    """
    pairs = zip(released.findings, exact, strict=True)
    return replace(released, findings=tuple(_rated_finding(*pair) for pair in pairs))


def _rated_finding(finding: ReleasedFinding, exact: Finding) -> ReleasedFinding:
    shown = {estimate_name(item): item for item in reversed(finding.estimates) if _is_new(item)}
    groups = {estimate_name(item): item.group for item in exact.estimates}
    beside = _Beside(shown=shown, groups=groups, grounds=exact.grounds, matters=what_matters(exact))
    return replace(finding, estimates=tuple(_with_rating(item, beside) for item in finding.estimates))


def _is_new(item: ReleasedEstimate) -> bool:
    return item.status == SHOWN and item.as_of is None


def _with_rating(item: ReleasedEstimate, beside: _Beside) -> ReleasedEstimate:
    if item.role is not Role.HEADLINE or not _is_new(item):
        return item
    return replace(item, rating=_rating(item, beside))


def _rating(item: ReleasedEstimate, beside: _Beside) -> Rating | None:
    return rated(item.claim, _reasons(item, beside))


def _reasons(item: ReleasedEstimate, beside: _Beside) -> Iterator[Reason]:
    grounds = beside.grounds
    if grounds.missing is None:
        yield without(Ground.MISSING, Known.UNKNOWN)
    elif grounds.missing:
        yield _missing(item, grounds.missing, beside)
    yield _units(item, beside)
    matters = beside.matters.get(item.outcome)
    if matters is not None and item.verdict is not None and item.verdict.matter is not None:
        yield _interval(item, matters)
    if grounds.reliable is not None:
        yield of_reliability(known=grounds.reliable)
    yield of_declared(grounds.declared)


def _missing(item: ReleasedEstimate, missing: Sequence[Missing], beside: _Beside) -> Reason:
    """Return what is lost where most are missing, of the groups that an answer is about."""
    not_shown = without(Ground.MISSING, Known.NOT_SHOWN)
    reasons = [_one_missing(item, one, beside) or not_shown for one in missing if beside.about(item, one.of)]
    return max(reasons or [not_shown], key=_how_much)


def _how_much(reason: Reason) -> tuple[int, float]:
    """Return what is lost, and how many are missing: of those who may not be shown, nobody."""
    places = reason.places
    if places.get("of"):
        return reason.lost, 1 - places["there"] / places["of"]
    return reason.lost, places.get("permille", 0) / 1000


def _one_missing(item: ReleasedEstimate, one: Missing, beside: _Beside) -> Reason | None:
    whole = beside.shown.get(one.of)
    if whole is None or whole.n is None:
        return None
    if whole.quantity.record.aside or not whole.quantity.record.guard.of_shares:
        # A response rate states in its n how many were asked.
        there = beside.shown.get(one.there) if one.there else item
        # Counts that are rounded one by one may say that more are there than should be.
        return None if there is None or there.n is None else of_missing(min(there.n, whole.n), whole.n)
    return None if whole.estimate is None else of_missing_share(1 - whole.estimate, whole.group)


def _units(item: ReleasedEstimate, beside: _Beside) -> Reason:
    units = beside.grounds.units
    if units.kind is UnitKind.PERSONS:
        sizes = [_n(beside.shown.get(name)) for name in units.names if beside.about(item, name)] or [item.n]
        n = None if None in sizes else min(size for size in sizes if size is not None)
        return without(Ground.UNITS, Known.NOT_SHOWN, units.kind) if n is None else of_units(n, units.kind, said=True)
    if units.count is None:
        return without(Ground.UNITS, Known.UNKNOWN, UnitKind.UNKNOWN)
    return of_units(units.count, units.kind, said=units.kind is UnitKind.MONTHS)


def _n(item: ReleasedEstimate | None) -> int | None:
    return None if item is None else item.n


def _interval(item: ReleasedEstimate, matters: float) -> Reason:
    if item.ci_low is None or item.ci_high is None:
        return without(Ground.INTERVAL, Known.NOT_SHOWN)
    return of_interval(item.ci_high - item.ci_low, matters)
