"""Choosing the grain of a series: the finest in which every point may be shown.

A design may offer the same series by month, by quarter and by term, or for each school and for all
of them together. This decides which one the report shows (step 1 of `release`).

1. Series with the same `choice` are alternatives; their `grain` says how fine they are, 0 for the
   finest.
2. From the finest on, the first grain is kept of which every point may be shown by itself
   (`counts/alone`); if there is none, the coarsest. The others leave no trace.
3. If that is not the finest, a caveat says so.

Worked example. Enquiries came by month: 7, 6, 3, 8, 9, 5. The 3 may not be shown under `default`,
so that months are left out, all of them; by quarter they are 16 and 22, which may be shown, and
the report shows quarters. Showing the months with a hole would tell that the third lies between 1
and 4, beside a quarter that gives it.
"""

from __future__ import annotations

from dataclasses import replace

from tsi_eval.findings import Finding, Series
from tsi_eval.language import Message
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.decisions import SHOWN


def finest(finding: Finding, policy: str) -> Finding:
    """Return a finding in which each series that is offered in several grains stands in one."""
    result = finding
    for choice in dict.fromkeys(series.choice for series in finding.series if series.grain is not None):
        result = _with_one_grain(result, choice, policy)
    return result


def _with_one_grain(finding: Finding, choice: str, policy: str) -> Finding:
    by_grain = _by_grain(finding, choice)
    grains = sorted(by_grain)
    chosen = next((grain for grain in grains if _passes(by_grain[grain], policy)), grains[-1])
    kept = tuple(series for series in finding.series if series.choice != choice or series.grain in {chosen, None})
    if chosen == grains[0]:
        return replace(finding, series=kept)
    axis = by_grain[chosen][0].axis
    caveat = Message(f"caveat.coarser_{choice}", {"grain": Message(f"grain.{axis}")})
    return replace(finding, series=kept, caveats=(caveat, *finding.caveats))


def _by_grain(finding: Finding, choice: str) -> dict[int, list[Series]]:
    """Return the grains in which a choice is offered, each with its series."""
    by_grain: dict[int, list[Series]] = {}
    for series in finding.series:
        if series.choice == choice and series.grain is not None:
            by_grain.setdefault(series.grain, []).append(series)
    return by_grain


def _passes(lines: list[Series], policy: str) -> bool:
    return all(_is_shown_whole(series, policy) for series in lines)


def _is_shown_whole(series: Series, policy: str) -> bool:
    return all(alone(point, policy).status == SHOWN for point in series.points)
