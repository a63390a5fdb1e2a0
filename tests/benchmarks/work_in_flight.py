"""What the benchmark measures inside a process apart."""

from __future__ import annotations

import os
import resource
from pathlib import Path
from typing import Any

from tsi_eval.language import Tell

KILO = 1024


def cells_alone(folder: Path, notebook: Path, _: Tell) -> float:
    """Run the notebook's code as a plain program, and return its processor seconds.

    It asks each result for its bundle, as a notebook does to show it.
    """
    import nbformat

    os.chdir(folder)
    cells = [cell.source for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    began = _cpu()
    space: dict[str, Any] = {"display": _bundles}
    exec(cells[0], space)  # noqa: S102  the report's own notebook
    space.update(released="released.json", language="sv")
    for source in cells[1:]:
        *before, last = source.splitlines()
        is_value = last.startswith("report.")
        exec("\n".join(before if is_value else [*before, last]), space)  # noqa: S102
        if is_value:
            _bundles(eval(last, space))  # noqa: S307
    return _cpu() - began


def by_engine(folder: Path, notebook: Path, _: Tell) -> float:
    """Run the notebook as a report does, and return processor seconds."""
    from tsi_eval.report.notebook import run_notebook

    began = _cpu()
    run_notebook(notebook, {"released": "released.json", "language": "sv"}, folder)
    return _cpu() - began


def memory(folder: Path, notebook: Path, _: Tell) -> tuple[float, float]:
    """Run the notebook, make the three formats, and return the memory in MB after each.

    It is the memory that is this process's own.
    """
    from tsi_eval.report.render import again, render

    released = (folder / "released.json").read_text(encoding="utf-8")
    made = render(released, notebook.read_text(encoding="utf-8"), "sv", (), lambda _: None)
    ran = _private()
    again(released, made["follow_up_report.ipynb"].decode(), "sv", ("html", "pdf", "docx"), lambda _: None)
    return ran / KILO, _private() / KILO


def _bundles(chapter: Any) -> None:
    for part in chapter.parts:
        part._repr_mimebundle_()


def _private() -> float:
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return sum(float(line.split()[1]) for line in lines if line.startswith("Private"))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
