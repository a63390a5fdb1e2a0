"""The door out: every number of a pilot passes the policy, or nothing leaves.

Everything is judged together, since one number may give another back. What stands beside earlier
reports is judged afterwards, by `handed_out`: two reports may be subtracted. The words used here
stand in `tsi_eval/protect/disclosure/__init__.py`.

What can't be judged is refused before anything else (`judgeable`), and so is the policy `public`
for data that are not public (`policies`). Then `release` takes seven steps, each in a file of its
own with a worked example; the first six are `judge`, the last is `finished`:

1. Choose the grain: months, or quarters or terms, of which every point may be shown (`grain`).
2. Let what may stand instead of a number that its policy hides for itself take its place
   (`fallback`).
3. Hide small counts, and what would give them back (`counts/`).
4. Hide means that would give few persons' values back (`values/means`), and what is known of
   tallies (`values/tallied`). As long as something hidden has a number that may stand instead,
   steps 3 and 4 are taken again with it. `deciding` takes both for all numbers at once.
5. Round (`rounding/`).
6. Withhold what says too much beside the rounded numbers, and compute again what follows from them
   (`values/`).
7. Say why: the doubts under an answer, and what leaves no trace (`reasons`).

Worked example. 18 of 40 families finished: 9 in Askersund, 6 in Degerfors and 3 in Nora. Nora's 3
is hidden in step 3, and with it Degerfors' 6, since 18 less 9 and less 6 would give it back. The
mean change of the 18 is -26/18, or -1.444; step 5 shows it as -1, and step 6 withholds their d_z.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tsi_eval.findings import Estimate, Finding, Findings, Kind, Partition
from tsi_eval.findings.measured import Measured
from tsi_eval.findings.released import Released, ReleasedEstimate
from tsi_eval.protect.disclosure.deciding import decide
from tsi_eval.protect.disclosure.decisions import SHOWN, Decision
from tsi_eval.protect.disclosure.fallback import with_instead, with_what_passes
from tsi_eval.protect.disclosure.grain import finest
from tsi_eval.protect.disclosure.judgeable import check_findings
from tsi_eval.protect.disclosure.policies import Decimals, check_data, policy_for
from tsi_eval.protect.disclosure.reasons import released_finding
from tsi_eval.protect.disclosure.rounding.digits import digits_of_outcomes
from tsi_eval.protect.disclosure.rounding.released import released_estimate
from tsi_eval.protect.disclosure.security import with_security
from tsi_eval.protect.disclosure.turned import with_turned
from tsi_eval.protect.disclosure.values.alike import without_saying_alike
from tsi_eval.protect.disclosure.values.coarse.guarding import guarded_coarse
from tsi_eval.protect.disclosure.values.composed import composed, with_all_terms
from tsi_eval.protect.disclosure.values.differences import without_pinned_means
from tsi_eval.protect.disclosure.values.largest import without_telling_spreads
from tsi_eval.protect.disclosure.values.movers import without_telling_moves
from tsi_eval.protect.disclosure.values.spread import without_few_extremes, without_second_spreads


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Findings whose every number was judged, before it is said why some are hidden.

    Attributes:
        findings: In the grain and with the numbers that may stand.
        exact: Every number of them, before rounding.
        shown: The same numbers as they may leave, in the same order.
    """

    findings: Findings
    exact: tuple[Estimate, ...]
    shown: tuple[ReleasedEstimate, ...]


def release(findings: Findings) -> Released:
    """Return what may leave: hidden, banded and rounded by the pilot's policy, without the cells.

    Raises:
        ProtectionError: A number without basis (E181), record (E285) or step (E286), groups that
            contradict each other (E186), a number in a message (E188), an unknown kind or policy
            (E180), the policy `public` for data that are not public (E268): then nothing is
            released.
    """
    judged = judge(findings)
    every = judged.findings.findings
    return with_security(with_turned(finished(judged, judged.shown), every), every)


def judge(findings: Findings) -> Judged:
    """Judge every number beside all others (steps 1 to 6).

    Raises:
        ProtectionError: As `release`.
    """
    policy = findings.cover.policy
    check_data(policy, findings.cover.data)
    check_findings(findings.findings)
    # 1. Choose the grain.
    findings = _each(findings, lambda finding: finest(finding, policy))
    # 2. Let what may stand instead of what its policy hides take its place.
    findings = _each(findings, lambda finding: with_what_passes(finding, policy))
    # 3 and 4. Hide small counts and few persons' values, and what would give them back.
    decisions = _decided(findings)
    while (exchanged := with_instead(findings, decisions)) is not None:
        findings, decisions = exchanged, _decided(exchanged)
    # 5. Round.
    exact = tuple(_every_estimate(findings))
    pairs = tuple(zip(exact, decisions, strict=True))
    digits = digits_of_outcomes(estimate for estimate, decision in pairs if decision.status == SHOWN)
    rounded = [released_estimate(estimate, decision, policy, digits) for estimate, decision in pairs]
    # 6. Withhold what says too much beside the rounded numbers, and compute again what follows from
    # them.
    shown = _without_giveaways(rounded, exact, findings.measured, policy)
    return Judged(findings=findings, exact=exact, shown=tuple(shown))


def finished(judged: Judged, shown: Sequence[ReleasedEstimate]) -> Released:
    """Return a report of numbers, with the reasons why some are hidden (step 7).

    Args:
        judged: What was judged.
        shown: Its numbers as they may leave, some of them perhaps hidden since.
    """
    findings = judged.findings
    remaining, widened = iter(shown), _decimals(findings.cover.policy) is Decimals.SEVERAL_SUMS
    return Released(
        cover=findings.cover,
        findings=tuple(released_finding(finding, remaining, widened=widened) for finding in findings.findings),
        provenance=findings.provenance,
    )


def _each(findings: Findings, change: Callable[[Finding], Finding]) -> Findings:
    return replace(findings, findings=tuple(change(finding) for finding in findings.findings))


def _decided(findings: Findings) -> tuple[Decision, ...]:
    """Return what happens to every estimate (steps 3 and 4)."""
    policy, every = findings.cover.policy, tuple(_every_estimate(findings))
    return decide(every, tuple(_partitions(findings)), policy, findings.measured)


def _every_estimate(findings: Findings) -> Iterator[Estimate]:
    for finding in findings.findings:
        yield from finding.every_estimate()


def _partitions(findings: Findings) -> Iterator[Partition]:
    for finding in findings.findings:
        yield from finding.partitions


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
