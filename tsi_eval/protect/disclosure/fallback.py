"""What takes the place of an estimate that may not be shown: the same answer by a method that needs less.

Worked example. Of 40 children 12 had a trouble before and 8 after; 6 lost it and 2 gained it. The
paired interval of the change in share follows from all four cells of the table, and the 2 may not
be known. The interval from the margins, 12 and 8 of 40, needs no cell; it is wider, and stands
instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tsi_eval.findings import Estimate, Finding, Findings, Series
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.decisions import SHOWN, Decision


def with_what_passes(finding: Finding, policy: str) -> Finding:
    """Return a finding with every estimate that its policy hides for itself exchanged for what may stand instead."""

    def passing(estimate: Estimate) -> Estimate:
        while estimate.instead is not None and alone(estimate, policy).status != SHOWN:
            estimate = estimate.instead
        return estimate

    return replace(finding, estimates=tuple(map(passing, finding.estimates)))


def with_instead(findings: Findings, decided: Sequence[Decision]) -> Findings | None:
    """Return the findings with every hidden estimate exchanged for what may stand instead, or None when there is nothing to exchange."""
    left = iter(decided)
    exchanged = tuple(
        replace(finding, estimates=tuple(_less(finding, left)), series=tuple(_passed(finding, left)))
        for finding in findings.findings
    )
    return None if exchanged == findings.findings else replace(findings, findings=exchanged)


def _less(finding: Finding, left: Iterator[Decision]) -> Iterator[Estimate]:
    for estimate in finding.estimates:
        hidden = next(left).status != SHOWN
        yield estimate.instead if hidden and estimate.instead is not None else estimate


def _passed(finding: Finding, left: Iterator[Decision]) -> Iterator[Series]:
    for series in finding.series:
        for _ in series.points:
            next(left)
        yield series
