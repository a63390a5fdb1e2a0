"""Files of tallies, which hold no persons: contacts, monthly counts, hours of absence, costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.convert import present_text, rows_of, to_amounts, to_labels, to_periods, way_of_writing, where
from tsi_eval.ingest.read import ROW
from tsi_eval.ingest.units import to_units
from tsi_eval.periods import Period
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables import TableName

MONTHLY = frozenset({"day", "week", "month"})
TERMLY = frozenset({"term"})


class Tally:
    """One file of a source, read column by column; what is wrong goes to `problems`."""

    def __init__(self, frame: pd.DataFrame, source: Source, pilot: Pilot, file: str, problems: list[Problem]) -> None:
        self.frame, self.source, self.pilot, self.file, self.problems = frame, source, pilot, file, problems
        self.found: dict[str, str] = {}

    def rows(self) -> pd.DataFrame:
        """Return the file's rows as the source's table."""
        fill: Mapping[TableName, Callable[[Tally], pd.DataFrame]] = {
            "contacts": contacts,
            "counts": counts,
            "absence": absence,
            "costs": costs,
        }
        table = fill[self.source.table](self)
        return table.assign(file=self.file)

    def keys(self) -> pd.DataFrame:
        """Return a frame with the file's row numbers."""
        return pd.DataFrame({"row": self.frame[ROW]})

    def has(self, ours: str) -> bool:
        """Tell whether the source declares one of our columns."""
        return ours in self.source.columns

    def text(self, ours: str) -> pd.Series[str]:
        """Return a column of labels, translated where values are declared; "" where the source has no such column."""
        if not self.has(ours):
            return pd.Series("", self.frame.index, dtype=str)
        theirs = self.source.columns[ours]
        return to_labels(self.frame, theirs, self.source.values.get(ours), self.source.format, self.file, self.problems)

    def unit(self) -> pd.Series[str]:
        """Return the column of units as ids; "" where the source has none."""
        if not self.has("unit"):
            return self.text("unit")
        return to_units(self.frame, self.source, self.pilot, self.file, self.problems, self.found)

    def filled(self, *ours: str) -> None:
        """Add a problem (E214) for each of our columns that the source declares and that is blank in some rows."""
        for name in ours:
            if self.has(name):
                self.filled_in(self.source.columns[name])

    def filled_in(self, theirs: str) -> None:
        """Add a problem (E214) when one of their columns is blank in some rows: nothing is written 0, and what is not known .. or ."""
        blank = present_text(self.frame[theirs], self.source.format).isna()
        if blank.any():
            params = where(self.frame, theirs, self.file, blank)
            self.problems.append(Problem(code="E214", params=params, rows=rows_of(self.frame, blank)))

    def amount(self, ours: str) -> pd.Series[float]:
        """Return a column of amounts; missing where the source has no such column."""
        return self.amount_in(self.source.columns[ours])[0] if self.has(ours) else self.nothing()

    def amount_in(self, theirs: str) -> tuple[pd.Series[float], pd.Series[str]]:
        """Return one of their columns as amounts with their status."""
        values, status = to_amounts(self.frame, theirs, self.source.format, self.file, self.problems)
        if (status == "secret").any():
            self.found["secret"] = ""
        self.found |= way_of_writing(self.frame[theirs], self.source.format)
        return values, status

    def nothing(self) -> pd.Series[float]:
        """Return a column without values."""
        return pd.Series(np.nan, self.frame.index, dtype=float)

    def whole(self, values: pd.Series[float], column: str) -> None:
        """Add a problem (E209) where a count is not a whole number."""
        broken = values.notna() & (values % 1 != 0)
        if broken.any():
            params = where(self.frame, column, self.file, broken)
            self.problems.append(Problem(code="E209", params=params, rows=rows_of(self.frame, broken)))


def contacts(tally: Tally) -> pd.DataFrame:
    """Return one row a unit, period, arena and kind of person."""
    source = tally.source
    periods = to_periods(tally.frame, source.columns["period"], MONTHLY, source.format, tally.file, tally.problems)
    n, status = tally.amount_in(source.columns["n"])
    tally.whole(n, source.columns["n"])
    tally.filled("arena", "who", "n")
    return tally.keys().assign(
        unit=tally.unit(),
        period=periods.map(lambda period: period.name, na_action="ignore"),
        month=periods.map(lambda period: period.month, na_action="ignore"),
        arena=tally.text("arena"),
        who=tally.text("who"),
        n=n,
        status=status,
        minutes=tally.amount("minutes"),
    )


def counts(tally: Tally) -> pd.DataFrame:
    """Return one row a unit, month and series, from long files or from wide ones."""
    source = tally.source
    periods = to_periods(tally.frame, source.columns["period"], MONTHLY, source.format, tally.file, tally.problems)
    base = tally.keys().assign(
        month=periods.map(lambda period: period.month, na_action="ignore"), exposure=tally.amount("exposure")
    )
    if not source.series:
        n, status = tally.amount_in(source.columns["n"])
        tally.whole(n, source.columns["n"])
        tally.filled("series", "n", "exposure")
        return base.assign(unit=tally.unit(), series=tally.text("series"), n=n, status=status)
    parts = []
    for series, entry in source.series.items():
        for unit, theirs in entry.items() if isinstance(entry, Mapping) else [("", entry)]:
            n, status = tally.amount_in(theirs)
            tally.whole(n, theirs)
            tally.filled_in(theirs)
            parts.append(base.assign(unit=unit or tally.unit(), series=series, n=n, status=status))
    return pd.concat(parts, ignore_index=True)


def absence(tally: Tally) -> pd.DataFrame:
    """Return one row a unit, term and grade, with hours; more hours of absence than offered are a problem (E206)."""
    columns = tally.source.columns
    hours = {name: tally.amount_in(columns[name]) for name in ("valid", "invalid", "offered")}
    over = hours["valid"][0] + hours["invalid"][0] > hours["offered"][0]
    if over.any():
        params = where(tally.frame, columns["offered"], tally.file, over)
        tally.problems.append(Problem(code="E206", params=params, rows=rows_of(tally.frame, over)))
    tally.filled("grade", "pupils", "valid", "invalid", "offered")
    pupils, _ = tally.amount_in(columns["pupils"])
    tally.whole(pupils, columns["pupils"])
    status = hours["valid"][1].where(hours["valid"][1] != "", hours["offered"][1])
    return tally.keys().assign(
        unit=tally.unit(),
        term=_terms(tally),
        grade=tally.text("grade"),
        pupils=pupils,
        status=status,
        **{name: values for name, (values, _) in hours.items()},
    )


def _terms(tally: Tally) -> pd.Series[str]:
    """Return terms such as "HT2023"; where the term has no year of its own, the school year gives it."""
    source = tally.source
    text = present_text(tally.frame[source.columns["term"]], source.format)
    if tally.has("school_year"):
        years = to_periods(
            tally.frame,
            source.columns["school_year"],
            frozenset({"school_year"}),
            source.format,
            tally.file,
            tally.problems,
        )
        bare = text.str.fullmatch(r"(?i:ht|vt|höst|vår)(?:termin(?:en)?)?").fillna(value=False).astype(bool)
        first = text.str[:1].str.upper()
        of_year = [
            f"{letter}T{(year.start if letter == 'H' else year.end).year}"
            if isinstance(letter, str) and isinstance(year, Period)
            else None
            for letter, year in zip(first, list(years), strict=True)
        ]
        text = text.mask(bare, pd.Series(of_year, text.index))
    named = tally.frame.assign(**{source.columns["term"]: text.fillna("")})
    periods = to_periods(named, source.columns["term"], TERMLY, source.format, tally.file, tally.problems)
    return periods.map(lambda period: period.name, na_action="ignore")


def costs(tally: Tally) -> pd.DataFrame:
    """Return one row a cost; a price without its year (E207) or without a source (E208) is a problem."""
    columns = tally.source.columns
    tally.filled("item", "kind", "quantity", "measure", "price", "payer")
    price, year = tally.amount("price"), tally.amount("price_year")
    source = tally.text("source")
    tally.whole(year, columns["price_year"])
    for code, ours, absent in (("E207", "price_year", year.isna()), ("E208", "source", source.isna())):
        if absent.any():
            params = where(tally.frame, columns[ours], tally.file, absent)
            tally.problems.append(Problem(code=code, params=params, rows=rows_of(tally.frame, absent)))
    return tally.keys().assign(
        item=tally.text("item"),
        kind=tally.text("kind"),
        quantity=tally.amount("quantity"),
        measure=tally.text("measure"),
        price=price,
        price_year=year,
        payer=tally.text("payer"),
        source=source,
    )
