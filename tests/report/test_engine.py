"""Cells run in this process, with the outputs that a kernel would give."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.engines import papermill_engines

from tsi_eval.report.engine import NAME, ShellEngine, register


class Managed:
    """What papermill keeps of a notebook while it runs."""

    def __init__(self, *cells: Any) -> None:
        self.nb = new_notebook(cells=list(cells))
        self.started: list[int] = []
        self.completed: list[int] = []
        self.failed: list[int] = []

    def cell_start(self, _: Any, place: int) -> None:
        self.started.append(place)

    def cell_complete(self, _: Any, cell_index: int) -> None:
        self.completed.append(cell_index)

    def cell_exception(self, _: Any, cell_index: int) -> None:
        self.failed.append(cell_index)


def ran(*sources: str) -> Managed:
    managed = Managed(*map(new_code_cell, sources))
    ShellEngine.execute_managed_notebook(managed, "python3")
    return managed


def outputs(source: str) -> list[dict[str, Any]]:
    return list(ran(source).nb.cells[0].outputs)


def test_the_value_of_the_last_line_is_a_result_with_the_cell_s_number() -> None:
    (result,) = outputs("1\n1 + 1")

    assert ("execute_result", {"text/plain": "2"}, 1) == (result.output_type, result.data, result.execution_count)
    assert [] == outputs("x = 1")
    assert [] == outputs("1;")


def test_what_is_printed_is_joined_until_another_stream_comes() -> None:
    source = "import sys\nprint('a')\nprint('b')\nprint('c', file=sys.stderr)\nprint('d')"

    printed = [(output.name, output.text) for output in outputs(source)]

    assert [("stdout", "a\nb\n"), ("stderr", "c\n"), ("stdout", "d\n")] == printed


def test_what_is_displayed_keeps_its_metadata_and_its_place_among_the_rest() -> None:
    source = "from IPython.display import display\nprint('a')\n"
    source += "display({'text/markdown': '*b*'}, metadata={'tsi_eval': {'kind': 'prose'}}, raw=True)\nprint('c')"

    kinds = [output.output_type for output in outputs(source)]

    assert ["stream", "display_data", "stream"] == kinds
    shown = outputs(source)[1]
    assert ({"text/markdown": "*b*"}, {"tsi_eval": {"kind": "prose"}}) == (shown.data, shown.metadata)


def test_a_picture_is_sent_as_text_as_a_kernel_sends_it() -> None:
    shown = "class P:\n    def _repr_png_(self):\n        return b'\\x89PNG'\nP()"
    displayed = shown.replace("\nP()", "\nfrom IPython.display import display\ndisplay(P())")

    assert ["iVBORw==", "iVBORw=="] == [outputs(source)[0].data["image/png"] for source in (shown, displayed)]  # type: ignore[attr-defined]


def test_outputs_that_a_cell_clears_are_gone() -> None:
    assert [{"text/plain": "2"}] == [
        output.data for output in outputs("from IPython.display import clear_output\nprint(1)\nclear_output()\n2")
    ]


def test_cells_share_their_names_and_are_counted() -> None:
    managed = ran("x = 1", "x + 1")

    assert [1, 2] == [cell.execution_count for cell in managed.nb.cells]
    assert {"text/plain": "2"} == managed.nb.cells[1].outputs[0].data


def test_the_next_notebook_does_not_see_the_names_of_the_last() -> None:
    ran("secret = 1")

    *_, error = outputs("secret")
    assert ("error", "NameError") == (error.output_type, error.ename)


# IPython warns that there are better ways to leave a shell.
@pytest.mark.filterwarnings("ignore:To exit:UserWarning")
@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("raise KeyError('Åsa')", "KeyError"),
        ("x =", "SyntaxError"),
        ("import sys; sys.exit(0)", "SystemExit"),
    ],
)
def test_the_first_cell_that_fails_ends_the_run_with_its_kind_alone(
    source: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    managed = ran("1", source, "2")

    assert ([0, 1], [0, 1], [1]) == (managed.started, managed.completed, managed.failed)
    error = managed.nb.cells[1].outputs[-1]
    assert (kind, "", []) == (error.ename, error.evalue, error.traceback)
    assert [] == managed.nb.cells[2].outputs
    assert "Åsa" not in capsys.readouterr().out


def test_text_and_empty_cells_are_passed_over() -> None:
    managed = Managed(new_markdown_cell("text"), new_code_cell(" \n"), new_code_cell("1"))

    ShellEngine.execute_managed_notebook(managed, "python3")

    assert [2] == managed.started == managed.completed


def test_the_process_is_left_as_it_was() -> None:
    hooks = sys.displayhook, sys.excepthook, sys.stdout

    ran("import sys\nsys.displayhook = None\n1")

    assert hooks == (sys.displayhook, sys.excepthook, sys.stdout)
    assert not InteractiveShell.initialized()


def test_papermill_knows_the_engine_by_its_name() -> None:
    assert NAME == register()
    assert papermill_engines.get_engine(NAME) is ShellEngine
