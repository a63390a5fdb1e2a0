"""Schools and teams as files call them: by id, by name, or by a code.

A code may have changed, or have lost its leading zeros in a spreadsheet.
"""

from __future__ import annotations

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.convert import present_text, rows_of, where
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import Source
from tsi_eval.study.spelling import folded


def to_units(
    frame: pd.DataFrame,
    source: Source,
    pilot: Pilot,
    file: str,
    problems: list[Problem],
    found: dict[str, str],
    *,
    may_be_blank: bool = False,
) -> pd.Series[str]:
    """Return the column of units as the pilot's ids.

    A unit that is not declared is a problem (E127), and so is a blank unless it `may_be_blank`.
    Codes that had lost leading zeros, and units that go by more than one code, are added to
    `found`.

    Example: a school is declared with the codes "00000101" and, since it moved, "00000151". The
    file's "151" is that school, and both facts are found.
    """
    theirs = source.columns["unit"]
    text = present_text(frame[theirs], source.format)
    own = {folded(word): unit for word, unit in source.values.get("unit", {}).items()}
    spelled = {word: folded(word) for word in text.dropna().unique()}
    text = text.map({word: folded(own.get(plain, plain)) for word, plain in spelled.items()}).astype("str")
    known, bare = _names(pilot), _bare_codes(pilot)
    stripped = text.notna() & ~text.isin(list(known)) & text.isin(list(bare))
    if stripped.any():
        found["codes"] = ""
    if text.str.lstrip("0").isin(_replaced(pilot)).any():
        found["renamed"] = ""
    units = text.map(known | bare).astype("str")
    wrong = units.isna() & (text.notna() if may_be_blank else True)
    if wrong.any():
        params = {"known": ", ".join(unit.label.sv for unit in pilot.units), **where(frame, theirs, file, wrong)}
        problems.append(Problem(code="E127", params=params, rows=rows_of(frame, wrong)))
    return units


def _names(pilot: Pilot) -> dict[str, str]:
    names: dict[str, str] = {}
    for unit in pilot.units:
        forms = (unit.id, unit.label.sv, unit.label.en, *unit.codes)
        names |= dict.fromkeys((folded(form) for form in forms), unit.id)
    return names


def _bare_codes(pilot: Pilot) -> dict[str, str]:
    return {folded(code).lstrip("0"): unit.id for unit in pilot.units for code in unit.codes}


def _replaced(pilot: Pilot) -> frozenset[str]:
    """Return the codes of units that have had more than one."""
    return frozenset(folded(code).lstrip("0") for unit in pilot.units if len(unit.codes) > 1 for code in unit.codes)
