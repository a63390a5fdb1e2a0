"""Figures of tallies and of money for a researcher's own screen: how many, where, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tsi_eval.errors import NotEstimable
from tsi_eval.research.board import Board, Explored, empty, legend_beside, periods_under, seaborn, untitled
from tsi_eval.study import Study
from tsi_eval.study.tables import ABSENCE, CONTACTS, COSTS, COUNTS
from tsi_eval.written_periods import parse_period

if TYPE_CHECKING:
    import pandas as pd


# Room above the highest point, as a part of what the points span.
_ABOVE = 0.25


class Fits(Protocol):
    """A design that fits a model to months."""

    @property
    def start(self) -> str:
        """First month of what is asked about."""
        ...

    @property
    def series(self) -> Sequence[str]:
        """The series whose sum is counted."""
        ...

    @property
    def units(self) -> Sequence[str]:
        """The units, or () for all."""
        ...

    def fitted(self, study: Study) -> pd.DataFrame:
        """Return a row a month: `month`, `n`, `fitted` and `expected`."""
        ...


@dataclass(frozen=True, slots=True)
class OfTallies(Board):
    """Figures of counts, absence, contacts and costs."""

    def series(self, names: Sequence[str] = (), units: Sequence[str] = ()) -> Explored:
        """Return the counts of each series and unit by month.

        Args:
            names: The series; unless given, all of them.
            units: The units; unless given, all of them.

        Raises:
            UsageError: The study has no counts (E477).
        """
        rows = _only(_only(self.table(COUNTS.name, "series"), "series", names), "unit", units)
        line = rows["series"].map(self.word)
        if "unit" in rows and rows["unit"].nunique() > 1:
            line += ", " + rows["unit"].fillna("").map(lambda unit: self.word(f"unit={unit}"))
        named = rows.assign(line=line).dropna(subset="n")
        table = named.pivot_table(index="month", columns="line", values="n", aggfunc="sum", sort=False)
        return self._lines(table.sort_index(), "series", self.said("counts"))

    def fitted(self, design: Fits) -> Explored:
        """Return what was counted by month, what a design's model fits, and what it expected.

        Where the model can't be fitted, it is the counts alone.

        Args:
            design: A design that fits a model to months, such as `TimeSeries`.

        Raises:
            UsageError: The study has no counts (E477).
        """
        self.table(COUNTS.name, "fitted")
        try:
            months = design.fitted(self.study).reset_index(drop=True)
        except NotEstimable:
            return self.series(design.series, design.units)
        since = months[months["month"] >= design.start]
        figure, axes = empty()
        axes.scatter(months.index, months["n"], s=14, color="0.3", label=self.said("counted"))
        axes.plot(months.index, months["fitted"], color="tab:blue", label=self.said("fit"))
        axes.plot(since.index, since["expected"], color="tab:orange", ls="--", label=self.said("expected"))
        axes.axvline(since.index[0] - 0.5, color="0.6", lw=1)
        periods_under(axes, list(months["month"]))
        legend_beside(axes)
        axes.set_ylim(bottom=0)
        axes.yaxis.get_major_locator().set_params(integer=True)
        return self.done(figure, axes, "fitted", y=self.said("counts"))

    def absence(self, units: Sequence[str] = ()) -> Explored:
        """Return the share of the hours offered that each unit's pupils were absent, by term.

        A term in which anything is hidden has no point.

        Args:
            units: The units; unless given, all of them.

        Raises:
            UsageError: The study has no absence (E477).
        """
        rows = _only(self.table(ABSENCE.name, "absence"), "unit", units)
        hours, key = ["valid", "invalid", "offered"], [rows["term"], rows["unit"]]
        is_hidden = rows[hours].isna().any(axis=1).groupby(key).any()
        whole = rows[hours].groupby(key).sum()[~is_hidden]
        share = 100 * (whole["valid"] + whole["invalid"]) / whole["offered"]
        table = share.rename("share").reset_index().pivot_table(index="term", columns="unit", values="share")
        terms = sorted(rows["term"].unique(), key=_begins)
        table = table.reindex(index=terms, columns=sorted(rows["unit"].unique()))
        table.columns = [self.word(f"unit={unit}") if unit else self.said("all_units") for unit in table.columns]
        return self._lines(table, "absence", self.said("percent"))

    def contacts(self, units: Sequence[str] = ()) -> Explored:
        """Return how many contacts there were in each arena, by month or term.

        Args:
            units: The units; unless given, all of them.

        Raises:
            UsageError: The study has no contacts (E477).
        """
        rows = _only(self.table(CONTACTS.name, "contacts"), "unit", units)
        table = rows.pivot_table(index="period", columns="arena", values="n", aggfunc="sum", fill_value=0)
        table = table.sort_index(key=lambda periods: periods.map(_begins))
        figure, axes = empty()
        table.columns = [self.word(f"arena={arena}") for arena in table.columns]
        table.reset_index(drop=True).plot.bar(stacked=True, ax=axes, width=0.8)
        periods_under(axes, list(table.index))
        legend_beside(axes)
        return self.done(figure, axes, "contacts", y=self.said("counts"))

    def costs(self) -> Explored:
        """Return each item's quantity times its price, in kronor of the item's own price year.

        Raises:
            UsageError: The study has no costs (E477).
        """
        rows = self.table(COSTS.name, "costs")
        items = rows["item"].map(self.word) + ", " + rows["price_year"].astype("Int64").astype(str)
        payers = rows["payer"].map(lambda payer: self.word(f"payer={payer}"))
        drawn = rows.assign(amount=rows["quantity"] * rows["price"] / 1000, item=items, payer=payers)
        figure, axes = empty()
        seaborn().barplot(
            data=drawn, y="item", x="amount", hue="payer", dodge=False, estimator="sum", errorbar=None, ax=axes
        )
        axes.tick_params(axis="y", labelsize=8)
        untitled(axes)
        return self.done(figure, axes, "costs", x=self.said("thousand_kronor"))

    def _lines(self, table: pd.DataFrame, key: str, y: str) -> Explored:
        """Return a line a column, with a gap where a number is missing."""
        figure, axes = empty()
        for name in table.columns:
            axes.plot(range(len(table)), table[name].astype(float), marker="o", ms=3, lw=1.2, label=name)
        periods_under(axes, list(table.index))
        legend_beside(axes)
        axes.margins(y=_ABOVE)
        axes.set_ylim(bottom=0)
        axes.yaxis.get_major_locator().set_params(integer=True)
        return self.done(figure, axes, key, y=y)


def _only(rows: pd.DataFrame, column: str, names: Sequence[str]) -> pd.DataFrame:
    return rows[rows[column].isin(names)] if names else rows


def _begins(name: str) -> str:
    """Return when a month or a term begins, so that spring comes before autumn of the same year."""
    period = parse_period(name)
    return period.start.isoformat() if period else name
