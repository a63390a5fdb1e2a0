"""Running the report's notebook.

papermill runs it, and three things are done around papermill. Parameters are checked first, since
papermill passes over a misspelt one. Success is judged by every cell, since papermill calls a
notebook done that stopped half way by `sys.exit(0)`. And an error is told without its text, which
may quote a value.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tsi_eval.errors import Problem, ReportError, UsageError
from tsi_eval.language import Message, has_sentence

TAG = "parameters"
# Papermill's own tag of the cell that it adds, in which the parameters have their values.
INJECTED = "injected-parameters"
_LONGEST_LINE = 60
# What the engine says of an error of our own: its kind, its code, and why, by a key of our words.
_CODED = re.compile(r"\w+ (?P<code>E\d{3})(?: (?P<why>[a-z_.]+))?")


def declared_parameters(notebook: Any, name: str) -> dict[str, Any]:
    """Return the names and default values in the cell tagged `parameters`.

    Raises:
        ReportError: When there is no such cell, or it holds more than plain assignments (E170).
    """
    cells = [cell for cell in notebook["cells"] if TAG in cell["metadata"].get("tags", ())]
    try:
        (cell,) = cells
        return dict(_assignment(statement) for statement in ast.parse(cell["source"]).body)
    except (ValueError, SyntaxError):
        raise ReportError(Problem(code="E170", params={"notebook": name})) from None


def _assignment(statement: ast.stmt) -> tuple[str, Any]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name, ast.literal_eval(value)
    raise ValueError


def check_parameters(given: Mapping[str, Any], declared: Mapping[str, Any], name: str) -> None:
    """Refuse a parameter that the notebook does not declare, or of another type than its default.

    papermill itself only warns of the first and ignores the second.

    Raises:
        UsageError: For every such parameter (E165).
    """
    known = ", ".join(f"{key} ({type(value).__name__})" for key, value in declared.items())
    wrong = [key for key, value in given.items() if key not in declared or type(value) is not type(declared[key])]
    if wrong:
        raise UsageError(
            Problem(code="E165", params={"name": re.sub(r"\W", "?", key)[:40], "known": known, "notebook": name})
            for key in wrong
        )


def run_notebook(path: Path, parameters: Mapping[str, Any], folder: Path) -> Any:
    """Execute a notebook in this process by papermill, and return it with its outputs.

    Args:
        path: The notebook.
        parameters: Values for the names in its cell of parameters.
        folder: Where its cells run, and where papermill puts its own copy meanwhile.

    Raises:
        UsageError: Parameters that the notebook does not have (E165).
        ReportError: The notebook can't be read (E170), a cell failed (E171), or not every cell ran
            (E172).
    """
    import nbformat  # noqa: PLC0415  with papermill, the slowest import there is
    import papermill  # noqa: PLC0415
    from papermill.exceptions import PapermillException  # noqa: PLC0415

    from tsi_eval.report.engine import register  # noqa: PLC0415

    try:
        source = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, nbformat.ValidationError):
        raise ReportError(Problem(code="E170", params={"notebook": path.name})) from None
    check_parameters(parameters, declared_parameters(source, path.name), path.name)
    aside = folder / "executed.ipynb"
    try:
        executed = papermill.execute_notebook(
            str(path),
            str(aside),
            parameters=dict(parameters),
            engine_name=register(),
            cwd=str(folder),
            kernel_name="python3",
            language="python",
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
        )
    except PapermillException as error:
        params = {"notebook": path.name, "cell": _failed_cell(error), "kind": str(getattr(error, "ename", "?"))}
        raise ReportError([Problem(code="E171", params=params), *_coded(params, source)]) from None
    finally:
        aside.unlink(missing_ok=True)
    check_complete(executed, path.name)
    return executed


def _coded(params: Mapping[str, str], source: Any) -> Iterator[Problem]:
    """Yield the problem of a cell that failed with an error of our own, without its words."""
    found = _CODED.fullmatch(params["kind"])
    if found and has_sentence(f"{found['code']}.problem"):
        why = {"why": Message(found["why"])} if found["why"] and has_sentence(found["why"]) else {}
        cell = params["cell"]
        line = first_line(source, int(cell) - 1) if cell.isdecimal() else ""
        yield Problem(code=found["code"], params={"notebook": params["notebook"], "cell": cell, "line": line, **why})


def _failed_cell(error: Any) -> str:
    return str(getattr(error, "cell_index", "?"))


def check_complete(notebook: Any, name: str) -> None:
    """Refuse a notebook of which not every cell ran, whatever papermill says of it.

    Raises:
        ReportError: With the first such cell (E172).
    """
    for place, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] != "code" or not cell["source"].strip():
            continue
        about = cell["metadata"].get("papermill", {})
        failed = any(output["output_type"] == "error" for output in cell["outputs"])
        if failed or about.get("exception") or about.get("status") != "completed" or cell["execution_count"] is None:
            raise ReportError(Problem(code="E172", params={"notebook": name, "cell": own_number(notebook, place)}))


def own_number(notebook: Any, place: int) -> int:
    """Return a cell's number as its author counts: from 1, without the cell that papermill adds.

    Args:
        notebook: The notebook with or without that cell.
        place: The cell's place, from 0.
    """
    return sum(INJECTED not in cell["metadata"].get("tags", ()) for cell in notebook["cells"][: place + 1])


def first_line(notebook: Any, place: int) -> str:
    """Return how a cell begins, by which its author knows it again.

    Args:
        notebook: The notebook as it was before it ran.
        place: The cell's place, from 0.
    """
    cells = notebook["cells"]
    lines = cells[place]["source"].strip().splitlines() if place < len(cells) else []
    return textwrap.shorten(lines[0], _LONGEST_LINE, placeholder="…") if lines else ""


def with_parameters(text: str, parameters: Mapping[str, Any], name: str) -> Any:
    """Return a notebook as papermill runs it: with a cell that gives the parameters their values.

    Raises:
        ReportError: It can't be read (E170).
    """
    import nbformat  # noqa: PLC0415
    from papermill.execute import remove_error_markers  # noqa: PLC0415
    from papermill.parameterize import parameterize_notebook  # noqa: PLC0415

    try:
        notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    except (ValueError, nbformat.ValidationError):
        raise ReportError(Problem(code="E170", params={"notebook": name})) from None
    notebook.metadata["papermill"] = {}
    for cell in notebook.cells:
        cell.metadata.setdefault("tags", [])
    made = parameterize_notebook(notebook, dict(parameters), kernel_name="python3", language="python")
    return remove_error_markers(made)
