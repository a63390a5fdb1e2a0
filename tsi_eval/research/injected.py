"""Which parameters papermill gave a notebook.

papermill writes them into a cell of its own, whatever they are called: `-p pliot star` makes a
variable `pliot` that nobody reads, and the notebook runs with its default. IPython keeps the text
of every cell that ran, so that papermill's cell can be read from there.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from typing import Any

# The first line of the cell that papermill adds.
_FIRST_LINE = "# Parameters\n"


def injected() -> dict[str, Any]:
    """Return the parameters that papermill gave, or nothing where it did not start this notebook.

    Returns:
        Name → value; `...` for a value that is no plain text, number or list.
    """
    # Where IPython is not loaded no notebook runs.
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return {} if shell is None else given_in(shell.user_ns.get("In", ()))


def given_in(cells: Iterable[str]) -> dict[str, Any]:
    """Return the parameters in papermill's own cells.

    Args:
        cells: The text of each cell that ran.
    """
    return dict(pair for cell in cells if cell.startswith(_FIRST_LINE) for pair in _assigned(cell))


def _assigned(cell: str) -> Iterator[tuple[str, Any]]:
    for statement in ast.parse(cell).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, _value(value)


def _value(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ...
