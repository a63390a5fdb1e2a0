"""The pipe from a pilot's folder to what may leave: one pilot, in one process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsi_eval.errors import Param
from tsi_eval.language import Message, Tell, with_own
from tsi_eval.making.approval import APPROVED, obstacles, refuse_any
from tsi_eval.making.register import Register, refuse_another_project, refuse_unknown
from tsi_eval.making.renewed import what_became
from tsi_eval.project import Project, check_name

if TYPE_CHECKING:
    from tsi_eval.findings import Findings
    from tsi_eval.pilot.declaration import Corrected, Pilot
    from tsi_eval.pilot.pilot_study import PilotStudy
    from tsi_eval.protect.disclosure.handed_out.entry import HandedOut
    from tsi_eval.protect.pseudonyms.lasting import Lasting
    from tsi_eval.protect.scanning import Known


def open_study(pilot: Pilot) -> PilotStudy:
    """Read, check and pseudonymise a pilot's files.

    Raises:
        DataError: Every problem of the delivery.
        ProtectionError: The same, when identity numbers lie where none belong.
    """
    from tsi_eval.ingest import ingest  # noqa: PLC0415  pandas is loaded when data are read
    from tsi_eval.protect import pseudonymise  # noqa: PLC0415

    return pseudonymise(ingest(pilot))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyToLeave:
    """What comes from the process that reads rows, for those that have never seen one.

    Attributes:
        released: The text of `released.json`.
        known: What the delivery's persons are told by, so that the report can be searched.
        approved: Whether somebody approved it, so that it is handed out.
        identity: What an approved report is known by; "" of a draft.
        told: What it tells, sealed, for the register.
        fingerprint: Which key that is sealed with.
        register: The names of the files that it was judged beside.
    """

    released: str
    known: Known
    approved: bool
    identity: str
    told: str
    fingerprint: str
    register: tuple[str, ...]


def ready_to_leave(project: Project, pilot_id: str, tell: Tell) -> ReadyToLeave:
    """Read a pilot's files, check them, answer its questions, and keep only what may leave.

    Raises:
        ReportError: The pilot says that its report is approved, and something stands in the way
            (E372-E378); or the register can't be relied on (E176, E430-E433).
        TsiError: With a code and three lines for every problem.
    """
    from tsi_eval.pilot.load import load_pilot  # noqa: PLC0415

    check_name(pilot_id)
    pilot = load_pilot(project.data / pilot_id)
    with with_own(pilot.own_words):
        return _ready(project, pilot, tell)


def _ready(project: Project, pilot: Pilot, tell: Tell) -> ReadyToLeave:
    from tsi_eval.analysis.asking import analyse  # noqa: PLC0415
    from tsi_eval.analysis.remaining import unlabelled  # noqa: PLC0415
    from tsi_eval.findings.released import to_json  # noqa: PLC0415
    from tsi_eval.ingest import ingest  # noqa: PLC0415
    from tsi_eval.protect import pseudonymise  # noqa: PLC0415
    from tsi_eval.protect.disclosure.handed_out.entry import to_text  # noqa: PLC0415
    from tsi_eval.protect.pseudonyms.key import load_key  # noqa: PLC0415
    from tsi_eval.protect.pseudonyms.lasting import lasting_of  # noqa: PLC0415
    from tsi_eval.protect.scanning.known import known_of  # noqa: PLC0415
    from tsi_eval.report.own_claims import faults  # noqa: PLC0415

    pilot_id, approved = pilot.id, pilot.status == APPROVED
    tell(progress("read", pilot_id))
    intake = ingest(pilot)
    study = pseudonymise(intake)
    for item in study.receipt:
        counts = {"rows": item.rows, "files": item.files, "dropped": item.columns_dropped}
        tell(progress("received", pilot_id, source=item.source, **counts))
    if approved:
        refuse_any(obstacles(pilot, {name: study.table(name) for name in study.tables()}))
    tell(progress("analyse", pilot_id))
    findings = analyse(study)
    if approved:
        refuse_any(unlabelled(pilot, findings))
    tell(progress("release", pilot_id))
    key = load_key()
    lasting = lasting_of(intake, key)
    names = Register(folder=project.private).names()
    report = release_findings(project, findings, lasting, pilot.correction)
    if approved:
        refuse_any(faults(report.released))
    for message in what_became(report.released):
        tell(message)
    return ReadyToLeave(
        released=to_json(report.released),
        known=known_of(intake, key),
        approved=approved,
        identity=report.identity if approved else "",
        told=to_text(report, lasting) if approved else "",
        fingerprint=lasting.fingerprint,
        register=names,
    )


def release_findings(project: Project, findings: Findings, lasting: Lasting, correction: Corrected | None) -> HandedOut:
    """Judge what was found, beside all that was handed out.

    The register must be this project's: it knows its approved reports, and one of its pilots or of
    the delivery's persons.

    Raises:
        TsiError: With a code and three lines for every problem.
    """
    from tsi_eval.protect.disclosure.handed_out.renewing import Earlier, release_beside  # noqa: PLC0415

    known = Register(folder=project.private).read(lasting)
    refuse_another_project(project.pilots(), known, lasting)
    refuse_unknown(project.reports / findings.cover.pilot, findings.cover.pilot, known)
    return release_beside(findings, Earlier(reports=known, lasting=lasting, correction=correction))


def released_text(project: Project, pilot_id: str, tell: Tell) -> str:
    """Return a pilot's `released.json`.

    Raises:
        TsiError: With a code and three lines for every problem.
    """
    return ready_to_leave(project, pilot_id, tell).released


def progress(step: str, pilot: str, **params: Param) -> Message:
    """Return the message that tells of one step of the work on a pilot."""
    return Message(f"progress.{step}", {"pilot": pilot, **params})
