"""A group of which nothing may be shown is not named: its name alone would say that somebody belongs to it."""

from __future__ import annotations

from dataclasses import replace

from tsi_eval.findings import Finding, Role
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.protect.disclosure.decisions import SUPPRESSED


def without_hidden_groups(finding: ReleasedFinding, exact: Finding) -> ReleasedFinding:
    """Return a finding without the groups of persons "column=value" whose every number is hidden; answers to the question stay.

    A group without anyone is not in the finding either, so that its absence does not tell one from the other. Schools and arenas of a
    tally stay: that they exist is no secret.
    """
    every = [estimate for _, estimate in finding.every_estimate()]
    of_persons = {e.group for e in exact.every_estimate() if any(cell.members for cell in e.basis)}
    named = {estimate.group for estimate in every if "=" in estimate.group} & of_persons
    told = {e.group for e in every if e.status != SUPPRESSED or e.role is Role.HEADLINE}
    gone = named - told
    if not gone:
        return finding
    series = {name: points for name, points in finding.series.items() if points[0].group not in gone}
    return replace(finding, estimates=tuple(e for e in finding.estimates if e.group not in gone), series=series)
