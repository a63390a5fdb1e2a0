"""How much of a chain of reports is new, and what vanished from one report to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from chains import Chain
from reading_over_terms import mark

from tsi_eval.findings import Quantity, Role
from tsi_eval.findings.released import Released, ReleasedEstimate

TOTAL, ANSWER, GROUP, OTHER = "total", "answer", "group", "other"


def kind_of(item: ReleasedEstimate) -> str:
    """Return what a number is to a reader."""
    if item.role is Role.HEADLINE:
        return ANSWER
    if "=" in item.group:
        return GROUP
    return TOTAL if item.quantity is Quantity.COUNT and not item.outcome and item.period == "started" else OTHER


def numbers(released: Released) -> Iterator[ReleasedEstimate]:
    """Yield a report's numbers, without the points of series, which say the same."""
    for answer in released.findings:
        yield from answer.estimates


def renewed(chain: Chain) -> Counter[tuple[str, bool]]:
    """Count the numbers that later reports show: (what they are, whether they are new)."""
    return Counter(
        (kind_of(item), item.as_of is None)
        for report in chain.reports[1:]
        for item in numbers(report.released)
        if item.status != "suppressed"
    )


def vanished(chain: Chain) -> list[str]:
    """Return numbers that a report showed and the next one, which asks the same, does not."""
    found: list[str] = []
    for then, now in zip(chain.reports, chain.reports[1:], strict=False):
        asked = {answer.question for answer in now.released.findings if answer.estimates}
        shown = {mark(item) for item in numbers(now.released) if item.status != "suppressed"}
        found += [
            f"{kind_of(item)}: {mark(item)} of {now.released.cover.report_date}"
            for item in numbers(then.released)
            if item.status != "suppressed" and item.question in asked and mark(item) not in shown
        ]
    return found


def misdated(reports: Sequence[Released]) -> list[str]:
    """Return numbers with a date that the report of that date did not show so."""
    said = {
        (item.quantity, item.estimate, item.n, item.ci_low, item.status, report.cover.report_date)
        for report in reports
        for item in numbers(report)
        if item.as_of is None
    }
    return [
        str(mark(item))
        for report in reports
        for item in numbers(report)
        if item.as_of is not None
        and (item.quantity, item.estimate, item.n, item.ci_low, item.status, item.as_of) not in said
    ]
