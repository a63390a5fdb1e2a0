"""`check`: everything up to what may leave, and what was understood on the way.

1. The pilot's files are read. What was understood of them is said, also where something is wrong,
   so that a project lead is not blind until everything is right.
2. The questions are asked, and what may leave is judged, as for a report. Nothing of it is kept.
3. All of it is written to an Excel file in `checks/<pilot>/`, which holds small counts, is not for
   release, and is no part of any report.
4. What still stands in the way of an approved report is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tsi_eval.errors import DataError, Problem, ReportError, TsiError
from tsi_eval.language import Message, Tell, with_own
from tsi_eval.language.program import program
from tsi_eval.making.approval import APPROVED, obstacles
from tsi_eval.making.own_notebooks import FOLDER, looked_at
from tsi_eval.making.run import progress, release_findings
from tsi_eval.pilot.own_designs import code_of
from tsi_eval.project import Project, check_name

if TYPE_CHECKING:
    from tsi_eval.ingest import Intake
    from tsi_eval.making.checked import Checked
    from tsi_eval.pilot.declaration import Pilot

# So many digits of a hash tell one file of code from another.
_DIGITS = 12


def check_pilot(project: Project, pilot_id: str, language: str, tell: Tell) -> None:
    """Say what was understood of a pilot, and keep it in a file that is not for release.

    Args:
        project: Where the pilot lies.
        pilot_id: Its name.
        language: Of the file and of the problems in it.
        tell: Is told everything, line by line.

    Raises:
        TsiError: With a code and three lines for every problem.
    """
    from tsi_eval.pilot.load import load_pilot  # noqa: PLC0415

    check_name(pilot_id)
    pilot = load_pilot(project.data / pilot_id)
    with with_own(pilot.own_words):
        _check(project, pilot, language, tell)


def _check(project: Project, pilot: Pilot, language: str, tell: Tell) -> None:
    from tsi_eval.ingest import ingest  # noqa: PLC0415  pandas is loaded when data are read
    from tsi_eval.making.check_messages import messages  # noqa: PLC0415
    from tsi_eval.making.checked import understand  # noqa: PLC0415

    pilot_id = pilot.id
    for file, digest in code_of(pilot.folder, (question.design for question in pilot.questions)).items():
        tell(Message("check.own_design", {"file": file, "digest": digest[:_DIGITS]}))
    notebooks, faults = looked_at(project, pilot_id)
    for notebook in notebooks:
        tell(Message("check.own_notebook", {"file": f"{FOLDER}/{notebook.name}"}))
    tell(progress("read", pilot_id))
    intake = ingest(pilot)
    checked = understand(intake)
    for message in messages(checked, _place(pilot_id)):
        tell(message)
    error, left = _computed(project, intake, tell)
    # Of a delivery with problems nobody knows yet what it lacks.
    remaining = (*obstacles(pilot, {} if error else intake.tables), *left, *faults)
    checked = replace(checked, problems=error.problems if error else (), remaining=remaining)
    _keep(project, checked, language, tell)
    _say_remaining(checked, language, tell)
    if error is not None:
        raise error
    if remaining and pilot.status == APPROVED:
        raise ReportError(remaining)
    tell(progress("checked", pilot_id, sources=len(pilot.sources), questions=len(pilot.questions)))
    tell(Message(f"check.next_{'remarks' if remaining else 'report'}", {"pilot": pilot_id, "program": program()}))


def _place(pilot_id: str) -> str:
    from tsi_eval.making.check_workbook import FILE  # noqa: PLC0415

    return f"checks/{pilot_id}/{FILE}"


def _computed(project: Project, intake: Intake, tell: Tell) -> tuple[TsiError | None, tuple[Problem, ...]]:
    """Ask the questions and judge the answers, as for a report.

    Returns:
        What stopped it, or None; and what its words still lack.
    """
    from tsi_eval.analysis.asking import analyse  # noqa: PLC0415
    from tsi_eval.analysis.remaining import unlabelled  # noqa: PLC0415
    from tsi_eval.protect import pseudonymise  # noqa: PLC0415
    from tsi_eval.protect.pseudonyms.key import load_key  # noqa: PLC0415
    from tsi_eval.protect.pseudonyms.lasting import lasting_of  # noqa: PLC0415
    from tsi_eval.report.own_claims import faults  # noqa: PLC0415

    pilot = intake.pilot
    try:
        study = pseudonymise(intake)
        tell(progress("analyse", pilot.id))
        findings = analyse(study)
        tell(progress("release", pilot.id))
        report = release_findings(project, findings, lasting_of(intake, load_key()), pilot.correction)
    except TsiError as error:
        return error, ()
    return None, (*unlabelled(pilot, findings), *faults(report.released))


def _keep(project: Project, checked: Checked, language: str, tell: Tell) -> None:
    """Write the file. If it can't be written, the delivery's own problems come first."""
    from tsi_eval.making.check_sheets import sheets  # noqa: PLC0415
    from tsi_eval.making.check_workbook import write  # noqa: PLC0415

    pilot = checked.pilot.id
    try:
        write(project.checks(pilot), sheets(checked, language), language)
    except ReportError as error:
        if checked.problems:
            raise DataError((*checked.problems, *error.problems)) from None
        raise
    tell(Message("check.saved", {"pilot": pilot, "path": _place(pilot), "banner": Message("check.banner")}))


def _say_remaining(checked: Checked, language: str, tell: Tell) -> None:
    """Say what is left to do; of an approved report these are the problems that stop it."""
    if checked.remaining and checked.pilot.status != APPROVED:
        tell(Message("check.remarks"))
        for problem in checked.remaining:
            tell(Message("check.text", {"text": problem.text(language)}))
    elif not checked.remaining and not checked.problems:
        tell(Message("check.nothing_left", {"pilot": checked.pilot.id}))
