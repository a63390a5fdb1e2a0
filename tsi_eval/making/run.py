"""The pipe from a pilot's folder to what may leave: one pilot, in one process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsi_eval.errors import Param
from tsi_eval.language import Message, Tell
from tsi_eval.making.approval import APPROVED, obstacles, refuse_any
from tsi_eval.project import Project, check_name

if TYPE_CHECKING:
    from tsi_eval.findings import Findings
    from tsi_eval.findings.released import Released
    from tsi_eval.pilot.declaration import Pilot
    from tsi_eval.pilot.pilot_study import PilotStudy
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


def release_pilot(project: Project, pilot_id: str, tell: Tell) -> tuple[Released, Known]:
    """Read a pilot's files, check them, answer its questions, and keep only what may leave.

    With it comes what the delivery's persons are told by, so that the report can be searched.

    Raises:
        ReportError: The pilot says that its report is approved, and something stands in the way
            (E372-E378).
        TsiError: With a code and three lines for every problem.
    """
    from tsi_eval.analysis.asking import analyse  # noqa: PLC0415
    from tsi_eval.analysis.remaining import unlabelled  # noqa: PLC0415
    from tsi_eval.ingest import ingest  # noqa: PLC0415
    from tsi_eval.pilot.load import load_pilot  # noqa: PLC0415
    from tsi_eval.protect import pseudonymise  # noqa: PLC0415
    from tsi_eval.protect.pseudonyms.key import load_key  # noqa: PLC0415
    from tsi_eval.protect.scanning.known import known_of  # noqa: PLC0415

    check_name(pilot_id)
    pilot = load_pilot(project.data / pilot_id)
    approved = pilot.status == APPROVED
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
    return release_findings(project, pilot_id, findings), known_of(intake, load_key())


def release_findings(project: Project, pilot_id: str, findings: Findings) -> Released:
    """Judge what was found, beside what earlier reports of the pilot have shown.

    Raises:
        TsiError: With a code and three lines for every problem.
    """
    from tsi_eval.making.register import Register  # noqa: PLC0415
    from tsi_eval.protect import release  # noqa: PLC0415

    earlier = Register(folder=project.deliveries(pilot_id)).before(findings.provenance)
    return release(findings, earlier)


def released_text(project: Project, pilot_id: str, tell: Tell) -> str:
    """Return a pilot's `released.json`.

    Raises:
        TsiError: With a code and three lines for every problem.
    """
    return released_and_known(project, pilot_id, tell)[0]


def released_and_known(project: Project, pilot_id: str, tell: Tell) -> tuple[str, Known]:
    """Return a pilot's `released.json`, and what its persons are told by.

    Raises:
        TsiError: With a code and three lines for every problem.
    """
    from tsi_eval.findings.released import to_json  # noqa: PLC0415

    released, known = release_pilot(project, pilot_id, tell)
    return to_json(released), known


def progress(step: str, pilot: str, **params: Param) -> Message:
    """Return the message that tells of one step of the work on a pilot."""
    return Message(f"progress.{step}", {"pilot": pilot, **params})
