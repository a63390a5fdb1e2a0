"""How records show themselves to a researcher: four digits, one line, and a small table in Jupyter.

Worked example. A share of 0.1354838709677419 with its bounds is printed by Python as

    Proportion(estimate=0.1355, ci_low=0.1018, ci_high=0.1781, level=0.95, n=310)

and JupyterLab shows a table of the same. The record keeps all digits; only what is seen is short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from enum import Enum
from html import escape
from typing import Any

import numpy as np

DIGITS = 4
# From here on numbers are written whole, since four digits would round persons or kronor away.
_WHOLE_FROM, _WHOLE_TO = 10.0**DIGITS, 1e15
# A longer row of numbers is named by its shape.
_FEW = 6
_LEFT = ' style="text-align: left"'


def brief(value: object) -> str:
    """Return a value in a few characters: a number in four digits, many numbers as their shape.

    Example:
        >>> brief(0.1354838709677419), brief(1234567.8), brief(2.3e-07), brief(range(40))
        ('0.1355', '1234568', '2.3e-07', '40 values')
    """
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (float, np.floating)):
        return _number(float(value))
    if isinstance(value, np.ndarray):
        return f"array of {' × '.join(map(str, value.shape))}"
    if isinstance(value, (Mapping, tuple, list, range)):
        return _many(value)
    return str(value) if value is None or isinstance(value, (str, int, np.generic)) else repr(value)


def _number(value: float) -> str:
    if _WHOLE_FROM <= abs(value) < _WHOLE_TO:
        return f"{value:.0f}"
    return f"{value:.{DIGITS}g}"


def _many(values: Mapping[Any, Any] | Sequence[Any]) -> str:
    if len(values) > _FEW:
        return f"{len(values)} values"
    if isinstance(values, Mapping):
        return f"{{{', '.join(f'{name}: {brief(item)}' for name, item in values.items())}}}"
    return f"({', '.join(map(brief, values))})"


def said(record: Any) -> Iterator[tuple[str, str]]:
    """Yield the fields that a record shows of itself, each with its value in brief."""
    for item in fields(record):
        if item.repr and not item.name.startswith("_"):
            yield item.name, brief(getattr(record, item.name))


def as_text(record: Any) -> str:
    """Return a record as one line of Python."""
    return f"{type(record).__qualname__}({', '.join(f'{name}={value}' for name, value in said(record))})"


def as_html(record: Any) -> str:
    """Return a record as a table for JupyterLab: a row a field, records inside it in brief."""
    return html_table(type(record).__name__, (), said(record))


def html_table(caption: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a small table; the first cell of each row is its heading, and all text is escaped.

    Words stand to the left and numbers to the right, where JupyterLab would put all to the right.
    """
    head = "".join(f'<th scope="col"{_LEFT}>{escape(name)}</th>' for name in header)
    body = "".join(_row(tuple(map(str, cells))) for cells in rows)
    top = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f"<table><caption>{escape(caption)}</caption>{top}<tbody>{body}</tbody></table>"


def _row(cells: tuple[str, ...]) -> str:
    first, *others = cells
    beside = "".join(f"<td{'' if _is_number(cell) else _LEFT}>{escape(cell)}</td>" for cell in others)
    return f'<tr><th scope="row"{_LEFT}>{escape(first)}</th>{beside}</tr>'


def _is_number(cell: str) -> bool:
    return cell.lstrip("-−")[:1].isdigit()
