"""Figures of persons for a researcher's own screen: each one's values, and where each was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tsi_eval.research.board import Board, Explored, empty, known_name, seaborn, untitled
from tsi_eval.study.tables import ENROLMENT, MEASURES, PERSONS

if TYPE_CHECKING:
    import pandas as pd

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class OfPersons(Board):
    """Figures of measures and of stages."""

    def distributions(self, outcome: str | None = None) -> Explored:
        """Return how an outcome's values were spread at each occasion.

        Args:
            outcome: Its id; unless given, the first.

        Raises:
            UsageError: The study has no measures (E477), or no such outcome (E159).
        """
        name, rows = self._outcome(outcome)
        figure, axes = empty()
        named = rows.assign(line=rows["occasion"].map(self.word))
        seaborn().histplot(data=named, x="value", hue="line", element="step", fill=False, ax=axes)
        untitled(axes)
        return self.done(figure, axes, "distributions", x=self.word(name), y=self.said("persons"))

    def missingness(self) -> Explored:
        """Return at which occasions each person was measured, those alike beside each other.

        Raises:
            UsageError: The study has no measures (E477).
        """
        rows = self.table(MEASURES.name, "missingness")
        there = rows.assign(there=1).pivot_table(
            index="person", columns=["outcome", "occasion"], values="there", fill_value=0, sort=False
        )
        there.columns = [" ".join(map(self.word, name)) for name in there.columns]
        return self._tinted(there, "missingness")

    def baseline(self, outcome: str | None = None) -> Explored:
        """Return first values by whether a person was measured at the last occasion too.

        Raises:
            UsageError: The study has no measures (E477), or no such outcome (E159).
        """
        name, rows = self._outcome(outcome)
        first, last = rows["occasion"].iloc[0], rows["occasion"].iloc[-1]
        stayed = set(rows.loc[rows["occasion"] == last, "person"])
        begun = rows[rows["occasion"] == first]
        who = begun["person"].isin(stayed).map({True: self.said("stayed"), False: self.said("left")})
        figure, axes = empty()
        seaborn().stripplot(data=begun.assign(who=who), x="who", y="value", ax=axes, jitter=0.2, alpha=0.7)
        return self.done(figure, axes, "baseline", y=self.word(name))

    def courses(self, outcome: str | None = None, occasions: Sequence[str] = ()) -> Explored:
        """Return each person's values: a line a person, and a dot for one who was measured once.

        Args:
            outcome: Its id; unless given, the first.
            occasions: The occasions, in order; unless given, all of them.

        Raises:
            UsageError: The study has no measures (E477), or no such outcome or occasion (E159).
        """
        name, rows = self._outcome(outcome)
        order = self._declared("occasion", list(dict.fromkeys(rows["occasion"])), occasions)
        table = rows.pivot_table(index="person", columns="occasion", values="value").reindex(columns=order)
        often = table.notna().sum(axis=1)
        figure, axes = empty()
        axes.plot(
            range(len(order)),
            table[often >= _SEVERAL].T.interpolate(limit_area="inside"),
            color="0.35",
            lw=0.8,
            alpha=_faint(table),
        )
        once = table[often == 1].melt(ignore_index=False)
        axes.scatter(
            once["occasion"].map(order.index), once["value"], color="tab:orange", s=14, label=self.said("once")
        )
        axes.set_xticks(range(len(order)), [self.word(occasion) for occasion in order])
        if once["value"].notna().any():
            axes.legend(fontsize=8)
        return self.done(figure, axes, "courses", y=self.word(name))

    def groups(self, outcome: str, occasion: str, by: str) -> Explored:
        """Return how an outcome's values were spread in each group.

        Args:
            outcome: Its id.
            occasion: When it was measured.
            by: The column of the persons that holds the groups.

        Raises:
            UsageError: The study has no measures or no persons (E477), or lacks a name (E159).
        """
        name, rows = self._outcome(outcome)
        self._declared("occasion", rows["occasion"].unique(), [occasion])
        persons = self.table(PERSONS.name, "groups")
        known_name("persons", by, persons.columns)
        group = persons.set_index("person")[by]
        there = rows[rows["occasion"] == occasion]
        named = there.assign(line=there["person"].map(group).map(lambda value: self.word(f"{by}={value}")))
        figure, axes = empty()
        seaborn().histplot(
            data=named, x="value", hue="line", element="step", fill=False, stat="percent", common_norm=False, ax=axes
        )
        untitled(axes)
        return self.done(figure, axes, "groups", x=self.word(name), y=self.said("percent"))

    def stages(self, names: Sequence[str] = ()) -> Explored:
        """Return which stages each person was at, those alike beside each other.

        Args:
            names: The stages, in order; unless given, all of them.

        Raises:
            UsageError: The study has no stages (E477), or no such stage (E159).
        """
        rows = self.table(ENROLMENT.name, "stages")
        order = self._declared("stage", list(dict.fromkeys(rows["stage"])), names)
        there = rows.assign(there=1).pivot_table(index="person", columns="stage", values="there", fill_value=0)
        there = there.reindex(columns=order, fill_value=0)
        there.columns = [self.word(name) for name in order]
        return self._tinted(there, "stages")

    def _declared(self, column: str, there: Iterable[str], names: Sequence[str]) -> list[str]:
        """Return names that rows have or may get; unless some are given, those that rows have."""
        known = [*there, *sorted(self.study.labels_declared(column) - set(there))]
        return [known_name(column, name, known) for name in names] or list(there)

    def _tinted(self, there: pd.DataFrame, key: str) -> Explored:
        """Return a row a person, dark where there is something of the person."""
        ordered = there.sort_values(list(there.columns), ascending=False)
        figure, axes = empty()
        seaborn().heatmap(ordered, cmap="Greys", vmin=0, vmax=1.6, cbar=False, yticklabels=False, ax=axes)
        _slanted(axes)
        return self.done(figure, axes, key, y=self.said("persons"))

    def _outcome(self, outcome: str | None) -> tuple[str, pd.DataFrame]:
        rows = self.table(MEASURES.name, "distributions")
        names = list(dict.fromkeys(rows["outcome"]))
        name = names[0] if outcome is None else known_name("outcome", outcome, names)
        return name, rows[rows["outcome"] == name].dropna(subset="value")


def _faint(table: pd.DataFrame) -> float:
    """Return how faint a line must be for so many to be told apart."""
    return float(max(0.03, min(0.7, 30 / len(table))))


def _slanted(axes: Any) -> None:
    axes.set_xticks(axes.get_xticks(), axes.get_xticklabels(), rotation=30, ha="right", fontsize=8)
