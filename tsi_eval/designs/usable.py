"""Numbers that can be calculated with.

Others are faults of the delivery, and no property of the persons.

Files are checked when they are read, and a researcher's frames when a study is made of them. A
study that came about otherwise may still hold an infinite value or a negative count. A statistic
that meets one refuses for a reason that sounds like another, such as "no variation".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from tsi_eval.errors import Param, Problem
from tsi_eval.language import Message
from tsi_eval.strict import LARGEST
from tsi_eval.study.tables import MEASURES, table_named
from tsi_eval.study.tables.column import ColumnKind

if TYPE_CHECKING:
    import pandas as pd

    from tsi_eval.options import Options
    from tsi_eval.study import Study


def unusable_values(study: Study, outcome: str, *occasions: str) -> Iterator[Problem]:
    """Yield a problem (E297) for each occasion at which some value can't be squared.

    Such a value is infinite, or so large that its square is.
    """
    for occasion in occasions:
        values = study.values(outcome, occasion)
        wrong = values.abs() > LARGEST
        if wrong.any():
            name = f"{outcome} ({occasion})"
            params: dict[str, Param] = {"name": name, "count": int(wrong.sum()), "of": len(values)}
            yield Problem(code="E297", params=params)


def off_the_scale(study: Study, outcome: str, *occasions: str) -> Iterator[Problem]:
    """Yield a problem (E136) for each occasion at which some value lies outside the scale.

    A side of the outcome's scale that is not declared is open.
    """
    scale = study.outcomes[outcome]
    low = -LARGEST if scale.minimum is None else scale.minimum
    high = LARGEST if scale.maximum is None else scale.maximum
    for occasion in occasions:
        values = study.values(outcome, occasion)
        wrong = ~values.between(low, high)
        if wrong.any():
            params: dict[str, Param] = {
                "file": MEASURES.name,
                "column": f"{outcome} ({occasion})",
                "low": exactly(low),
                "high": exactly(high),
                "count": int(wrong.sum()),
                "of": len(values),
            }
            yield Problem(code="E136", params=params)


def unusable_numbers(rows: pd.DataFrame, table: str, *columns: str) -> Iterator[Problem]:
    """Yield a problem (E298) for each column with a number that can't be one.

    A count or an amount is neither negative nor infinite, and a count is whole.

    A number that is not there is none of these: it was hidden, or nobody knows it.
    """
    for name in columns:
        values = rows[name].astype(float)
        column = table_named(table).column(name)
        whole = column is not None and column.kind is ColumnKind.COUNT
        wrong = (values < 0) | (values > LARGEST)
        if whole:
            wrong |= np.isfinite(values) & (values % 1 != 0)
        if wrong.any():
            params: dict[str, Param] = {
                "table": table,
                "column": name,
                "numbers": Message("numbers_of.whole" if whole else "numbers_of.amount"),
                "count": int(wrong.sum()),
                "of": len(rows),
            }
            yield Problem(code="E298", params=params)


def outside_scale(
    options: Options, study: Study, key: str, value: float, *, of_change: bool = False
) -> Iterator[Problem]:
    """Yield a problem (E299) when an option can't be a value, or a change, of the outcome.

    A side of the outcome's scale that is not declared is open, as far as numbers can be squared.

    Example: of a scale from 0 to 40, a threshold of 400 counts nobody, whatever happened.

    Args:
        options: The design; its `outcome` says which scale.
        study: The study.
        key: The option, such as "matters.change".
        value: The option's value, in the outcome's unit.
        of_change: Whether it is a change, which may be as long as the scale.
    """
    name = str(getattr(options, "outcome", ""))
    outcome = study.outcomes[name]
    low = -LARGEST if outcome.minimum is None else outcome.minimum
    high = LARGEST if outcome.maximum is None else outcome.maximum
    if of_change:
        low, high = 0.0, min(high - low, LARGEST)
    if not low <= value <= high:
        what = Message("what_go.changes" if of_change else "what_go.values", {"name": name})
        yield options.refusal("E299", key, value=exactly(value), what=what, low=exactly(low), high=exactly(high))


def outside_months(
    options: Options, rows: pd.DataFrame, *, after_first: tuple[str, ...] = (), until_last: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """Yield a problem (E299) for each limit that leaves nothing of these rows.

    Args:
        options: The design.
        rows: What is counted, of all months, and of one month at least.
        after_first: Options that are months, or lists of them, or ""; what they limit lies before
            them, so that none may be the first month or earlier.
        until_last: Options from whose month on something is counted, so that it may not lie after
            the last.
    """
    first, last = str(rows["month"].min()), str(rows["month"].max())
    for key in (*after_first, *until_last):
        given = getattr(options, key)
        for month in given if isinstance(given, tuple) else (given,):
            if month and (month > last if key in until_last else month <= first):
                what = Message("what_go.months" if key in until_last else "what_go.months_after")
                yield options.refusal("E299", key, value=month, what=what, low=first, high=last)


def exactly(value: float) -> str:
    """Return a number so that two that differ are not read as the same.

    Example:
        >>> exactly(40.0), exactly(40.0000001)
        ('40', '40.0000001')
    """
    short = f"{value:.15g}"
    return short if float(short) == value else repr(value)
