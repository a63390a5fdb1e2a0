"""The pipe from a pilot's folder to its report: the one place, beside the command line, that knows all rooms."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsi_eval.errors import Problem, UsageError
from tsi_eval.language import LANGUAGES, Message

if TYPE_CHECKING:
    from tsi_eval.declare import Pilot
    from tsi_eval.ledger import Ledger
    from tsi_eval.released import Released
    from tsi_eval.study import Study

Tell = Callable[[Message], None]
NOTEBOOK = "follow_up_report.ipynb"
RELEASED = "released.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Where things lie."""

    root: Path

    @property
    def data(self) -> Path:
        """The pilots' folders."""
        return self.root / "data_raw"

    @property
    def reports(self) -> Path:
        """What is made."""
        return self.root / "reports"

    @property
    def notebook(self) -> Path:
        """The report's notebook."""
        return self.root / "notebooks" / NOTEBOOK

    def pilots(self) -> tuple[str, ...]:
        """Return the names of all pilots."""
        return tuple(sorted(path.parent.name for path in self.data.glob("*/pilot.toml")))


def find_project(start: Path | None = None) -> Project:
    """Return the project that a folder, or the folder one stands in, lies in.

    Raises:
        UsageError: When there is none (E192).
    """
    start = start or Path.cwd()
    for folder in (start, *start.parents):
        if (folder / "data_raw").is_dir() and (folder / "notebooks").is_dir():
            return Project(root=folder)
    raise UsageError(Problem(code="E192"))


def open_study(pilot: Pilot) -> Study:
    """Read, check and pseudonymise a pilot's files.

    Raises:
        DataError: Every problem of the delivery.
        ProtectionError: The same, when identity numbers lie where none belong.
    """
    from tsi_eval.ingest import ingest  # noqa: PLC0415  pandas is loaded when data are read
    from tsi_eval.protect import pseudonymise  # noqa: PLC0415

    return pseudonymise(ingest(pilot))


def make_report(project: Project, pilot_id: str, language: str, tell: Tell) -> Path:
    """Make one pilot's report in one language, and return its folder; on any error nothing is changed.

    Raises:
        TsiError: With a code and three lines for every problem.
    """
    if language not in LANGUAGES:
        raise UsageError(Problem(code="E191", params={"name": language}))
    began = time.monotonic()
    released = _release(project, pilot_id, tell)
    final = project.reports / pilot_id / language
    _write(project, released, language, final, tell)
    place = final.relative_to(project.root).as_posix()
    tell(_told("done", pilot_id, seconds=str(round(time.monotonic() - began)), path=place))
    return final


def check_pilot(project: Project, pilot_id: str, tell: Tell) -> None:
    """Do everything up to the release, and write nothing.

    Raises:
        TsiError: Every problem found.
    """
    released = _release(project, pilot_id, tell)
    sources = str(len(released.provenance.data))
    tell(_told("checked", pilot_id, sources=sources, questions=str(len(released.cover.questions))))


def _release(project: Project, pilot_id: str, tell: Tell) -> Released:
    from tsi_eval.analysis import analyse  # noqa: PLC0415
    from tsi_eval.load import check_name, load_pilot  # noqa: PLC0415
    from tsi_eval.protect import release  # noqa: PLC0415

    check_name(pilot_id)
    pilot = load_pilot(project.data / pilot_id)
    tell(_told("read", pilot_id))
    study = open_study(pilot)
    for item in study.receipt:
        counts = {"rows": item.rows, "files": item.files, "dropped": item.columns_dropped}
        tell(_told("received", pilot_id, source=item.source, **{name: str(n) for name, n in counts.items()}))
    tell(_told("analyse", pilot_id))
    findings = analyse(study)
    tell(_told("release", pilot_id))
    return release(findings, ledger(project, pilot_id).before(findings.provenance))


def ledger(project: Project, pilot_id: str) -> Ledger:
    """Return what earlier reports of a pilot said."""
    from tsi_eval.ledger import Ledger  # noqa: PLC0415

    return Ledger(folder=project.reports / pilot_id / "deliveries")


def _write(project: Project, released: Released, language: str, final: Path, tell: Tell) -> None:
    import nbformat  # noqa: PLC0415

    from tsi_eval.released import to_json  # noqa: PLC0415
    from tsi_eval.report.document import document_of  # noqa: PLC0415
    from tsi_eval.report.notebook import run_notebook  # noqa: PLC0415
    from tsi_eval.report.formats import FORMATS  # noqa: PLC0415
    from tsi_eval.report.formats.pandoc import read  # noqa: PLC0415
    from tsi_eval.report.outputs import DATA  # noqa: PLC0415
    from tsi_eval.report.publish import publishing  # noqa: PLC0415
    from tsi_eval.report.words import Words  # noqa: PLC0415

    pilot_id = released.cover.pilot
    with publishing(final, pilot_id) as folder:
        _put(folder / RELEASED, to_json(released))
        tell(_told("notebook", pilot_id))
        executed = run_notebook(project.notebook, {"released": RELEASED, "language": language}, folder)
        tell(_told("render", pilot_id))
        document = document_of(executed, Words(released, language))
        _put(folder / NOTEBOOK, nbformat.writes(executed) + "\n")  # type: ignore[no-untyped-call]
        for name, write in DATA.items():
            _put(folder / name, write(released))
        ast = read(document)
        for format_ in FORMATS:
            (folder / format_.file).write_bytes(format_.make(document, ast))
        _put(folder / "provenance.json", _provenance(project, released, language, folder))
        # Before the report appears: what may have been read must be known to the next one.
        ledger(project, pilot_id).keep(released)


def _provenance(project: Project, released: Released, language: str, folder: Path) -> str:
    made: dict[str, Any] = asdict(released.provenance) | {
        "pilot": released.cover.pilot,
        "data_kind": released.cover.data,
        "policy": released.cover.policy,
        "report_date": released.cover.report_date,
        "language": language,
        "notebook_sha256": _sha256(project.notebook),
        "outputs_sha256": {path.name: _sha256(path) for path in sorted(folder.iterdir())},
    }
    return json.dumps(made, indent=1, sort_keys=True, default=str, ensure_ascii=False) + "\n"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _told(step: str, pilot: str, **params: str) -> Message:
    return Message(f"progress.{step}", {"pilot": pilot, **params})
