"""The door out: every number of a pilot passes the policy, or nothing does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings import Estimate, Finding, Findings, Kind, Quantity, Role
from tsi_eval.findings.released import Released, ReleasedEstimate, ReleasedFinding, last_of
from tsi_eval.language import Message
from tsi_eval.protect.disclosure.between_reports import changed_by_few
from tsi_eval.protect.disclosure.counts.suppression import decide
from tsi_eval.protect.disclosure.decisions import BANDED, SHOWN, Decision
from tsi_eval.protect.disclosure.fallback import with_instead, with_what_passes
from tsi_eval.protect.disclosure.grain import finest
from tsi_eval.protect.disclosure.groups import without_hidden_groups
from tsi_eval.protect.disclosure.policies import PROTECTED, Policy, policy_for
from tsi_eval.protect.disclosure.rounding import COARSE_BELOW, Rounded, rounded
from tsi_eval.protect.disclosure.values.composed import composed, traceless
from tsi_eval.protect.disclosure.values.derived import without_giveaways
from tsi_eval.stats.proportion import newcombe_difference, wilson

_KEPT = tuple(item.name for item in fields(ReleasedEstimate) if item.name in {other.name for other in fields(Estimate)})

# Methods that use how the same persons answered twice, and the one that does not.
PAIRED, MARGINS = frozenset({"newcombe_paired", "clustered_mean"}), "newcombe_margins"
WIDENED = frozenset({Quantity.MEAN_CHANGE, Quantity.MEAN_DIFFERENCE})


def release(findings: Findings, previous: Sequence[Released] = ()) -> Released:
    """Return what may leave: suppressed, banded and rounded by the pilot's policy, without the cells.

    All estimates and series of all questions are judged together, since one may give back another, and against what earlier reports of
    the pilot showed, since two reports may be subtracted. A series that comes in several grains leaves in the finest that may be shown.

    Args:
        findings: Everything found.
        previous: Earlier reports of the same pilot.

    Raises:
        ProtectionError: An estimate without basis (E181), groups that contradict each other (E186), a number in a message
            (E188), an unknown kind or policy (E180): then nothing is released.
    """
    policy, offered = findings.cover.policy, findings
    findings = replace(
        findings, findings=tuple(with_what_passes(finest(finding, policy), policy) for finding in findings.findings)
    )
    decided = _judged(findings, offered, previous)
    while (less := with_instead(findings, decided)) is not None:
        findings, decided = less, _judged(less, offered, previous)
    every = _every(findings)
    passed = [_released(*pair, policy) for pair in zip(every, decided, strict=True)]
    rules = policy_for(policy, Kind.PERSON)
    guards = rules is not None and rules.guard_decimals
    left = iter(composed(without_giveaways(passed, every), every) if guards else passed)
    return Released(
        cover=findings.cover,
        findings=tuple(
            without_hidden_groups(_finding(finding, left, guarded=guards), finding) for finding in findings.findings
        ),
        provenance=findings.provenance,
        last=last_of(previous[-1]) if previous else None,
    )


def _judged(findings: Findings, offered: Findings, previous: Sequence[Released]) -> tuple[Decision, ...]:
    """Return what happens to every estimate."""
    policy, every = findings.cover.policy, _every(findings)
    partitions = tuple(partition for finding in findings.findings for partition in finding.partitions)
    # An earlier report may have shown quarters where this one shows months: then the months may not give the quarter's change.
    left_out = tuple(_left_out(offered, findings)) if previous else ()
    judged = every + tuple(left_out[place] for place in sorted(changed_by_few(left_out, previous, policy)))
    return decide(judged, partitions, policy, changed_by_few(judged, previous, policy))[: len(every)]


def _every(findings: Findings) -> tuple[Estimate, ...]:
    return tuple(estimate for finding in findings.findings for estimate in finding.every_estimate())


def _left_out(offered: Findings, kept: Findings) -> Iterator[Estimate]:
    """Yield the points of the series that were offered in other grains."""
    for before, after in zip(offered.findings, kept.findings, strict=True):
        grains = {(series.choice, series.grain) for series in after.series}
        for series in before.series:
            if (series.choice, series.grain) not in grains:
                yield from series.points


def _finding(finding: Finding, left: Iterator[ReleasedEstimate], *, guarded: bool) -> ReleasedFinding:
    for message in (*finding.caveats, finding.feasibility.reason):
        if message is not None:
            _check_words(message)
    passed = [(next(left), exact) for exact in finding.estimates]
    widened = any(_is_widened(item, exact) for item, exact in passed) and guarded
    return ReleasedFinding(
        question=finding.question,
        design=finding.design,
        claim=finding.claim,
        feasibility=finding.feasibility,
        estimates=tuple(item for item, _ in passed if not traceless(item)),
        series={series.name: tuple(next(left) for _ in series.points) for series in finding.series},
        caveats=(*_doubts(finding, passed), *((Message("caveat.rounded_wide"),) if widened else ())),
        start=finding.start,
    )


def _doubts(finding: Finding, passed: Sequence[tuple[ReleasedEstimate, Estimate]]) -> tuple[Message, ...]:
    """Return the caveats; what stands instead of an answer may not allow for those who belong together."""
    margins = any(item.role is Role.HEADLINE and item.method == MARGINS for item, _ in passed)
    other = {"caveat.clusters_together": Message("caveat.clusters_not_allowed")} if margins else {}
    return tuple(other.get(message.key, message) for message in finding.caveats)


def _is_widened(item: ReleasedEstimate, exact: Estimate) -> bool:
    """Tell whether an answer's interval was widened by rounding, because it rests on few persons."""
    persons = [cell.n for cell in exact.basis if cell.kind in PROTECTED]
    of_persons = item.quantity is Quantity.RATE_RATIO and bool(exact.basis[0].members)
    answers = exact.role is Role.HEADLINE and (item.quantity in WIDENED or of_persons)
    return answers and item.status == SHOWN and bool(persons) and min(persons) < COARSE_BELOW


def _check_words(message: Message) -> None:
    # A number in a sentence would pass the door unseen: counts are Estimates, or they are not said.
    for value in message.params.values():
        if isinstance(value, Message):
            _check_words(value)
        elif isinstance(value, int | float):
            raise ProtectionError(Problem(code="E188", params={"key": message.key}))


def _released(estimate: Estimate, decision: Decision, policy: str) -> ReleasedEstimate:
    rules = _rules(estimate, policy)
    if decision.status != SHOWN:
        return _withheld(estimate, decision, rules)
    if estimate.quantity is Quantity.COUNT:
        return _counted(estimate, rules)
    exact = _from_rounded_counts(estimate, rules)
    return _record(exact, rounded(exact, rules), decision, n=_shown_n(estimate.n, rules))


def _rules(estimate: Estimate, policy: str) -> Policy | None:
    """Return the rules of the first protected cell: a cost per child is about children, though its first cell is money."""
    found = (policy_for(policy, cell.kind) for cell in estimate.basis)
    return next((rules for rules in found if rules is not None), None)


def _withheld(estimate: Estimate, decision: Decision, rules: Policy | None) -> ReleasedEstimate:
    low, high = (None, None) if decision.band is None else (numerator / estimate.n for numerator in decision.band)
    decimals = 2 + (rules.share_decimals if rules else 0)
    kept = {name: getattr(estimate, name) for name in _KEPT} | {
        "estimate": None,
        "se": None,
        "p_value": None,
        "level": None,
    }
    kept |= {"ci_low": low and round(low, decimals), "ci_high": high and round(high, decimals)}
    n = _shown_n(estimate.n, rules) if decision.status == BANDED else None
    return ReleasedEstimate(**kept | {"n": n}, status=decision.status, reason=decision.reason, decimals=decimals)


def _counted(estimate: Estimate, rules: Policy | None) -> ReleasedEstimate:
    shown = _shown_n(estimate.n, rules)
    exact = Rounded(estimate=float(shown), se=None, ci_low=None, ci_high=None, p_value=None, decimals=0)
    return _record(estimate, exact, Decision(), n=shown)


def _from_rounded_counts(estimate: Estimate, rules: Policy | None) -> Estimate:
    cell = estimate.basis[0]
    if rules is None or rules.round_to == 1:
        return estimate
    if estimate.quantity in {Quantity.RATE, Quantity.UNIT_COST}:
        turned = _shown_n(estimate.n, rules) / estimate.n if estimate.n else 1.0
        return replace(
            estimate, estimate=estimate.estimate * (turned if estimate.quantity is Quantity.RATE else 1 / turned)
        )
    if cell.numerator is None:
        return estimate
    if estimate.quantity is Quantity.SHARE_DIFFERENCE:
        return _difference_of_rounded(estimate, rules)
    share = wilson(_shown_n(cell.numerator, rules), _shown_n(cell.n, rules), level=estimate.level or 0.95)
    return replace(estimate, estimate=share.estimate, ci_low=share.ci_low, ci_high=share.ci_high)


def _difference_of_rounded(estimate: Estimate, rules: Policy) -> Estimate:
    second, first = ((_shown_n(c.numerator or 0, rules), _shown_n(c.n, rules)) for c in estimate.basis[:2])
    found = newcombe_difference(*first, *second, level=estimate.level or 0.95)
    method = MARGINS if estimate.method in PAIRED else estimate.method
    return replace(estimate, estimate=found.estimate, method=method, ci_low=found.ci_low, ci_high=found.ci_high)


def _shown_n(n: int, rules: Policy | None) -> int:
    step = rules.round_to if rules else 1
    return step * ((2 * n + step) // (2 * step))


def _record(estimate: Estimate, numbers: Rounded, decision: Decision, *, n: int) -> ReleasedEstimate:
    kept = {name: getattr(estimate, name) for name in _KEPT}
    kept |= {name: getattr(numbers, name) for name in ("estimate", "se", "ci_low", "ci_high", "p_value")}
    return ReleasedEstimate(
        **kept | {"n": n}, status=decision.status, reason=decision.reason, decimals=numbers.decimals
    )
