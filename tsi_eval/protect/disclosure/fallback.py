"""Letting another number take the place of one that may not be shown.

A design may give, beside its answer, the same answer by a method that needs less (`instead`), and
beside that a third one, and so on.

1. Before anything is judged together, each number that the policy hides for itself gives way to
   the first in its chain that passes, or to the last (`with_what_passes`, step 2 of `release`).
2. After everything was judged together, each number that is hidden gives way to the next in its
   chain, and everything is judged again (`with_instead`), until nothing can give way any more.

Points of series have nothing that may stand instead.

Worked example. Of 40 children 12 had a trouble before and 8 after; 6 lost it and 2 gained it. The
paired interval of the change in share follows from all four cells of the table, and the 2 may not
be known. The interval from the margins, 12 and 8 of 40, needs no cell; it is wider, and stands
instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tsi_eval.findings import Estimate, Finding, Findings
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.decisions import SHOWN, Decision


def with_what_passes(finding: Finding, policy: str) -> Finding:
    """Return a finding in which what its policy hides for itself gave way to what passes."""
    return replace(finding, estimates=tuple(_first_that_passes(item, policy) for item in finding.estimates))


def _first_that_passes(estimate: Estimate, policy: str) -> Estimate:
    while estimate.instead is not None and alone(estimate, policy).status != SHOWN:
        estimate = estimate.instead
    return estimate


def with_instead(findings: Findings, decisions: Sequence[Decision]) -> Findings | None:
    """Return the findings with every hidden estimate exchanged for the next in its chain.

    Args:
        findings: All of them.
        decisions: What was decided of each estimate and each point, in the findings' order.

    Returns:
        None when there is nothing to exchange.
    """
    remaining = iter(decisions)
    exchanged = []
    for finding in findings.findings:
        estimates = tuple(_or_instead(estimate, next(remaining)) for estimate in finding.estimates)
        _skip_points(finding, remaining)
        exchanged.append(replace(finding, estimates=estimates))
    if tuple(exchanged) == findings.findings:
        return None
    return replace(findings, findings=tuple(exchanged))


def _or_instead(estimate: Estimate, decision: Decision) -> Estimate:
    if decision.status == SHOWN or estimate.instead is None:
        return estimate
    return estimate.instead


def _skip_points(finding: Finding, remaining: Iterator[Decision]) -> None:
    for series in finding.series:
        for _ in series.points:
            next(remaining)
