"""What a report corrects, and in which questions the shown numbers are others now.

Worked example. A sheet was read twice, and June's report counted 65. The corrected report of July
says that it corrects June's, why, and that "started" has changed: 60. If two families too many had
been counted, "started" stays 62 with June's date, and has not changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from tsi_eval.errors import DeclarationError, Param, Problem
from tsi_eval.findings.cover import NO_TEXT
from tsi_eval.findings.released import Correction, Released
from tsi_eval.pilot.declaration import Corrected
from tsi_eval.protect.disclosure.handed_out.entry import HandedOut
from tsi_eval.protect.disclosure.handed_out.keeping import numbers_of


def corrected(released: Released, before: Iterable[HandedOut], correction: Corrected | None) -> Correction | None:
    """Return what a report corrects, or None where it corrects nothing.

    Args:
        released: The new report.
        before: All that was handed out before it.
        correction: What it is declared to correct.

    Raises:
        DeclarationError: No report of that date was handed out (E434).
    """
    if correction is None:
        return None
    numbers = {finding.question: numbers_of(finding) for finding in _then(released, before, correction).findings}
    signed = correction.exception
    return Correction(
        report=correction.report,
        why=correction.why,
        changed=tuple(
            finding.question
            for finding in released.findings
            if finding.question in numbers and numbers_of(finding) != numbers[finding.question]
        ),
        exception="" if signed is None else signed.name,
        exception_why=NO_TEXT if signed is None else signed.why,
    )


def _then(released: Released, before: Iterable[HandedOut], correction: Corrected) -> Released:
    pilot = released.cover.pilot
    for report in before:
        if report.pilot == pilot and report.released.cover.report_date == correction.report:
            return report.released
    params: dict[str, Param] = {"pilot": pilot, "date": str(correction.report)}
    raise DeclarationError(Problem(code="E434", params=params))
