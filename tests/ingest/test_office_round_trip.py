"""What LibreOffice saves is read as it was meant: its xlsx, its xls and its ods.

LibreOffice is no part of the package. Where it is not installed these tests are skipped, unless
`TSI_EVAL_OFFICE=required` says that it must be there.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from same_delivery.delivery import GRIDS
from same_delivery.judging import Refused, differences, outcome_of, truth_of
from same_delivery.workbooks import xlsx

from tsi_eval import load_pilot, open_study
from tsi_eval.pilot.new.folder import new_pilot

OFFICE = shutil.which("soffice") or ""
REQUIRED = os.environ.get("TSI_EVAL_OFFICE") == "required"
SECONDS = 240

pytestmark = pytest.mark.skipif(not OFFICE and not REQUIRED, reason="LibreOffice is not installed")

FAMILIES = (("F01", "flicka"), ("F02", "pojke"), ("F03", "annat"), ("F04", "flicka"))
STAGES = (
    ("F01", date(2026, 8, 24), date(2026, 9, 1), date(2026, 11, 20)),
    ("F02", "x", "x", None),
    ("F03", date(2026, 8, 24), None, None),
    ("F04", "x", "nej", None),
)
SCORES = (("F01", date(2026, 9, 15), 20), ("F01", date(2027, 3, 15), 14), ("F02", date(2026, 9, 20), 31))
FILLED: Mapping[str, tuple[tuple[object, ...], ...]] = {"deltagare": FAMILIES, "steg": STAGES, "matningar": SCORES}


def saved_by_office(folder: Path, books: Mapping[str, bytes], kind: str) -> dict[str, bytes]:
    """Return workbooks as LibreOffice saves them anew: one process opens all of them."""
    assert OFFICE, "TSI_EVAL_OFFICE=required, and soffice is not in PATH"
    given, out = folder / f"given_{kind}", folder / f"saved_{kind}"
    given.mkdir(parents=True)
    for name, content in books.items():
        (given / f"{name}.xlsx").write_bytes(content)
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", kind, "--outdir", str(out), *(str(path) for path in sorted(given.iterdir()))]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return {f"{name}.{kind}": (out / f"{name}.{kind}").read_bytes() for name in books}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for LibreOffice's own files and for the deliveries."""
    return tmp_path_factory.mktemp("office")


@pytest.mark.parametrize(
    "kind",
    [
        "xlsx",
        "xls",
        "ods",
    ],
)
def test_delivery_that_office_saves_gives_the_same_study(folder: Path, kind: str) -> None:
    saved = saved_by_office(folder, {name: xlsx(grid) for name, grid in GRIDS.items()}, kind)
    found = outcome_of(folder / f"delivery_{kind}", {f"{name}.csv": None for name in GRIDS} | saved)

    assert not isinstance(found, Refused), found.text
    assert [] == differences(truth_of(folder, ()), found)


def test_templates_that_office_fills_are_read_as_filled(folder: Path) -> None:
    made, _ = new_pilot(folder, "ny", questions=["participation", "pre_post"], day=date(2026, 11, 30))
    filled = {name: filled_in(made / f"{name}.xlsx", rows) for name, rows in FILLED.items()}
    for file, content in saved_by_office(folder / "ny_office", filled, "xlsx").items():
        (made / file).write_bytes(content)

    study = open_study(load_pilot(made))

    assert {"girl": 2, "boy": 1, "other": 1} == study.table("persons")["gender"].value_counts().to_dict()
    assert {"offered": 4, "started": 2, "completed": 1} == study.table("enrolment")["stage"].value_counts().to_dict()
    assert [14.0, 20.0, 31.0] == sorted(study.table("measures")["value"])


def filled_in(template: Path, rows: tuple[tuple[object, ...], ...]) -> bytes:
    """Return a template with rows filled in under its names."""
    book = load_workbook(template)
    for row in rows:
        book.worksheets[0].append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
