"""The notebook of own frames shows what the project's shows."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from tsi_eval.language import LANGUAGES
from tsi_eval.report.notebook import declared_parameters
from tsi_eval.research.own_notebook import own_notebook

PROJECTS = Path(__file__).resolve().parents[2] / "notebooks" / "follow_up_report.ipynb"


def code(text: str) -> list[str]:
    cells = nbformat.reads(text, as_version=4)["cells"]
    return [cell["source"] for cell in cells if cell["cell_type"] == "code"][1:]


def test_it_has_every_chapter_of_the_projects_notebook_in_the_same_order() -> None:
    assert code(PROJECTS.read_text(encoding="utf-8")) == code(own_notebook("sv"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_parameters_are_those_of_a_report(language: str) -> None:
    read = nbformat.reads(own_notebook(language), as_version=4)

    assert {"released": "released.json", "language": language} == declared_parameters(read, "own")
