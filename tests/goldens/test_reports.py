"""The reports of the pilots in the repository are what they were.

Their files are the same to the byte, and their released values by value.

A change that is meant to change a report renews `reports.json` (see `fingerprints.py`) and says in
its message what changed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pypdfium2
import pytest
from command_line import run

sys.path.append(str(Path(__file__).parent))

import fingerprints

from tsi_eval.language import LANGUAGES
from tsi_eval.project import Project

KEPT = fingerprints.read()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    base = tmp_path_factory.mktemp("goldens")
    project = fingerprints.project_with(tuple(KEPT), base / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSI_EVAL_KEY_FILE", str(base / "key"))
        for language in LANGUAGES:
            assert run(project, "report", *KEPT, "--language", language, "--workers", "2") == 0
    return project


def test_every_pilot_of_the_repository_is_kept() -> None:
    assert set(fingerprints.pilots_of_the_repository()) == set(KEPT)
    assert {"anorexia", "e_connect", "familjeteamet", "skolfam", "star"} <= set(KEPT)


@pytest.mark.parametrize("pilot", KEPT)
def test_released_values_are_those_that_were_kept(project: Project, pilot: str) -> None:
    found = fingerprints.prints_of(project, pilot)["released"]

    assert [
        name for name in {**KEPT[pilot]["released"], **found} if KEPT[pilot]["released"].get(name) != found.get(name)
    ] == []
    assert list(KEPT[pilot]["released"]) == list(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pilot", KEPT)
def test_files_are_the_same_to_the_byte(project: Project, pilot: str, language: str) -> None:
    assert KEPT[pilot][language] == fingerprints.prints_of(project, pilot)[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_short_version_has_one_page_or_two_and_passes_the_search(project: Project, language: str) -> None:
    assert run(project, "render", *KEPT, "--language", language, "--formats", "brief") == 0

    folders = {pilot: project.report(pilot, language, draft=True) for pilot in KEPT}
    pages = {pilot: len(pypdfium2.PdfDocument(folder / "brief.pdf")) for pilot, folder in folders.items()}
    assert set(pages.values()) <= {1, 2}, pages
    made = json.loads((folders["star"] / "provenance.json").read_text(encoding="utf-8"))
    assert "brief" in made["formats"]
    assert "brief.pdf" in made["outputs_sha256"]
