"""Files into tables: csv and xlsx, wide and long, and the receipt."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from tsi_eval.ingest import Intake, ingest
from tsi_eval.pilot.load import load_pilot

Write = Callable[..., Path]

WIDE = """
[outcome.score]
label = { sv = "poäng", en = "score" }
unit = { sv = "poäng", en = "points" }

[[source]]
id = "wide"
table = "measures"
files = ["wide.csv"]
person = "id"
format = { delimiter = ";", decimal = ",", encoding = "cp1252", missing = ["-"] }
outcomes.score = { T0 = ["läs1", "mat1"], T1 = ["läs2"] }
"""
ASKED = """
declared = 2026-11-01
[[question]]
id = "q"
design = "pre_post"
role = "primary"
direction = "none"
text = { sv = "?", en = "?" }
options = { outcome = "score", before = "T0", after = "T1" }
"""


def taken(folder: Path) -> Intake:
    return ingest(load_pilot(folder))


def test_wide_file_is_summed_and_a_sum_is_missing_when_a_part_is(files: dict[str, str], write: Write) -> None:
    text = "id;läs1;mat1;läs2\nb1;1,5;2;3\nb2;-;2;4\n".encode("cp1252")
    folder = write({"pilot.toml": files["pilot.toml"], "sources.toml": WIDE, "questions.toml": ASKED, "wide.csv": text})

    intake = taken(folder)

    rows = intake.tables["measures"][["person", "occasion", "value"]].to_records(index=False).tolist()
    assert () == intake.problems
    assert [("b1", "T0", 3.5), ("b1", "T1", 3.0), ("b2", "T1", 4.0)] == rows
    assert {"score@T0": (1, 1), "score@T1": (2, 0)} == intake.receipt[0].values


def test_xlsx_gives_the_same_study_as_csv(files: dict[str, str], write: Write) -> None:
    book = Workbook()
    book.active.append(["id", "datum", "poang"])
    for row in pd.read_csv(io.StringIO(files["forms.csv"]), parse_dates=["datum"]).itertuples(index=False):
        book.active.append([row.id, row.datum.to_pydatetime(), row.poang])
    stream = io.BytesIO()
    book.save(stream)
    sources = files["sources.toml"].replace("forms.csv", "forms.xlsx")

    from_csv = taken(write(files, name="csv")).tables["measures"]
    del files["forms.csv"]
    from_xlsx = taken(write(files | {"sources.toml": sources, "forms.xlsx": stream.getvalue()})).tables["measures"]

    pd.testing.assert_frame_equal(from_csv.drop(columns=["file", "row"]), from_xlsx.drop(columns=["file", "row"]))


def test_all_files_of_a_pattern_are_stacked(files: dict[str, str], write: Write) -> None:
    head, *rows = files["log.csv"].splitlines()
    parts = {"log1.csv": "\n".join([head, *rows[:50]]), "log2.csv": "\n".join([head, *rows[50:]])}
    whole = taken(write(files, name="whole")).tables["enrolment"]
    del files["log.csv"]

    split = taken(write(files | parts, name="split"))

    assert 2 == split.receipt[1].files
    pd.testing.assert_frame_equal(
        whole.drop(columns=["file", "row"]), split.tables["enrolment"].drop(columns=["file", "row"])
    )


def test_receipt_counts_rows_files_and_columns(files: dict[str, str], write: Write) -> None:
    extra = (
        files["persons.csv"].replace("id,grupp", "id,grupp,ort").replace("A\n", "A,Mora\n").replace("B\n", "B,Nora\n")
    )

    receipt = taken(write(files | {"persons.csv": extra})).receipt[0]

    assert (1, 60, 2, 1) == (receipt.files, receipt.rows, receipt.columns_used, receipt.columns_dropped)


def test_byte_order_mark_and_crlf_are_understood(files: dict[str, str], write: Write) -> None:
    marked = b"\xef\xbb\xbf" + files["persons.csv"].replace("\n", "\r\n").encode()

    assert () == taken(write(files | {"persons.csv": marked})).problems


def test_extra_leading_field_in_every_row_does_not_shift_columns(files: dict[str, str], write: Write) -> None:
    head, *rows = files["persons.csv"].splitlines()
    shifted = "\n".join([head, *(f"0,{row}" for row in rows)])

    assert ["E122"] == [problem.code for problem in taken(write(files | {"persons.csv": shifted})).problems][:1]


def test_files_are_never_changed(files: dict[str, str], write: Write) -> None:
    folder = write(files)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}

    taken(folder)

    assert before == {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_link_out_of_the_folder_is_refused(files: dict[str, str], write: Write, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text(files.pop("persons.csv"))
    folder = write(files)
    (folder / "persons.csv").symlink_to(outside)

    assert "E106" in {problem.code for problem in taken(folder).problems}


def test_xlsx_that_unpacks_to_too_much_is_not_opened(files: dict[str, str], write: Write) -> None:
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    sources = files["sources.toml"].replace("persons.csv", "persons.xlsx")

    problems = taken(write(files | {"sources.toml": sources, "persons.xlsx": stream.getvalue()})).problems

    assert "E113" in {problem.code for problem in problems}


def test_rows_and_pseudonyms_never_decide_a_result(
    files: dict[str, str], write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tsi_eval import analyse, load_pilot, open_study, release

    head, *rows = files["forms.csv"].splitlines()
    turned = files | {"forms.csv": "\n".join([head, *reversed(rows)])}
    first = release(analyse(open_study(load_pilot(write(files)))))
    monkeypatch.setenv("TSI_EVAL_KEY_FILE", str(tmp_path / "another.key"))

    second = release(analyse(open_study(load_pilot(write(turned)))))

    assert first.findings == second.findings
