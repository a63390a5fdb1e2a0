"""A draft and an approved report of the same pilot lie side by side, and nothing mixes them up."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run
from small_projects import append_cell, contents, times
from warmed import begun

from tsi_eval.cli import main
from tsi_eval.project import Project

ENGLISH = ("--language", "en")
FAST = (*ENGLISH, "--formats", "html")
PAGE = "follow_up_report.html"
BAND = "Draft, not approved. Only for those who hold the data anyway"


def approve(project: Project) -> None:
    about = project.data / "a" / "pilot.toml"
    approved = 'policy = "default"\nstatus = "approved"\napproved_by = "X"'
    about.write_text(about.read_text(encoding="utf-8").replace('policy = "default"', approved), encoding="utf-8")


@pytest.fixture
def both(project: Project, capsys: pytest.CaptureFixture[str]) -> Callable[[bool], Path]:
    """Approve the pilot of the draft, and return where each of its two reports lies."""
    approve(project)
    assert run(project, "report", "a", *FAST) == 0
    assert "reports/a/en (approved report)" in capsys.readouterr().err
    return lambda draft: project.report("a", "en", draft=draft)


def test_approving_leaves_the_draft_as_it_was(project: Project) -> None:
    draft = project.report("a", "en", draft=True)
    before, when = contents(draft), times(draft)
    approve(project)

    assert run(project, "report", "a", *FAST) == 0

    assert (before, when) == (contents(draft), times(draft))
    assert {"draft", "en"} == {path.name for path in (project.reports / "a").iterdir()}


def test_only_the_draft_says_on_its_page_that_it_is_one(both: Callable[[bool], Path]) -> None:
    pages = {draft: (both(draft) / PAGE).read_text(encoding="utf-8") for draft in (True, False)}

    assert {True: True, False: False} == {draft: BAND in page for draft, page in pages.items()}
    assert "Approved by X" in pages[False]


def test_a_new_draft_leaves_the_approved_report_as_it_was(project: Project, both: Callable[[bool], Path]) -> None:
    about = project.data / "a" / "pilot.toml"
    about.write_text(about.read_text(encoding="utf-8").replace('"approved"\napproved_by = "X"', '"draft"'), "utf-8")
    before = contents(both(False))

    assert run(project, "report", "a", *FAST, "--force") == 0

    assert before == contents(both(False))


def test_a_name_means_the_approved_report_and_a_folder_itself(
    project: Project, both: Callable[[bool], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(both(True))

    assert run(project, "verify", "a", *ENGLISH) == 0
    assert run(project, "render", "a", *FAST) == 0
    printed = capsys.readouterr().err
    assert "a: reports/a/en (approved report): " in printed
    assert "made again from the notebook: reports/a/en (approved report)" in printed
    assert before == contents(both(True))

    assert run(project, "render", "reports/a/draft/en", "--formats", "docx") == 0
    assert "a: gjord på nytt ur anteckningsboken: reports/a/draft/en (utkast, inte godkänt)" in capsys.readouterr().err
    assert "en" == json.loads((both(True) / "provenance.json").read_text(encoding="utf-8"))["language"]


def test_a_kill_while_a_draft_is_made_leaves_nothing_after_the_next_run(project: Project, tmp_path: Path) -> None:
    """The next run makes an approved report, and sweeps the drafts' folder all the same."""
    before = contents(project.report("a", "en", draft=True))
    notebook, place = project.notebook.read_bytes(), project.reports_of("a")
    mark = tmp_path / "begun"
    append_cell(project, f"open({str(mark)!r}, 'w').close(); import time; time.sleep(600)")
    batch = begun(project.root, main, ["report", "a", *FAST])
    while batch.is_alive() and not mark.exists():
        time.sleep(0.01)
    batch.kill()
    batch.join()
    # What a kill one step later leaves.
    (place / "draft" / ".en.partial-x7k2").mkdir()
    project.notebook.write_bytes(notebook)
    approve(project)

    for _ in range(50):  # what the kill left may still be dying
        if run(project, "report", "a", *FAST) == 0:
            break
        time.sleep(0.2)

    assert {"draft", "en"} == {path.name for path in place.iterdir()}
    assert {"en"} == {path.name for path in (place / "draft").iterdir()}
    assert before == contents(project.report("a", "en", draft=True))


def test_a_draft_that_fails_leaves_no_folder(project: Project) -> None:
    (project.data / "b").mkdir()
    for path in (project.data / "a").iterdir():
        (project.data / "b" / path.name).write_bytes(path.read_bytes())
    append_cell(project, "1 / 0")

    assert run(project, "report", "b", *FAST) == 6

    assert not (project.reports / "b").exists()
