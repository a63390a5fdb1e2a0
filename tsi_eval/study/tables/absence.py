"""Absence: hours of a unit and term, and of a grade where files have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tsi_eval.language import Message, Text
from tsi_eval.study.tables.column import Column, ColumnKind, Presence
from tsi_eval.study.tables.shared import UNIT
from tsi_eval.study.tables.table import Fault, Table

if TYPE_CHECKING:
    import pandas as pd


# "7-8", "åk 7–9", "7 och 8", "F-3"; the preschool class comes before the first grade.
_GRADES = re.compile(
    r"\s*(?:åk|årskurs|klass|grade)?\.?\s*(f|\d{1,2})(?:\s*(?:-|–|till|och|and|to|\+|/|,)\s*(\d{1,2}))?\s*",
    re.IGNORECASE,
)


def contradictions(rows: pd.DataFrame) -> Iterator[Fault]:
    """Find rows with more absence than was offered (E206), and grades that stand twice (E338)."""
    over = rows["valid"] + rows["invalid"] > rows["offered"]
    yield Fault(code="E206", column="offered", rows=over)
    more = {"what": Message("counted_again.grades"), "advice": Message("error.advice.again_grades")}
    yield Fault(code="E338", column="grade", rows=counted_again(rows), more=more)


def counted_again(rows: pd.DataFrame) -> pd.Series[bool]:
    """Return the rows of several grades, any of which has another row for its unit and term.

    Example: "7-8" beside "8" of the same school and term.
    """
    places = rows[["unit", "term", "grade"]].assign(grade=rows["grade"].map(_grades_of(rows["grade"])))
    several = places["grade"].map(len, na_action="ignore").fillna(0) > 1
    if not several.any():
        return several
    each = places.explode("grade").dropna()
    shared = each.duplicated(keep=False)
    return several & rows.index.isin(each.index[shared])


def _grades_of(labels: pd.Series[str]) -> dict[str, tuple[int, ...]]:
    """Return the grades that each label stands for; a label that names none is not there."""
    grades = {}
    for label in labels.dropna().unique():
        found = _GRADES.fullmatch(str(label))
        if found is not None:
            first = 0 if found[1] in "fF" else int(found[1])
            grades[label] = tuple(range(first, int(found[2] or first) + 1))
    return grades


ABSENCE = Table(
    name="absence",
    columns=(
        UNIT,
        Column(
            name="term",
            kind=ColumnKind.TERM,
            hint=Text(
                sv="Termin som HT2023 eller VT2024.", en="A term: HT2023 for autumn 2023, VT2024 for spring 2024."
            ),
        ),
        Column(name="school_year", kind=ColumnKind.SCHOOL_YEAR, file=Presence.MAY, study=False),
        Column(name="grade", kind=ColumnKind.LABEL, file=Presence.MAY),
        Column(name="pupils", kind=ColumnKind.COUNT),
        Column(name="valid", kind=ColumnKind.AMOUNT),
        Column(name="invalid", kind=ColumnKind.AMOUNT),
        Column(name="offered", kind=ColumnKind.AMOUNT),
        Column(
            name="status",
            kind=ColumnKind.STATUS,
            file=Presence.NEVER,
            made_of=("pupils", "valid", "invalid", "offered"),
        ),
    ),
    key=("unit", "term", "grade"),
    cells=("unit", "term", "grade"),
    words_of_sums=("unit", "term", "school_year", "grade"),
    adds_up=(("valid",), ("invalid",), ("offered",)),
    faults=contradictions,
)
