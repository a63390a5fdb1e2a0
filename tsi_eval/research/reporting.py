"""A report of findings that no pilot declares: always a draft, since nobody has approved it.

It is made as a pilot's report is: what may leave is decided first, the report is written in other
processes that have never seen a row, and its files are searched for persons before they appear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from tsi_eval.errors import Problem, ReportError, UsageError
from tsi_eval.findings import Finding
from tsi_eval.findings.released import Released, to_json
from tsi_eval.language import Message, Tell, Text
from tsi_eval.making.processes import Processes, within
from tsi_eval.making.provenance import PROVENANCE, write
from tsi_eval.making.publish import publishing
from tsi_eval.making.request import EVERY_FORMAT, USUAL
from tsi_eval.making.scanning import refuse
from tsi_eval.protect.pseudonyms.key import load_key
from tsi_eval.protect.scanning import Known
from tsi_eval.protect.scanning.known import known_from
from tsi_eval.report.render import render
from tsi_eval.research.alone import PILOT, Found
from tsi_eval.research.own_notebook import own_notebook
from tsi_eval.research.releasing import DEFAULT, REAL, release
from tsi_eval.speaking import known
from tsi_eval.study import Study


def make_report(
    found: Found,
    *,
    title: Text | str,
    folder: str | Path,
    language: str | None = None,
    formats: Iterable[str] = ("html",),
    policy: str = DEFAULT,
    data: str = REAL,
    day: date | None = None,
    tell: Tell | None = None,
) -> Path:
    """Write a draft of a report about findings of own frames.

    Args:
        found: A finding, several, or a mapping of questions in words to the findings that answer
            them. A pilot's reports are made by `tsi-eval report`.
        title: The title, in one language or both.
        folder: Where the report's files are written; a report that was made here before is
            replaced, and nothing else ever is.
        language: "sv" or "en"; unless given, the chosen one.
        formats: Of "html", "pdf", "docx" and "brief".
        policy: "default", "strict", "staff5", "internal" or "public".
        data: "synthetic", "public" or "real".
        day: The date that the report shows; unless given, today.
        tell: Is told of progress.

    Returns:
        The folder.

    Raises:
        UsageError: No such language (E191), format or policy (E471), something is no finding
            (E473), or the folder holds something else (E474).
        ProtectionError: Something can't be judged, or a person was found in a finished file (E420):
            then nothing is written.
        ReportError: The report could not be made (E170-E178).
    """
    language, formats, folder = known(language), tuple(formats), Path(folder)
    _check_formats(formats)
    _check_folder(folder)
    released = release(found, policy=policy, data=data, title=title, day=day)
    text, told = to_json(released), tell or _nobody
    with Processes() as processes:
        do = within(USUAL.seconds, processes, told)
        made = render(text, own_notebook(language), language, formats, told, do)
    with publishing(folder.absolute(), PILOT) as aside:
        write(aside, made, _origin(released, language, formats))
        refuse(aside, _persons(found), told)
    return folder


def _check_formats(formats: tuple[str, ...]) -> None:
    for name in formats:
        if name not in EVERY_FORMAT:
            params = {"argument": "formats", "name": str(name), "known": ", ".join(EVERY_FORMAT)}
            raise UsageError(Problem(code="E471", params=params))


def _check_folder(folder: Path) -> None:
    """Refuse a folder that holds anything but a report that was made here before."""
    if folder.is_file():
        raise ReportError(Problem(code="E174", params={"pilot": folder.name, "reason": "not a folder"}))
    if folder.is_dir() and any(folder.iterdir()) and not (folder / PROVENANCE).is_file():
        raise UsageError(Problem(code="E474", params={"folder": folder.name}))


def _origin(released: Released, language: str, formats: tuple[str, ...]) -> dict[str, object]:
    return {
        "pilot": PILOT,
        "policy": released.cover.policy,
        "data_kind": released.cover.data,
        "report_date": released.cover.report_date.isoformat(),
        "status": released.cover.status,
        "language": language,
        "formats": sorted(formats),
        "versions": dict(released.provenance.versions),
    }


def _persons(found: Found) -> Known:
    """Return what the persons of the findings' studies are told by."""
    identifiers = {("person", str(person)) for study in _studies(found) for person in study.everyone()}
    return known_from(PILOT, identifiers, {}, load_key())


def _studies(found: Found) -> Iterator[Study]:
    given = found.values() if isinstance(found, Mapping) else (found,) if isinstance(found, Finding) else found
    for finding in given:
        if isinstance(finding.source, Study):
            yield finding.source


def _nobody(_: Message) -> None:
    """Tell nobody."""
