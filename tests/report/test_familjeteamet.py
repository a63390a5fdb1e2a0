"""Familjeteamet, as its project lead would run it.

First one term is there, then the next term's files come, and the report says what changed.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from projects_of_pilots import copy_project, page_of

from tsi_eval import analyse, load_pilot, open_study, release
from tsi_eval.ingest import ingest
from tsi_eval.making.register import Register
from tsi_eval.making.run import release_findings
from tsi_eval.project import Project
from tsi_eval.protect import pseudonymise
from tsi_eval.protect.disclosure.handed_out.entry import to_text
from tsi_eval.protect.pseudonyms.key import load_key
from tsi_eval.protect.pseudonyms.lasting import lasting_of

LATER = "*VT2024*"
# What these tests read; that the other formats are the same is held by tests/goldens.
HTML = ("--formats", "html")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    base = tmp_path_factory.mktemp("terms")
    project = copy_project(base / "project", "familjeteamet")
    folder = project.data / "familjeteamet"
    aside = base / "later"
    aside.mkdir()
    for path in folder.glob(LATER):
        path.rename(aside / path.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSI_EVAL_KEY_FILE", str(base / "key"))
        assert run(project, "report", "familjeteamet", *HTML) == 0
        shutil.copytree(project.report("familjeteamet", "sv", draft=True), base / "first")
        hand_out(project, date(2023, 12, 31))
        for path in aside.iterdir():
            path.rename(folder / path.name)
        assert run(project, "report", "familjeteamet", *HTML) == 0
        assert run(project, "report", "familjeteamet", "--language", "en", *HTML) == 0
    return project


def hand_out(project: Project, day: date) -> None:
    """Enter the report into the register as if it had been approved that day."""
    intake = ingest(load_pilot(project.data / "familjeteamet"))
    lasting, findings = lasting_of(intake, load_key()), analyse(pseudonymise(intake))
    dated = replace(findings, cover=replace(findings.cover, report_date=day))
    report = release_findings(project, dated, lasting, None)
    text = to_text(report, lasting)
    Register(folder=project.private).keep(report.pilot, report.identity, text, lasting.fingerprint)


def page(project: Project, language: str = "sv") -> str:
    return page_of(project, "familjeteamet", language)


def words(text: str) -> str:
    body = re.sub(r"<(style|math)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def released(folder: Path) -> Any:
    return json.loads((folder / "released.json").read_text(encoding="utf-8"))


def test_the_first_term_waits_for_what_comes_later(project: Project) -> None:
    first = project.root.parent / "first"
    verdicts = {item["question"]: item["feasibility"]["answerable"] for item in released(first)["findings"]}

    assert {"known", "collaboration", "strengths"} == {
        name for name, verdict in verdicts.items() if verdict == "refused"
    }
    assert "inte levererad ännu" in words((first / "follow_up_report.html").read_text(encoding="utf-8"))


def test_the_report_grows_though_no_question_changes(project: Project) -> None:
    first, second = project.root.parent / "first", project.report("familjeteamet", "sv", draft=True)
    before, after = released(first), released(second)

    assert before["cover"]["questions"] == after["cover"]["questions"]
    assert "refused" not in {item["feasibility"]["answerable"] for item in after["findings"]}
    assert sum(len(item["estimates"]) for item in after["findings"]) > sum(
        len(i["estimates"]) for i in before["findings"]
    )


def test_the_second_report_says_what_changed_and_the_first_does_not(project: Project) -> None:
    first = words((project.root.parent / "first" / "follow_up_report.html").read_text(encoding="utf-8"))
    second = words(page(project))

    assert "Sedan förra rapporten" not in first
    assert "Sedan förra rapporten" in second
    assert "inget svar då" in second


def test_the_register_has_the_report_that_was_handed_out_and_no_draft(project: Project) -> None:
    assert ["0001"] == [name[:4] for name in Register(folder=project.private).names()]


@pytest.mark.parametrize(("language", "mark"), [("sv", "Syntetiska data"), ("en", "Synthetic data")])
def test_synthetic_data_say_so_on_the_page_in_every_figure_and_every_row(
    project: Project, language: str, mark: str
) -> None:
    folder = project.report("familjeteamet", language, draft=True)
    text = page(project, language)
    rows = list(csv.DictReader(io.StringIO((folder / "estimates.csv").read_text(encoding="utf-8"))))
    captions = re.findall(r"<figcaption.*?</figcaption>", text, flags=re.DOTALL)

    assert mark in words(re.findall(r'<p class="band".*?</p>', text)[0])
    assert len(captions) == 13
    assert all(mark in words(caption) for caption in captions)
    assert {"synthetic"} == {row["data"] for row in rows}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_is_left_untranslated_or_unfilled(project: Project, language: str) -> None:
    text = words(page(project, language))

    assert not re.findall(r"\{\w+\}|\bnan\b|_start|tallied=|kind=|per=|price=|schools=|unit=", text)
    other = ("osäkerhetsintervall", "visas inte") if language == "en" else ("uncertainty interval", "not shown")
    assert not [phrase for phrase in other if phrase in text]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_question_but_a_randomised_one_claims_a_cause(project: Project, language: str) -> None:
    claims = {item["claim"] for item in released(project.report("familjeteamet", language, draft=True))["findings"]}

    assert "caused" not in claims


def test_traps_that_were_planted_are_told_of(project: Project) -> None:
    text = words(page(project))

    for planted in (
        "teckenkodning cp1252",
        "titelrader",
        "två rubrikrader",
        "summarader",
        "fotnoter",
        "dubbletter",
        "mellanrum i tusental",
        "tappat inledande nollor",
        "mer än en kod",
        "dolda redan i filen",
        "två som svarat för samma person",
        "känd ändring i hur det räknas",
    ):
        assert planted in text, planted


def test_a_draft_says_so(project: Project) -> None:
    assert "Utkast, inte godkänt. Får bara läsas av dem som redan har tillgång till uppgifterna" in words(page(project))


def test_every_assumed_or_unverified_cost_is_marked(project: Project) -> None:
    text = words(page(project))

    assert "ANTAGANDE: PO-pålägget" in text
    assert "ett antaget pris" in text
    assert re.search(r"[\d,]+ utredningar \(utredning enligt BBIC, ett obekräftat pris\)", text)


def test_a_group_of_three_is_named_only_among_the_declared_ones_without_a_row(project: Project) -> None:
    by_itself = release(analyse(open_study(load_pilot(project.data / "familjeteamet"))))
    groups = {item.group for finding in by_itself.findings for _, item in finding.every_estimate()}

    assert "gender=boy" in groups
    assert "gender=other" not in groups
    places = re.findall(r"(.{22})annat kön", words(page(project)))
    assert places
    ends = ("Utan rad: flickor; ", "inte visas (flickor; ", "visas inte): flickor; ")
    assert not [before for before in places if not before.endswith(ends)]


@pytest.mark.parametrize(
    ("status", "approved_by", "code"), [("approved", "", "E154"), ("done", "x", "E155")], ids=["nobody", "unknown"]
)
def test_a_wrong_approval_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], status: str, approved_by: str, code: str
) -> None:
    project = _copy(
        tmp_path, lambda text: text.replace('status = "draft"', f'status = "{status}"\napproved_by = "{approved_by}"')
    )

    assert run(project, "check", "familjeteamet") == 3
    assert code in capsys.readouterr().err


def _copy(tmp_path: Path, change: Callable[[str], str]) -> Project:
    project = copy_project(tmp_path / "project", "familjeteamet")
    path = project.data / "familjeteamet" / "pilot.toml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return project
