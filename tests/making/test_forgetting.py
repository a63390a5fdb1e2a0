"""A family withdraws: what the command does to the register."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_projects import Files, approved, make

from tsi_eval.cli import main
from tsi_eval.errors import UsageError
from tsi_eval.making.forgetting import forget
from tsi_eval.making.register import Register
from tsi_eval.project import Project
from tsi_eval.protect.pseudonyms.key import load_key
from tsi_eval.protect.pseudonyms.lasting import Lasting


@pytest.fixture
def project(tmp_path: Path, tiny_pilot: Files, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = make(tmp_path / "p", approved(tiny_pilot), "tiny")
    monkeypatch.chdir(project.root)
    assert 0 == main(["report", "tiny", "--formats", "html"])
    return project


def persons(project: Project) -> frozenset[str]:
    (report,) = Register(folder=project.private).read(Lasting(load_key()))
    return report.persons()


def remove(project: Project, *names: str) -> None:
    for path in (project.data / "tiny").glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not any(name in line for name in names)), encoding="utf-8")


def test_persons_become_nameless_and_their_number_stays(project: Project, tmp_path: Path) -> None:
    before, names = persons(project), tmp_path / "withdrawn.txt"
    names.write_text("barn001\n barn002 \n\n", encoding="utf-8-sig")
    remove(project, "barn001", "barn002")

    assert 2 == forget(project, "tiny", names)

    after = persons(project)
    assert len(before) == len(after)
    assert 2 == len(before - after)
    assert not (project.private / "forgetting").exists()


def test_a_run_that_was_killed_goes_on_with_the_same_marks(project: Project, tmp_path: Path) -> None:
    names, chance = tmp_path / "withdrawn.txt", project.private / "forgetting"
    names.write_text("barn001\n")
    remove(project, "barn001")
    chance.write_text("07" * 32)
    forget(project, "tiny", names)
    after = persons(project)
    assert not chance.exists()

    chance.write_text("07" * 32)
    forget(project, "tiny", names)

    assert after == persons(project)


def test_after_it_the_report_can_be_made_without_the_family(project: Project, tmp_path: Path) -> None:
    names = tmp_path / "withdrawn.txt"
    names.write_text("barn001\n")
    remove(project, "barn001")
    assert 0 == main(["forget", "tiny", str(names)])
    about = project.data / "tiny" / "pilot.toml"
    about.write_text(about.read_text(encoding="utf-8").replace("2026-11-22", "2027-06-30"), encoding="utf-8")

    assert 0 == main(["report", "tiny", "--formats", "html"])

    assert 2 == len(Register(folder=project.private).names())


@pytest.mark.parametrize(
    ("text", "code", "rows"),
    [("barn002\n\nbarn001\n", "E439", (1,)), ("barn001\nBARN-1\n", "E438", (2,))],
    ids=["still in the files", "unknown"],
)
def test_a_line_that_can_not_be_forgotten_changes_nothing(
    project: Project, tmp_path: Path, text: str, code: str, rows: tuple[int, ...]
) -> None:
    before, names = persons(project), tmp_path / "withdrawn.txt"
    names.write_text(text)
    remove(project, "barn001")

    with pytest.raises(UsageError) as error:
        forget(project, "tiny", names)

    (problem,) = error.value.problems
    assert (code, rows) == (problem.code, problem.rows)
    assert before == persons(project)


@pytest.mark.parametrize("text", [None, "", "\n \n"], ids=["missing", "empty", "blank"])
def test_a_list_of_nobody_is_refused(project: Project, tmp_path: Path, text: str | None) -> None:
    names = tmp_path / "withdrawn.txt"
    if text is not None:
        names.write_text(text)

    with pytest.raises(UsageError) as error:
        forget(project, "tiny", names)

    assert "E435" == error.value.problems[0].code
