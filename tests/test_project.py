"""Where things lie in a project, and which names may become part of a path."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsi_eval.errors import ReportError, UsageError
from tsi_eval.project import Project, check_name, find_project


def test_things_lie_in_folders_of_their_own(tmp_path: Path) -> None:
    project = Project(root=tmp_path)

    assert tmp_path / "data_raw" == project.data
    assert tmp_path / "reports" == project.reports
    assert tmp_path / "notebooks" / "follow_up_report.ipynb" == project.notebook
    assert tmp_path / "reports" / "star" == project.reports_of("star")
    assert tmp_path / "reports" / "star" / "sv" == project.report("star", "sv", draft=False)
    assert tmp_path / "reports" / "star" / "draft" / "sv" == project.report("star", "sv", draft=True)
    assert tmp_path / ".tsi_eval" == project.private
    assert tmp_path / "checks" / "star" == project.checks("star")


def test_pilots_are_the_folders_that_declare_one_in_the_order_of_the_alphabet(tmp_path: Path) -> None:
    project = Project(root=tmp_path)
    assert () == project.pilots()
    unfinished = ".c.partial-x1"
    for name in ("b", "a", "no_pilot", unfinished):
        (project.data / name).mkdir(parents=True)
    for name in ("a", "b", unfinished):
        (project.data / name / "pilot.toml").touch()
    (project.data / "a_file").touch()

    assert ("a", "b") == project.pilots()


@pytest.mark.parametrize("name", ["a", "star", "e_connect", "pilot-2", "2024", "försök", "a" * 64])
def test_a_name_of_small_letters_digits_and_lines_is_a_pilots(name: str) -> None:
    assert name == check_name(name)


def test_a_name_is_the_same_however_its_letters_are_composed() -> None:
    decomposed = "fo\u0308rso\u0308k"

    assert "försök" == check_name(decomposed)


@pytest.mark.parametrize(
    "name",
    ["", "A", "../a", "a/b", "a\\b", ".a", "_a", "-a", "a b", "a.b", "a\n", "con", "nul", "a" * 65, "ü", "/etc"],
)
def test_any_other_name_is_refused_wherever_it_would_become_a_path(name: str, tmp_path: Path) -> None:
    project = Project(root=tmp_path)
    both = [lambda pilot, draft=draft: project.report(pilot, "sv", draft=draft) for draft in (True, False)]
    for use in (check_name, project.checks, project.reports_of, *both):
        with pytest.raises(UsageError) as error:
            use(name)

        assert "E161" == error.value.problems[0].code


def test_a_folder_is_named_as_seen_from_the_project_and_by_its_name_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(root=tmp_path / "p")
    folder = project.report("star", "sv", draft=True)
    folder.mkdir(parents=True)

    assert "reports/star/draft/sv" == project.shown(folder)
    assert "else" == project.shown(tmp_path / "else")
    monkeypatch.chdir(folder.parent)
    assert "reports/star/draft/sv" == project.shown(Path("sv"))


def test_the_notebooks_text_is_read(tmp_path: Path) -> None:
    project = Project(root=tmp_path)
    project.notebook.parent.mkdir()
    project.notebook.write_text("å", encoding="utf-8")

    assert "å" == project.notebook_text()


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_notebook_that_is_missing_or_no_text_is_refused(tmp_path: Path, content: bytes | None) -> None:
    project = Project(root=tmp_path)
    project.notebook.parent.mkdir()
    if content is not None:
        project.notebook.write_bytes(content)

    with pytest.raises(ReportError) as error:
        project.notebook_text()

    assert ("E170", {"notebook": "follow_up_report.ipynb"}) == (
        error.value.problems[0].code,
        error.value.problems[0].params,
    )


def test_a_project_is_found_from_any_folder_in_it_and_is_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "outer" / "inner"
    for root in (tmp_path / "outer", inner):
        (root / "data_raw" / "star").mkdir(parents=True)
        (root / "notebooks").mkdir()

    assert Project(root=inner) == find_project(inner / "data_raw" / "star")
    assert Project(root=tmp_path / "outer") == find_project(tmp_path / "outer" / "data_raw")
    monkeypatch.chdir(inner / "notebooks")
    assert Project(root=inner) == find_project()


@pytest.mark.parametrize("folders", [(), ("data_raw",), ("notebooks",)])
def test_a_folder_without_both_is_no_project(tmp_path: Path, folders: tuple[str, ...]) -> None:
    for folder in folders:
        (tmp_path / folder).mkdir()

    with pytest.raises(UsageError) as error:
        find_project(tmp_path)

    assert "E192" == error.value.problems[0].code
