"""All files of a pilot: stacked, counted in the receipt, and every problem kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from small_files import codes, taken

Write = Callable[..., Path]


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


def test_files_are_never_changed(files: dict[str, str], write: Write) -> None:
    folder = write(files)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}

    taken(folder)

    assert before == {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


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


def test_row_that_repeats_another_is_dropped_in_files_of_persons(files: dict[str, str], write: Write) -> None:
    row = files["persons.csv"].splitlines()[1]
    intake = taken(write(files | {"persons.csv": files["persons.csv"] + row + "\n"}))

    assert () == intake.problems
    assert 60 == len(intake.tables["persons"])
    assert "found.doubles" in {note.key for note in intake.receipt[0].notes}


def test_row_that_repeats_another_in_part_is_refused(files: dict[str, str], write: Write) -> None:
    person, arm = files["persons.csv"].splitlines()[1].split(",")
    other = "A" if arm == "B" else "B"

    both = f"{files['persons.csv']}{person},{other}\n"

    assert ["E132"] == [problem.code for problem in taken(write(files | {"persons.csv": both})).problems]


TALLY = """
[[source]]
id = "tally"
table = "counts"
files = ["tally*.csv"]
columns = { period = "Månad", series = "Vad", n = "Antal" }
"""


def test_row_that_repeats_another_is_refused_in_tallies(files: dict[str, str], write: Write) -> None:
    tally = "Månad;Vad;Antal\n2023-08;x;7\n2023-09;x;7\n2023-08;x;7\n"
    intake = taken(write(files | {"sources.toml": files["sources.toml"] + TALLY, "tally.csv": tally}))

    assert ["E132"] == [problem.code for problem in intake.problems]


def test_same_month_in_two_files_is_refused(files: dict[str, str], write: Write) -> None:
    one, two = "Månad;Vad;Antal\n2023-08;x;7\n", "Månad;Vad;Antal\naug 2023;x;7\n"
    added = {"sources.toml": files["sources.toml"] + TALLY, "tally1.csv": one, "tally2.csv": two}

    assert ["E132"] == [problem.code for problem in taken(write(files | added)).problems]


def test_intake_prints_the_names_of_its_tables_and_no_row(files: dict[str, str], write: Write) -> None:
    assert "Intake of tiny: persons, enrolment, measures" == repr(taken(write(files)))


def test_fault_that_two_sources_find_in_one_file_is_said_once(files: dict[str, str], write: Write) -> None:
    again = """
[[source]]
id = "more"
table = "enrolment"
files = ["persons.csv"]
person = "id"
stages = { offered = "grupp" }
"""
    ragged = files["persons.csv"] + "barn999,A,x\n"

    intake = taken(write(files | {"persons.csv": ragged, "sources.toml": files["sources.toml"] + again}))
    assert 1 == codes(intake).count("E122")


def test_person_who_is_not_among_persons_is_counted_once(files: dict[str, str], write: Write) -> None:
    strange = files["forms.csv"] + "barn999,2023-09-15,7\nbarn999,2024-05-15,7\n"

    (problem,) = taken(write(files | {"forms.csv": strange})).problems
    assert ("E133", "measures", 1) == (problem.code, problem.params["table"], problem.params["count"])


def test_school_of_a_person_is_one_that_the_pilot_declares(files: dict[str, str], write: Write) -> None:
    school = '\n[[unit]]\nid = "A"\nkind = "school"\nlabel = { sv = "Skola A", en = "School A" }\n'
    sources = files["sources.toml"].replace(
        'columns = { arm = "grupp" }', 'columns = { arm = "grupp", unit = "grupp" }'
    )

    problems = taken(write(files | {"pilot.toml": files["pilot.toml"] + school, "sources.toml": sources})).problems

    assert [("E127", "unit", 30, 60)] == [
        (problem.code, *(problem.params[name] for name in ("column", "count", "of"))) for problem in problems
    ]
    assert 30 == len(problems[0].rows)


MONTHS = [f"2023-{month:02}" for month in range(1, 13)]


@pytest.mark.parametrize(("closed", "expected"), [("", ["E204"]), ("closed_months = [7]\n", [])])
def test_month_that_is_missing_is_said_with_its_source(
    files: dict[str, str], write: Write, closed: str, expected: list[str]
) -> None:
    tally = "Månad;Vad;Antal\n" + "".join(f"{month};x;1\n" for month in MONTHS if month != "2023-07")

    intake = taken(write(files | {"sources.toml": files["sources.toml"] + TALLY + closed, "tally.csv": tally}))

    assert expected == codes(intake)
    for problem in intake.problems:
        assert "source “tally”" in problem.text("en")
        assert "2023-07" in problem.text("sv")


def test_row_of_a_measure_without_its_value_is_received_and_left_out(files: dict[str, str], write: Write) -> None:
    blank = files["forms.csv"].splitlines()
    blank[1] = blank[1].rsplit(",", 1)[0] + ","

    intake = taken(write(files | {"forms.csv": "\n".join(blank) + "\n"}))

    assert () == intake.problems
    assert {"score@T0": (59, 1), "score@T1": (50, 0)} == intake.receipt[2].values
    assert 109 == len(intake.tables["measures"])


def test_data_file_that_no_source_reads_is_a_problem(files: dict[str, str], write: Write) -> None:
    assert ["E167"] == codes(taken(write(files | {"nytt.csv": "a;b\n1;2\n"})))


def test_file_that_can_not_be_read_has_one_problem_of_its_own(files: dict[str, str], write: Write) -> None:
    assert ["E104"] == codes(taken(write(files | {"forms.csv": ""})))


def test_what_is_outside_and_undeclared_is_kept_for_the_search(files: dict[str, str], write: Write) -> None:
    noted = "Uttagen av N.N.\n" + files["persons.csv"].replace("id,grupp", "id,grupp,ort").replace("A\n", "A,Mora\n")
    noted = noted.replace("B\n", "B,Nora\n")

    intake = taken(write(files | {"persons.csv": noted}))

    assert ("persons.csv", "title", "Uttagen av N.N.") in intake.outside
    assert ["3:ort"] == list(intake.undeclared["people"].columns)
    assert {"Mora", "Nora"} == set(intake.undeclared["people"]["3:ort"])


def test_unit_that_is_called_as_a_sum_is_read_by_its_name(files: dict[str, str], write: Write) -> None:
    unit = '\n[[unit]]\nid = "all"\nkind = "school"\nlabel = { sv = "Alla", en = "Alla" }\ncodes = ["Samtliga"]\n'
    source = '\n[[source]]\nid = "s"\ntable = "counts"\nfiles = ["t.csv"]\nfixed.series = "x"\n'
    columns = 'columns = { unit = "Skola", period = "Månad", n = "Antal" }\n'
    table = "Skola;Månad;Antal\nAlla;2024-01;3\nsamtliga;2024-02;4\nTotalt;;7\n"
    intake = taken(
        write(
            files
            | {
                "pilot.toml": files["pilot.toml"] + unit,
                "sources.toml": files["sources.toml"] + source + columns,
                "t.csv": table,
            }
        )
    )

    assert [] == codes(intake)
    assert [("all", 3.0), ("all", 4.0)] == list(
        intake.tables["counts"][["unit", "n"]].itertuples(index=False, name=None)
    )


def test_columns_of_a_layout_are_used_and_never_searched_as_undeclared(files: dict[str, str], write: Write) -> None:
    source = (
        '\n[[source]]\nid = "s"\ntable = "counts"\nfiles = ["t.csv"]\nfixed.series = "x"\n'
        'columns = { period = "Månad" }\nlayout = { across = "year" }\n'
    )
    table = "Månad;2023;2024;Not\njan;3;4;x\n"
    intake = taken(write(files | {"sources.toml": files["sources.toml"] + source, "t.csv": table}))

    assert [] == codes(intake)
    assert ["Not"] == [name.partition(":")[2] for name in intake.undeclared["s"].columns]
    assert (3, 1) == (intake.receipt[-1].columns_used, intake.receipt[-1].columns_dropped)
    assert ("Not",) == intake.accounts[-1].unused
