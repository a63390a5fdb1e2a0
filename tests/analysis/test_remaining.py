"""What a delivery still lacks before its report can be approved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tsi_eval import analyse, load_pilot, open_study
from tsi_eval.analysis.remaining import remaining, unlabelled
from tsi_eval.ingest import ingest
from tsi_eval.language import Text
from tsi_eval.pilot.pilot_study import PilotStudy

Write = Callable[..., Path]

COUNTS = """
[[source]]
id = "reports"
table = "counts"
files = ["reports.csv"]
columns = { period = "månad" }
series = { reports = "anmälningar" }
"""
ASKED = """
[[question]]
id = "reports"
design = "time_series"
role = "exploratory"
direction = "none"
text = { sv = "Fler anmälningar?", en = "More reports?" }
options = { series = ["reports"], start = "START" }
"""


def with_counts(files: Mapping[str, str], *, start: str, last: int) -> dict[str, str]:
    months = "".join(f"2026-{month:02},{month}\n" for month in range(1, last + 1))
    return {
        **files,
        "sources.toml": files["sources.toml"] + COUNTS,
        "questions.toml": files["questions.toml"] + ASKED.replace("START", start),
        "reports.csv": f"månad,anmälningar\n{months}",
    }


def found(folder: Path) -> list[tuple[str, Mapping[str, object]]]:
    intake = ingest(load_pilot(folder))
    return [(problem.code, problem.params) for problem in remaining(intake.pilot, intake.tables)]


def test_a_whole_delivery_lacks_nothing(files: dict[str, str], write: Write) -> None:
    assert [] == found(write(files))


def test_a_start_after_the_last_data_is_named_with_both_months(files: dict[str, str], write: Write) -> None:
    late = found(write(with_counts(files, start="2026-07", last=6)))

    assert [("E374", {"question": "reports", "start": "2026-07", "last": "2026-06"})] == late
    assert [] == found(write(with_counts(files, start="2026-06", last=6)))


def test_an_occasion_and_a_stage_that_no_row_has_are_named(files: dict[str, str], write: Write) -> None:
    forms = "".join(line for line in files["forms.csv"].splitlines(keepends=True) if "2024-05" not in line)
    log = files["log.csv"].replace(",klar\n", ",startat\n").replace("startat\n" * 2, "startat\n")
    empty = found(write(files | {"forms.csv": forms, "log.csv": log}))

    assert [("E375", "T1"), ("E375", "completed")] == [(code, params["name"]) for code, params in empty]


def test_an_occasion_after_the_report_s_date_has_not_come_yet(files: dict[str, str], write: Write) -> None:
    forms = "".join(line for line in files["forms.csv"].splitlines(keepends=True) if "2024-05" not in line)
    about = files["pilot.toml"].replace("2026-11-22", "2023-12-20")

    assert [] == found(write(files | {"forms.csv": forms, "pilot.toml": about}))


def test_a_report_that_is_dated_before_its_last_data_is_named(files: dict[str, str], write: Write) -> None:
    early = with_counts(files, start="2026-03", last=12)

    assert [("E378", {"date": "2026-11-22", "last": "2026-12"})] == found(write(early))
    assert [] == found(write(with_counts(files, start="2026-03", last=11)))


@pytest.mark.parametrize(
    ("label", "name"), [("completed", "completed"), ("T0", "T0"), ("arm=a", "arm=a"), ("offered", "offered")]
)
def test_a_name_without_words_that_the_report_would_show_is_named(label: str, name: str, study: PilotStudy) -> None:
    labels = {key: text for key, text in study.pilot.labels.items() if key != label}
    pilot = replace(study.pilot, labels=labels)

    assert [("E372", name)] == [
        (problem.code, problem.params["name"]) for problem in unlabelled(pilot, analyse(replace(study, pilot=pilot)))
    ]


def test_with_every_label_nothing_is_named(study: PilotStudy) -> None:
    assert [] == list(unlabelled(study.pilot, analyse(study)))


def test_a_term_needs_no_label_and_a_word_of_the_files_is_no_id(files: dict[str, str], write: Write) -> None:
    plain = {name: text.replace("T0", "HT2023").replace("T1", "VT2024") for name, text in files.items()}
    plain["sources.toml"] = plain["sources.toml"].replace('values.arm = { A = "a", B = "b" }\n', "")
    plain["questions.toml"] = plain["questions.toml"].replace('reference = "a"', 'reference = "A"')
    plain["pilot.toml"] = plain["pilot.toml"].replace('"arm=', '"other=')
    study = open_study(load_pilot(write(plain)))
    labels = {name: text for name, text in study.pilot.labels.items() if name not in {"HT2023", "VT2024"}}
    pilot = replace(study.pilot, labels={**labels, "x": Text(sv="x", en="x")})

    assert [] == list(unlabelled(pilot, analyse(replace(study, pilot=pilot))))
