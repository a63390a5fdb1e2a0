"""A report's notebook: its parameters, whether every cell ran, and what is left of it after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tsi_eval.errors import ReportError
from tsi_eval.report.notebook import (
    check_complete,
    check_parameters,
    declared_parameters,
    own_number,
    run_notebook,
    with_parameters,
)


def cell(source: str, **about: Any) -> Any:
    """Return a code cell as papermill leaves one that ran."""
    metadata = about.pop("metadata", {"papermill": {"status": "completed", "exception": False}})
    return new_code_cell(source, **({"metadata": metadata, "execution_count": 1} | about))


def parameters(source: str) -> Any:
    return new_code_cell(source, metadata={"tags": ["parameters"]})


def codes(error: pytest.ExceptionInfo[ReportError]) -> list[tuple[str, dict[str, Any]]]:
    return [(problem.code, dict(problem.params)) for problem in error.value.problems]


class TestParameters:
    def test_names_and_defaults_stand_in_the_tagged_cell(self) -> None:
        notebook = new_notebook(
            cells=[new_code_cell("a = 1"), parameters('language = "sv"\nmost = 2.5\nnames = ["x"]')]
        )

        assert {"language": "sv", "most": 2.5, "names": ["x"]} == declared_parameters(notebook, "n.ipynb")

    @pytest.mark.parametrize("source", ["a = open('x')", "a, b = 1, 2", "a.b = 1", "a =", "print(1)", "a = b = 1"])
    def test_a_cell_with_more_than_plain_assignments_is_refused(self, source: str) -> None:
        with pytest.raises(ReportError) as error:
            declared_parameters(new_notebook(cells=[parameters(source)]), "n.ipynb")

        assert [("E170", {"notebook": "n.ipynb"})] == codes(error)

    def test_two_such_cells_are_refused(self) -> None:
        with pytest.raises(ReportError, match="E170"):
            declared_parameters(new_notebook(cells=[parameters("a = 1"), parameters("b = 1")]), "n.ipynb")

    def test_declared_ones_of_the_same_type_are_let_through(self) -> None:
        check_parameters({"language": "en"}, {"language": "sv", "most": 1}, "n.ipynb")
        check_parameters({}, {}, "n.ipynb")


class TestComplete:
    def test_cells_that_ran_and_cells_with_nothing_to_run_are_complete(self) -> None:
        empty = new_code_cell("  \n")

        check_complete(new_notebook(cells=[cell("1"), new_markdown_cell("text"), empty]), "n.ipynb")

    @pytest.mark.parametrize(
        "second",
        [
            cell("1", execution_count=None),
            cell("1", metadata={}),
            cell("1", metadata={"papermill": {"status": "pending"}}),
            cell("1", metadata={"papermill": {"status": "completed", "exception": True}}),
            cell("1", outputs=[new_output("error", ename="E", evalue="", traceback=[])]),
        ],
        ids=["not run", "unknown", "pending", "excepted", "failed"],
    )
    def test_the_first_cell_that_did_not_run_is_named(self, second: Any) -> None:
        with pytest.raises(ReportError) as error:
            check_complete(new_notebook(cells=[cell("1"), second, cell("2", execution_count=None)]), "n.ipynb")

        assert [("E172", {"notebook": "n.ipynb", "cell": 2})] == codes(error)


class TestNumbers:
    def test_a_cell_has_the_number_that_its_author_counts(self) -> None:
        added = new_code_cell("a = 2", metadata={"tags": ["injected-parameters"]})
        notebook = new_notebook(cells=[parameters("a = 1"), added, new_markdown_cell("text"), cell("1")])

        assert [1, 1, 2, 3] == [own_number(notebook, place) for place in range(4)]


class TestWithParameters:
    def test_is_the_notebook_that_is_run(self, tmp_path: Path) -> None:
        text = nbformat.writes(new_notebook(cells=[parameters('name = "a"'), new_code_cell("name")]))  # type: ignore[no-untyped-call]
        (tmp_path / "n.ipynb").write_text(text, encoding="utf-8")

        ran = run_notebook(tmp_path / "n.ipynb", {"name": "b"}, tmp_path)
        made = with_parameters(text, {"name": "b"}, "n.ipynb")

        assert [item["source"] for item in ran["cells"]] == [item["source"] for item in made["cells"]]
        assert '# Parameters\nname = "b"\n' == made["cells"][1]["source"]

    @pytest.mark.parametrize("content", ["", "{}", "no notebook"])
    def test_what_is_no_notebook_is_refused(self, content: str) -> None:
        with pytest.raises(ReportError) as error:
            with_parameters(content, {}, "n.ipynb")

        assert [("E170", {"notebook": "n.ipynb"})] == codes(error)


class TestRun:
    """Real notebooks of a few cells, run in this process."""

    def run(self, folder: Path, *sources: str, **given: Any) -> Any:
        cells = [parameters('name = "a"'), *(new_code_cell(source) for source in sources)]
        notebook = new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python"}})
        path = folder / "n.ipynb"
        path.write_text(nbformat.writes(notebook), encoding="utf-8")  # type: ignore[no-untyped-call]
        return run_notebook(path, given, folder)

    def test_parameters_reach_the_cells_and_their_outputs_come_back(self, tmp_path: Path) -> None:
        made = self.run(tmp_path, "name * 2", "print(name)", name="b")

        outputs = [output for item in made["cells"] for output in item.get("outputs", [])]
        assert [{"text/plain": "'bb'"}, "b\n"] == [output.get("data") or output["text"] for output in outputs]
        assert ["n.ipynb"] == [path.name for path in tmp_path.iterdir()]

    def test_cells_run_in_the_folder(self, tmp_path: Path) -> None:
        made = self.run(tmp_path, "from pathlib import Path\nsorted(path.name for path in Path().glob('*.ipynb'))")

        assert "n.ipynb" in str(made["cells"][-1]["outputs"][0]["data"])

    def test_a_cell_that_fails_is_named_with_the_kind_of_its_error_and_not_its_text(self, tmp_path: Path) -> None:
        with pytest.raises(ReportError) as error:
            self.run(tmp_path, "raise KeyError('Åsa')")

        ((code, params),) = codes(error)
        assert ("E171", "n.ipynb", "KeyError") == (code, params["notebook"], params["kind"])
        assert "Åsa" not in error.value.text("sv")

    def test_a_notebook_that_ends_itself_is_no_success(self, tmp_path: Path) -> None:
        with pytest.raises(ReportError):
            self.run(tmp_path, "import sys\nsys.exit(0)", "1")

    @pytest.mark.parametrize("content", [None, "", "{}", "no notebook"])
    def test_what_is_no_notebook_is_refused(self, content: str | None, tmp_path: Path) -> None:
        path = tmp_path / "n.ipynb"
        if content is not None:
            path.write_text(content, encoding="utf-8")

        with pytest.raises(ReportError) as error:
            run_notebook(path, {}, tmp_path)

        assert [("E170", {"notebook": "n.ipynb"})] == codes(error)
