"""Figures for a researcher's own screen: `study.explore()`.

They draw single persons' values, which a report never does. So each says that it may not be handed
over, and none can be made while a report's notebook runs. Each figure answers one question that a
researcher asks of data before she trusts an answer:

    .distributions()    how were values spread before and after?
    .missingness()      who was measured when?
    .baseline()         did those who left begin where the others began?
    .series()           how did each school's counts run?

A study that lacks a table has no figure of it: the call says which table is missing.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsi_eval.errors import Problem, UsageError
from tsi_eval.language import Message, say
from tsi_eval.report.reading import in_a_report
from tsi_eval.speaking import known
from tsi_eval.study import Study
from tsi_eval.study.tables import COUNTS, MEASURES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_INCHES = (7.0, 4.0)


@dataclass(frozen=True, slots=True)
class Explored:
    """A figure for one's own eyes; it shows itself in JupyterLab.

    Attributes:
        figure: The matplotlib figure, to change or to draw in.
    """

    figure: Figure = field(repr=False)

    def _repr_png_(self) -> bytes:
        content = io.BytesIO()
        self.figure.savefig(content, format="png", dpi=110)
        return content.getvalue()

    def save(self, path: str | Path) -> Path:
        """Write it where only those may read who hold the data, and return where."""
        self.figure.savefig(path)
        return Path(path)


@dataclass(frozen=True, slots=True)
class Exploration:
    """What a study can be looked at by; JupyterLab shows every figure that the study has.

    Attributes:
        study: The study.
        language: "sv" or "en".
    """

    study: Study = field(repr=False)
    language: str

    def distributions(self, outcome: str | None = None) -> Explored:
        """Return how an outcome's values were spread at each occasion.

        Args:
            outcome: Its id; unless given, the first.

        Raises:
            UsageError: The study has no measures (E477), or no such outcome (E159).
        """
        name, rows = self._outcome(outcome)
        figure, axes = _empty()
        named = rows.assign(line=rows["occasion"].map(self._word))
        _seaborn().histplot(data=named, x="value", hue="line", element="step", fill=False, ax=axes)
        axes.get_legend().set_title(None)
        return self._done(figure, axes, "distributions", x=self._word(name), y=self._said("persons"))

    def missingness(self) -> Explored:
        """Return at which occasions each person was measured, those alike beside each other.

        Raises:
            UsageError: The study has no measures (E477).
        """
        rows = self._table(MEASURES.name, "missingness")
        there = rows.assign(there=1).pivot_table(
            index="person", columns=["outcome", "occasion"], values="there", fill_value=0, sort=False
        )
        there = there.sort_values(list(there.columns), ascending=False)
        there.columns = [" ".join(map(self._word, name)) for name in there.columns]
        figure, axes = _empty()
        _seaborn().heatmap(there, cmap="Greys", vmin=0, vmax=1.6, cbar=False, yticklabels=False, ax=axes)
        return self._done(figure, axes, "missingness", y=self._said("persons"))

    def baseline(self, outcome: str | None = None) -> Explored:
        """Return first values by whether a person was measured at the last occasion too.

        Raises:
            UsageError: The study has no measures (E477), or no such outcome (E159).
        """
        name, rows = self._outcome(outcome)
        first, last = rows["occasion"].iloc[0], rows["occasion"].iloc[-1]
        stayed = set(rows.loc[rows["occasion"] == last, "person"])
        begun = rows[rows["occasion"] == first]
        who = begun["person"].isin(stayed).map({True: self._said("stayed"), False: self._said("left")})
        figure, axes = _empty()
        _seaborn().stripplot(data=begun.assign(who=who), x="who", y="value", ax=axes, jitter=0.2, alpha=0.7)
        return self._done(figure, axes, "baseline", y=self._word(name))

    def series(self) -> Explored:
        """Return the counts of each series and unit by month.

        Raises:
            UsageError: The study has no counts (E477).
        """
        rows = self._table(COUNTS.name, "series")
        line = rows["series"].map(self._word)
        if "unit" in rows and rows["unit"].nunique() > 1:
            line += ", " + rows["unit"].fillna("").map(lambda unit: self._word(f"unit={unit}"))
        figure, axes = _empty()
        _seaborn().lineplot(data=rows.assign(line=line).sort_values("month"), x="month", y="n", hue="line", ax=axes)
        axes.get_legend().set_title(None)
        axes.tick_params(axis="x", rotation=90, labelsize=7)
        return self._done(figure, axes, "series", y=self._said("counts"))

    def figures(self) -> Mapping[str, Explored]:
        """Return every figure that the study has, by its name here."""
        tables = self.study.tables()
        made: dict[str, Callable[[], Explored]] = {}
        if MEASURES.name in tables:
            made |= {"distributions": self.distributions, "missingness": self.missingness, "baseline": self.baseline}
        if COUNTS.name in tables:
            made["series"] = self.series
        return {name: make() for name, make in made.items()}

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415  only notebooks display

        for figure in self.figures().values():
            display(figure)  # type: ignore[no-untyped-call]

    def _table(self, name: str, what: str) -> pd.DataFrame:
        if name not in self.study.tables():
            params = {"what": self._said(what), "table": name}
            raise UsageError(Problem(code="E477", params=params))
        return self.study.table(name)

    def _outcome(self, outcome: str | None) -> tuple[str, pd.DataFrame]:
        rows = self._table(MEASURES.name, "distributions")
        names = list(dict.fromkeys(rows["outcome"]))
        name = names[0] if outcome is None else outcome
        if name not in names:
            params = {
                "file": "study",
                "key": "outcome",
                "what": "outcome",
                "name": name,
                "suggestion": ", ".join(names),
            }
            raise UsageError(Problem(code="E159", params=params))
        return name, rows[rows["outcome"] == name].dropna(subset="value")

    def _word(self, name: str) -> str:
        words = self.study.words().get(name)
        return words.in_language(self.language) if words else name.partition("=")[2] or name

    def _said(self, key: str) -> str:
        return say(Message(f"research.explore.{key}"), self.language)

    def _done(self, figure: Figure, axes: Any, key: str, *, x: str = "", y: str = "") -> Explored:
        axes.set(title=self._said(key), xlabel=x, ylabel=y)
        figure.text(0.01, 0.01, self._said("own_eyes"), fontsize=8)
        figure.tight_layout(rect=(0, 0.04, 1, 1))
        return Explored(figure)


def explored(study: Study, language: str | None) -> Exploration:
    """Return what a study can be looked at by.

    Raises:
        UsageError: A report's notebook is running (E475), or there is no such language (E191).
    """
    if in_a_report():
        raise UsageError(Problem(code="E475"))
    return Exploration(study, known(language))


def _empty() -> tuple[Figure, Any]:
    """Return a figure that no window knows of, so that it is gone when nobody holds it."""
    from matplotlib.figure import Figure  # noqa: PLC0415  loads slowly

    figure = Figure(figsize=_INCHES)
    return figure, figure.subplots()


def _seaborn() -> Any:
    import seaborn as sns  # noqa: PLC0415  loads slowly

    return sns
