"""A group of which nothing may be shown is not named: its name alone would say that somebody belongs to it."""

from __future__ import annotations

from dataclasses import replace

from tsi_eval.findings import Role
from tsi_eval.protect.decisions import SUPPRESSED
from tsi_eval.released import ReleasedFinding


def without_hidden_groups(finding: ReleasedFinding) -> ReleasedFinding:
    """Return a finding without the groups "column=value" whose every number is hidden; answers to the question stay.

    A group without anyone is not in the finding either, so that its absence does not tell one from the other.
    """
    every = [estimate for _, estimate in finding.every_estimate()]
    named = {estimate.group for estimate in every if "=" in estimate.group}
    told = {e.group for e in every if e.status != SUPPRESSED or e.role is Role.HEADLINE}
    gone = named - told
    if not gone:
        return finding
    series = {name: points for name, points in finding.series.items() if points[0].group not in gone}
    return replace(finding, estimates=tuple(e for e in finding.estimates if e.group not in gone), series=series)
