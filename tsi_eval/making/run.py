"""The pipe from a pilot's folder to what may leave: one pilot, in one process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsi_eval.language import Message, Tell
from tsi_eval.project import Project, check_name

if TYPE_CHECKING:
    from tsi_eval.findings.released import Released
    from tsi_eval.pilot.declaration import Pilot
    from tsi_eval.pilot.pilot_study import PilotStudy


def open_study(pilot: Pilot) -> PilotStudy:
    """Read, check and pseudonymise a pilot's files.

    Raises:
        DataError: Every problem of the delivery.
        ProtectionError: The same, when identity numbers lie where none belong.
    """
    from tsi_eval.ingest import ingest  # noqa: PLC0415  pandas is loaded when data are read
    from tsi_eval.protect import pseudonymise  # noqa: PLC0415

    return pseudonymise(ingest(pilot))


def release_pilot(project: Project, pilot_id: str, tell: Tell) -> Released:
    """Read a pilot's files, check them, answer its questions, and keep only what may leave.

    Raises:
        TsiError: With a code and three lines for every problem.
    """
    from tsi_eval.analysis.asking import analyse  # noqa: PLC0415
    from tsi_eval.making.register import Register  # noqa: PLC0415
    from tsi_eval.pilot.load import load_pilot  # noqa: PLC0415
    from tsi_eval.protect import release  # noqa: PLC0415

    check_name(pilot_id)
    pilot = load_pilot(project.data / pilot_id)
    tell(progress("read", pilot_id))
    study = open_study(pilot)
    for item in study.receipt:
        counts = {"rows": item.rows, "files": item.files, "dropped": item.columns_dropped}
        tell(progress("received", pilot_id, source=item.source, **counts))
    tell(progress("analyse", pilot_id))
    findings = analyse(study)
    tell(progress("release", pilot_id))
    earlier = Register(folder=project.deliveries(pilot_id)).before(findings.provenance)
    return release(findings, earlier)


def released_text(project: Project, pilot_id: str, tell: Tell) -> str:
    """Return a pilot's `released.json`.

    Raises:
        TsiError: With a code and three lines for every problem.
    """
    from tsi_eval.findings.released import to_json  # noqa: PLC0415

    return to_json(release_pilot(project, pilot_id, tell))


def check_pilot(project: Project, pilot_id: str, tell: Tell) -> None:
    """Do everything up to the release, write nothing, and tell how much was found.

    Raises:
        TsiError: With a code and three lines for every problem.
    """
    released = release_pilot(project, pilot_id, tell)
    sources, questions = len(released.provenance.data), len(released.cover.questions)
    tell(progress("checked", pilot_id, sources=sources, questions=questions))


def progress(step: str, pilot: str, **params: str | int) -> Message:
    """Return the message that tells of one step of the work on a pilot."""
    return Message(f"progress.{step}", {"pilot": pilot, **params})
