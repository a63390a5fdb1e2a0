"""What every result of a statistic is: a frozen record that shows itself in four digits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

from tsi_eval.in_brief import as_html, as_text

R = TypeVar("R")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def result(record: type[R]) -> type[R]:
    """Make a class the record of a statistic's result.

    Its fields keep all digits. Python prints it in one line of four digits, and JupyterLab shows it
    as a table.

    Example:
        >>> @result
        ... class Share:
        ...     estimate: float
        ...     n: int
        >>> Share(estimate=1 / 3, n=30)
        Share(estimate=0.3333, n=30)
    """
    for name, shown in (("__repr__", as_text), ("_repr_html_", as_html)):
        if name not in vars(record):
            setattr(record, name, shown)
    return dataclass(frozen=True, slots=True, kw_only=True, repr=False)(record)
