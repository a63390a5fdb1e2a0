"""What a run says of the questions that it renews, and of those that stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_pilot import tiny_files
from small_projects import Files, approved, make, put

from tsi_eval.cli import main
from tsi_eval.project import Project

HTML = ("--formats", "html")


@pytest.fixture
def project(
    tmp_path: Path, tiny_pilot: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    project = make(tmp_path / "p", approved(tiny_pilot), "tiny")
    monkeypatch.chdir(project.root)
    assert 0 == main(["report", "tiny", *HTML])
    assert "förnyas" not in capsys.readouterr().err
    return project


@pytest.mark.parametrize(
    ("children", "language", "fate"),
    [(90, "sv", "förnyas"), (61, "sv", "står kvar"), (90, "en", "renewed"), (61, "en", "stands as it was")],
)
def test_a_draft_says_what_would_be_renewed(
    project: Project, capsys: pytest.CaptureFixture[str], children: int, language: str, fate: str
) -> None:
    files = tiny_files(children)
    later = files["pilot.toml"].replace("report_date = 2026-11-22", "report_date = 2027-06-15")
    put(project.root, {**files, "pilot.toml": later}, "tiny")

    assert 0 == main(["report", "tiny", "--language", language, *HTML])

    assert f"tiny: {fate}: " in capsys.readouterr().err
