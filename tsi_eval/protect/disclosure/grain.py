"""A series in the finest grain that may be shown whole: months, or quarters, or terms; units, or all of them together.

Worked example. Enquiries came by month: 7, 6, 3, 8, 9, 5. The 3 may not be shown under `default`,
so that months are left out, all of them; by quarter they are 16 and 22, which may be shown, and the
report shows quarters. Showing the months with a hole would tell that the third lies between 1 and
4, beside a quarter that gives it.
"""

from __future__ import annotations

from dataclasses import replace

from tsi_eval.findings import Finding, Series
from tsi_eval.language import Message
from tsi_eval.protect.disclosure.counts.alone import alone
from tsi_eval.protect.disclosure.decisions import SHOWN


def finest(finding: Finding, policy: str) -> Finding:
    """Return a finding with only the finest of its alternative series of which every point may be shown, or the coarsest.

    The others leave no trace: a finer series with a few points hidden would tell more than it
    shows.
    """
    result = finding
    for choice in dict.fromkeys(series.choice for series in finding.series if series.grain is not None):
        result = _chosen(result, choice, policy)
    return result


def _chosen(finding: Finding, choice: str, policy: str) -> Finding:
    offered = tuple(series for series in finding.series if series.choice == choice and series.grain is not None)
    grains = sorted({series.grain for series in offered if series.grain is not None})
    grain = next((grain for grain in grains if _passes(offered, grain, policy)), grains[-1])
    kept = tuple(series for series in finding.series if series not in offered or series.grain == grain)
    axis = next(series.axis for series in offered if series.grain == grain)
    told = Message(f"caveat.coarser_{choice}", {"grain": Message(f"grain.{axis}")})
    coarser = (told,) if grain != grains[0] else ()
    return replace(finding, series=kept, caveats=(*coarser, *finding.caveats))


def _passes(offered: tuple[Series, ...], grain: int, policy: str) -> bool:
    lines = (series for series in offered if series.grain == grain)
    return all(alone(point, policy).status == SHOWN for series in lines for point in series.points)
