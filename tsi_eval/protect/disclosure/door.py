"""The door out: every number of a pilot passes the policy, or nothing leaves.

Everything is judged together, since one number may give another back, and beside what earlier
reports of the pilot showed, since two reports may be subtracted. The words used here stand in
`tsi_eval/protect/disclosure/__init__.py`.

What can't be judged is refused before anything else (`judgeable`), and so is the policy `public`
for data that are not public (`policies`). Then `release` takes eight
steps, each in a file of its own with a worked example:

1. Choose the grain: months, or quarters or terms, of which every point may be shown (`grain`).
2. Let what may stand instead of a number that its policy hides for itself take its place
   (`fallback`).
3. Find what differs by a few from an earlier report (`between_reports`).
4. Hide small counts, and what would give them back (`counts/`).
5. Hide means that would give few persons' values back (`values/means`), and what is known of
   tallies (`values/tallied`). As long as something hidden has a number that may stand instead,
   steps 3 to 5 are taken again with it. `deciding` takes steps 4 and 5 for all numbers at once.
6. Round (`rounding/`).
7. Withhold what says too much beside the rounded numbers, and compute again what follows from them
   (`values/`).
8. Say why: the doubts under an answer, and what leaves no trace (`reasons`).

Worked example. 18 of 40 families finished: 9 in Askersund, 6 in Degerfors and 3 in Nora. Nora's 3
is hidden in step 4, and with it Degerfors' 6, since 18 less 9 and less 6 would give it back. The
mean change of the 18 is -26/18, or -1.444; step 6 shows it as -1, and step 7 withholds their d_z.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tsi_eval.findings import Estimate, Finding, Findings, Kind, Partition
from tsi_eval.findings.measured import Measured
from tsi_eval.findings.released import Released, ReleasedEstimate, last_of
from tsi_eval.protect.disclosure.between_reports import changed_by_few
from tsi_eval.protect.disclosure.deciding import decide
from tsi_eval.protect.disclosure.decisions import SHOWN, Decision
from tsi_eval.protect.disclosure.fallback import with_instead, with_what_passes
from tsi_eval.protect.disclosure.grain import finest
from tsi_eval.protect.disclosure.judgeable import check_findings
from tsi_eval.protect.disclosure.policies import Decimals, check_data, policy_for
from tsi_eval.protect.disclosure.reasons import released_finding
from tsi_eval.protect.disclosure.rounding.digits import digits_of_outcomes
from tsi_eval.protect.disclosure.rounding.released import released_estimate
from tsi_eval.protect.disclosure.values.alike import without_saying_alike
from tsi_eval.protect.disclosure.values.coarse.guarding import guarded_coarse
from tsi_eval.protect.disclosure.values.composed import composed, with_all_terms
from tsi_eval.protect.disclosure.values.differences import without_pinned_means
from tsi_eval.protect.disclosure.values.largest import without_telling_spreads
from tsi_eval.protect.disclosure.values.movers import without_telling_moves
from tsi_eval.protect.disclosure.values.spread import without_few_extremes, without_second_spreads


def release(findings: Findings, previous: Sequence[Released] = ()) -> Released:
    """Return what may leave: hidden, banded and rounded by the pilot's policy, without the cells.

    Args:
        findings: Everything found.
        previous: Earlier reports of the same pilot, oldest first.

    Raises:
        ProtectionError: A number without basis (E181), record (E285) or step (E286), groups that
            contradict each other (E186), a number in a message (E188), an unknown kind or policy
            (E180), the policy `public` for data that are not public (E268): then nothing is
            released.
    """
    policy = findings.cover.policy
    check_data(policy, findings.cover.data)
    check_findings(findings.findings)
    offered = findings
    # 1. Choose the grain.
    findings = _each(findings, lambda finding: finest(finding, policy))
    # 2. Let what may stand instead of what its policy hides take its place.
    findings = _each(findings, lambda finding: with_what_passes(finding, policy))
    # 3 to 5. Hide what differs by a few, small counts and few persons' values, and what would give
    # them back.
    decisions = _decided(findings, offered, previous)
    while (exchanged := with_instead(findings, decisions)) is not None:
        findings, decisions = exchanged, _decided(exchanged, offered, previous)
    # 6. Round.
    exact = tuple(_every_estimate(findings))
    pairs = tuple(zip(exact, decisions, strict=True))
    digits = digits_of_outcomes(estimate for estimate, decision in pairs if decision.status == SHOWN)
    rounded = [released_estimate(estimate, decision, policy, digits) for estimate, decision in pairs]
    # 7. Withhold what says too much beside the rounded numbers, and compute again what follows from
    # them.
    shown = _without_giveaways(rounded, exact, findings.measured, policy)
    # 8. Say why.
    remaining, widened = iter(shown), _decimals(policy) is Decimals.SEVERAL_SUMS
    return Released(
        cover=findings.cover,
        findings=tuple(released_finding(finding, remaining, widened=widened) for finding in findings.findings),
        provenance=findings.provenance,
        last=last_of(previous[-1]) if previous else None,
    )


def _each(findings: Findings, change: Callable[[Finding], Finding]) -> Findings:
    return replace(findings, findings=tuple(change(finding) for finding in findings.findings))


def _decided(findings: Findings, offered: Findings, previous: Sequence[Released]) -> tuple[Decision, ...]:
    """Return what happens to every estimate (steps 3 to 5).

    An earlier report may have shown quarters where this one shows months. Then the months may not
    give the quarter's change, so that a quarter that moved by a few is judged among the others,
    though it is not shown.
    """
    policy, every = findings.cover.policy, tuple(_every_estimate(findings))
    left_out = tuple(_left_out(offered, findings)) if previous else ()
    moved = sorted(changed_by_few(left_out, previous, policy))
    judged = every + tuple(left_out[place] for place in moved)
    moved_by_few = changed_by_few(judged, previous, policy)
    decisions = decide(judged, tuple(_partitions(findings)), policy, moved_by_few, findings.measured)
    return decisions[: len(every)]


def _every_estimate(findings: Findings) -> Iterator[Estimate]:
    for finding in findings.findings:
        yield from finding.every_estimate()


def _partitions(findings: Findings) -> Iterator[Partition]:
    for finding in findings.findings:
        yield from finding.partitions


def _left_out(offered: Findings, kept: Findings) -> Iterator[Estimate]:
    """Yield the points of the series that were offered in other grains."""
    for before, after in zip(offered.findings, kept.findings, strict=True):
        kept_grains = {(series.choice, series.grain) for series in after.series}
        for series in before.series:
            if (series.choice, series.grain) not in kept_grains:
                yield from series.points


def _decimals(policy: str) -> Decimals:
    rules = policy_for(policy, Kind.PERSON)
    return Decimals.FREE if rules is None else rules.decimals


def _without_giveaways(
    rounded: list[ReleasedEstimate], exact: tuple[Estimate, ...], measured: tuple[Measured, ...], policy: str
) -> list[ReleasedEstimate]:
    decimals = _decimals(policy)
    if decimals is Decimals.FREE:
        return rounded
    rounded = without_telling_spreads(rounded, exact, measured)
    rounded = without_saying_alike(rounded, exact, measured, policy)
    rounded = guarded_coarse(rounded, exact, measured, by_error=decimals is Decimals.BY_ERROR)
    if decimals is Decimals.BY_ERROR:
        return with_all_terms(without_few_extremes(rounded, exact), exact)
    shown = without_second_spreads(rounded, exact)
    shown = without_pinned_means(shown, exact)
    shown = without_telling_moves(shown, exact)
    return composed(shown, exact)
