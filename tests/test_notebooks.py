"""Notebooks show and never compute, and they run.

Their cells are short, define nothing, hold no outputs, and one of them holds the parameters.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from work_for_tests import run_research

from tsi_eval.designs import DESIGNS
from tsi_eval.errors import ReportError, UsageError
from tsi_eval.language import LANGUAGES
from tsi_eval.making.processes import Processes
from tsi_eval.report.notebook import check_parameters, declared_parameters, run_notebook
from tsi_eval.research.lesson import PARAMETERS

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LONGEST_CELL = 9
LESSONS = [path for path in NOTEBOOKS if path.stem != "follow_up_report"]
# Words that hardly any text does without, and that the other language does not have.
OF_LANGUAGE = {
    "sv": re.compile(r"\b(?:och|att|som|är|inte|för|på|från|eller|ett|av)\b"),
    "en": re.compile(r"\b(?:the|and|of|is|not|from|with|which|or|each)\b"),
}
WRITTEN = ("text/markdown", "text/html", "image/svg+xml")
FOR_READERS = {*WRITTEN, "image/png"}
# A cell of a table without a number, or with what is left of nought after rounding.
UNREADABLE = re.compile(r"\| (?:nan|\\?<NA\\?>|[\d.,]+e[-−]\d\d) (?=\|)")
NO_PROSE = re.compile(
    r"`[^`]*`|(?<!\*)\*[^*\n]+\*(?!\*)|<style.*?</style>|<[^>]+>|\$\$.+?\$\$|\$[^$]+\$|A Handbook of Small Data Sets",
    re.DOTALL,
)


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


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
class TestANotebookOfADesign:
    def test_has_the_parameters_of_all_of_them(self, path: Path) -> None:
        assert PARAMETERS.keys() == declared_parameters(nbformat.read(path, as_version=4), path.name).keys()

    def test_holds_no_text_of_its_own(self, path: Path) -> None:
        assert {"code"} == {cell.cell_type for cell in nbformat.read(path, as_version=4).cells}

    @pytest.mark.parametrize("turn", [0, pytest.param(1, marks=pytest.mark.slow)])
    def test_runs_and_speaks_one_language(self, path: Path, turn: int, processes: Processes) -> None:
        # Every second one is run in Swedish; the long form runs each in the other language too.
        spoken = LANGUAGES[(LESSONS.index(path) + turn) % len(LANGUAGES)]
        executed = processes.do(run_research, path, spoken, seconds=120, tell=print)

        assert all(cell.outputs for cell in executed.cells[-2:])
        (other,) = set(LANGUAGES) - {spoken}
        assert [] == OF_LANGUAGE[other].findall(prose_of(executed))
        assert [] == UNREADABLE.findall("\n".join(shown_in(executed)))
        assert all(FOR_READERS & output.data.keys() for cell in executed.cells for output in cell.outputs)


def prose_of(notebook: nbformat.NotebookNode) -> str:
    """Return the words that a notebook shows, without code, names of publications and markup."""
    return NO_PROSE.sub(" ", "\n".join(shown_in(notebook))).lower()


def shown_in(notebook: nbformat.NotebookNode) -> list[str]:
    """Return every output of a notebook that is text, as it is written."""
    shown = [output.get("data", {}) for cell in notebook.cells for output in cell.outputs]
    return ["".join(data[kind]) for data in shown for kind in WRITTEN if kind in data]


def papermill(folder: Path, name: str, *given: str) -> subprocess.CompletedProcess[str]:
    """Run a notebook as anybody would, from a folder that is no project."""
    program = [sys.executable, "-m", "papermill", "--no-progress-bar", str(FOLDER / f"{name}.ipynb"), "out.ipynb"]
    environment = os.environ | {"PYTHONPATH": str(FOLDER.parent)}
    return subprocess.run([*program, *given], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_plain_papermill_runs_it_from_any_folder(tmp_path: Path) -> None:
    done = papermill(tmp_path, "open_arenas", "-p", "pilot", "familjeteamet", "-p", "language", "en")

    assert 0 == done.returncode, done.stderr
    shown = code_cells(tmp_path / "out.ipynb")[-1].outputs[0].data["text/markdown"]
    answer, by_hand = map(float, shown.splitlines()[-1].strip("| ").split("|"))
    assert answer == round(by_hand, 1)


def test_plain_papermill_stops_at_a_parameter_that_the_notebook_does_not_have(tmp_path: Path) -> None:
    done = papermill(tmp_path, "participation", "-p", "pliot", "star")

    assert done.returncode
    assert "E165" in done.stderr
    (stopped,) = (
        output
        for cell in code_cells(tmp_path / "out.ipynb")
        for output in cell.outputs
        if output.output_type == "error"
    )
    assert 3 == len(stopped.traceback)


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
