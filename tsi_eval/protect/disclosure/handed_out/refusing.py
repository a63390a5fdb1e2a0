"""Reports that are refused beside earlier ones: about others, under a looser policy, or too late.

Worked example. The report of June was about 60 families. The delivery of December has 70, of whom
none is known again: the files have other case numbers, and all would be judged as if they were new.
"""

from __future__ import annotations

from collections.abc import Iterable

from tsi_eval.errors import DeclarationError, Param, Problem, ReportError
from tsi_eval.pilot.declaration import Corrected
from tsi_eval.protect.disclosure.door import Judged
from tsi_eval.protect.disclosure.handed_out.entry import HandedOut
from tsi_eval.protect.disclosure.handed_out.told import Elements
from tsi_eval.protect.disclosure.policies import POLICIES
from tsi_eval.protect.pseudonyms.lasting import Lasting

# Fewer than one in so many persons known again: these are others, or they are called otherwise.
KNOWN_AGAIN = 2


def refuse_looser(before: Iterable[HandedOut], judged: Judged, lasting: Lasting) -> None:
    """Refuse a policy looser than in an earlier report of the pilot.

    The same persons are the same pilot, whatever it is called: a copied folder with a looser policy
    would tell what the first one keeps.

    Args:
        before: All that was handed out before.
        judged: The new report, judged by itself.
        lasting: What persons are called in every report.

    Raises:
        ReportError: It is looser (E431).
    """
    rules, cover = {policy.name: policy for policy in POLICIES}, judged.findings.cover
    every = _persons_of(judged, lasting)
    for report in reversed(tuple(before)):
        then, persons = report.released.cover.policy, report.persons()
        is_the_same = report.pilot == cover.pilot or len(persons & every) * KNOWN_AGAIN > len(persons)
        if is_the_same and rules[cover.policy].moved < rules[then].moved:
            raise ReportError(Problem(code="E431", params={"pilot": cover.pilot, "then": then, "now": cover.policy}))


def _persons_of(judged: Judged, lasting: Lasting) -> Elements:
    """Return the keyed digests of all whom a report's numbers rest on."""
    return lasting.persons(frozenset[str]().union(*(cell.members for item in judged.exact for cell in item.basis)))


def refuse_others(before: Iterable[HandedOut], judged: Judged, lasting: Lasting) -> None:
    """Refuse a delivery in which of no earlier report half of the persons are known again.

    Of a pilot whose families come and go, few of the first report's may be left.

    Args:
        before: All that was handed out before.
        judged: The new report, judged by itself.
        lasting: What persons are called in every report.

    Raises:
        ReportError: These are others, or they are called otherwise (E430).
    """
    every = _persons_of(judged, lasting)
    mine = [report for report in before if report.pilot == judged.findings.cover.pilot]
    about = [(report, persons) for report in mine if (persons := report.persons())]
    if not about:
        return
    last, persons = max(about, key=lambda pair: len(pair[1] & every) / len(pair[1]))
    known = persons & every
    if len(known) * KNOWN_AGAIN < len(persons):
        params: dict[str, Param] = {
            "pilot": last.pilot,
            "known": len(known),
            "of": len(persons),
            "date": str(last.released.cover.report_date),
        }
        raise ReportError(Problem(code="E430", params=params))


def refuse_out_of_turn(last: HandedOut, judged: Judged, correction: Corrected | None) -> None:
    """Refuse a report that is no later than the last one, or corrects another than that.

    Args:
        last: The pilot's last report that was handed out.
        judged: The new report, judged by itself.
        correction: What it corrects.

    Raises:
        DeclarationError: An approved report is not later (E436), it corrects an earlier report than
            the last (E440), or an exception names a question that nobody asks (E437).
    """
    cover, day = judged.findings.cover, last.released.cover.report_date
    params: dict[str, Param] = {"pilot": cover.pilot, "date": str(day)}
    if not cover.is_draft and cover.report_date <= day:
        raise DeclarationError(Problem(code="E436", params=params))
    if correction is None:
        return
    if correction.report < day:
        raise DeclarationError(Problem(code="E440", params=params | {"report": str(correction.report)}))
    asked = {finding.question for finding in judged.findings.findings}
    for name in () if correction.exception is None else correction.exception.questions:
        if name not in asked:
            raise DeclarationError(Problem(code="E437", params=params | {"name": name}))
