"""One file of a source, as text.

Its table is made from it, and what is wrong with it is gathered in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from tsi_eval.errors import Param, Problem
from tsi_eval.ingest.account import LargeAmounts, WordRead
from tsi_eval.ingest.convert import present_text, rows_of, to_amounts, to_periods, way_of_writing, where
from tsi_eval.ingest.multiples import says_multiples
from tsi_eval.ingest.outsized import THOUSAND, outsized
from tsi_eval.ingest.read import ROW
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import Source

Amounts = tuple["pd.Series[float]", "pd.Series[str]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of a source, and what is read out of it.

    Attributes:
        name: Its name.
        frame: Its rows as text, under the names that the file gives its columns.
        source: What it was declared to be.
        pilot: Whose it is.
        problems: What is wrong with it is added here.
        found: What was found in it rather than declared is added here.
        starts: Name of a start → person → day, for windows of days from a start.
        words: What the words of its stages were read as is added here.
        backwards: How many of its rows have an earlier date at a later stage is added here.
        out_of_order: How many of its rows have a stage without an earlier one is added here.
        outsized: Amounts in thousands that may have been written in crowns are added here.
        respelled: How many rows of a column have a declared word in another spelling is added here.
    """

    name: str
    frame: pd.DataFrame
    source: Source
    pilot: Pilot
    problems: list[Problem]
    found: dict[str, str] = field(default_factory=dict)
    starts: Mapping[str, pd.Series[float]] = field(default_factory=dict)
    words: list[WordRead] = field(default_factory=list)
    backwards: list[int] = field(default_factory=list)
    out_of_order: list[int] = field(default_factory=list)
    outsized: list[LargeAmounts] = field(default_factory=list)
    respelled: dict[str, int] = field(default_factory=dict)
    # Two columns of a table may be made of the same one of a file, whose faults are said once.
    _amounts: dict[str, Amounts] = field(default_factory=dict)
    _periods: dict[str, pd.Series[Any]] = field(default_factory=dict)

    def places(self) -> pd.DataFrame:
        """Return a frame of nothing but the rows' numbers in the file, and its name."""
        return pd.DataFrame({"row": self.frame[ROW], "file": self.name})

    def text(self, theirs: str) -> pd.Series[str]:
        """Return one of the file's columns as text, missing where it says so."""
        return present_text(self.frame[theirs], self.source.format)

    def refuse(self, code: str, theirs: str, wrong: pd.Series[bool], **more: Param) -> None:
        """Add a problem when there are wrong rows; `more` fills further places of its lines."""
        if wrong.any():
            params = {**more, **where(self.frame, theirs, self.name, wrong)}
            self.problems.append(Problem(code=code, params=params, rows=rows_of(self.frame, wrong)))

    def amounts(self, theirs: str) -> Amounts:
        """Return one of the file's columns as numbers, and the status of those that are none."""
        if theirs not in self._amounts:
            read = to_amounts(self.frame, theirs, self.source.format, self.name, self.problems)
            if (read[1] == "secret").any():
                self.found["secret"] = ""
            self.found.update(way_of_writing(self.frame[theirs], self.source.format))
            self._suspect(theirs, read[0])
            self._amounts[theirs] = read
        return self._amounts[theirs]

    def _suspect(self, theirs: str, values: pd.Series[float]) -> None:
        """Remember rows of a column of thousands that may have been written in crowns."""
        times = self.source.format.times.get(theirs, 1.0)
        if times >= THOUSAND:
            unsaid = values.mask(says_multiples(self.text(theirs)))
            wrong = outsized(unsaid / times)
            if wrong.any():
                self.outsized.append(LargeAmounts(column=theirs, rows=rows_of(self.frame, wrong)))

    def periods(self, theirs: str, kinds: frozenset[str]) -> pd.Series[Any]:
        """Return the periods that one of the file's columns names."""
        if theirs not in self._periods:
            form = self.source.format
            self._periods[theirs] = to_periods(self.frame, theirs, kinds, form, self.name, self.problems)
        return self._periods[theirs]

    def refuse_blanks(self, theirs: str) -> None:
        """Add a problem (E214) where a column is blank.

        Nothing is written 0 in a file, a hidden number "..", and one that nobody knows ".".
        """
        self.refuse("E214", theirs, self.text(theirs).isna())
