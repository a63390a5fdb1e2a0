"""Notebooks show and never compute, and they run.

Their cells are short, define nothing, hold no outputs, and one of them holds the parameters.
"""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest
from work_for_tests import run_research

from tsi_eval.designs import DESIGNS
from tsi_eval.errors import ReportError, UsageError
from tsi_eval.making.processes import Processes
from tsi_eval.report.notebook import check_parameters, declared_parameters, run_notebook

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LONGEST_CELL = 9


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_every_design_has_a_notebook() -> None:
    assert {design.name for design in DESIGNS} <= {path.stem for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
class TestEveryNotebook:
    def test_has_no_outputs(self, path: Path) -> None:
        assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(path))

    def test_has_short_cells_without_definitions(self, path: Path) -> None:
        for cell in code_cells(path):
            tree = ast.parse(cell.source)
            kinds = {type(node) for node in ast.walk(tree)}
            assert len(cell.source.splitlines()) <= LONGEST_CELL
            assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.Try}

    def test_declares_its_parameters(self, path: Path) -> None:
        assert declared_parameters(nbformat.read(path, as_version=4), path.name)


@pytest.mark.parametrize(
    "path", [path for path in NOTEBOOKS if path.stem != "follow_up_report"], ids=lambda path: path.stem
)
def test_research_notebook_runs(path: Path, processes: Processes) -> None:
    executed = processes.do(run_research, path, seconds=120, tell=print)

    assert all(cell.outputs for cell in executed.cells[-2:] if cell.cell_type == "code")


@pytest.mark.parametrize(
    "given", [{"langauge": "sv"}, {"language": 1}, {"x=1; print('INJ'); y": "sv"}, {"language": Path("x")}]
)
def test_unknown_or_mistyped_parameter_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(UsageError) as error:
        check_parameters(given, {"language": "sv"}, "n.ipynb")

    assert "E165" == error.value.problems[0].code
    assert "print(" not in str(error.value)


@pytest.mark.parametrize("content", ["", "{}", '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'])
def test_notebook_without_parameters_cell_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text(content)

    with pytest.raises(ReportError) as error:
        run_notebook(path, {}, tmp_path)

    assert "E170" == error.value.problems[0].code
