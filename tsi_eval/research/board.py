"""What every figure for a researcher's own screen is drawn on, and what it says of itself."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsi_eval.errors import Problem, UsageError
from tsi_eval.language import Message, say
from tsi_eval.study import Study

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_INCHES = (7.0, 4.0)
# More words than this under an axis run into each other.
_MOST_TICKS = 16


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
class Board:
    """A study to draw from, and the words of a language.

    Attributes:
        study: The study.
        language: "sv" or "en".
    """

    study: Study = field(repr=False)
    language: str

    def table(self, name: str, what: str) -> pd.DataFrame:
        """Return a table of the study.

        Args:
            name: Its name.
            what: Key of the figure's title, for a study that lacks it.

        Raises:
            UsageError: The study has no such table (E477).
        """
        if name not in self.study.tables():
            raise UsageError(Problem(code="E477", params={"what": self.said(what), "table": name}))
        return self.study.table(name)

    def word(self, name: str) -> str:
        """Return an id's word; without one the id itself, or the value of "column=value"."""
        words = self.study.words().get(name)
        return words.in_language(self.language) if words else (name.partition("=")[2] or name).replace("_", " ")

    def said(self, key: str) -> str:
        """Return words of the figures."""
        return say(Message(f"research.explore.{key}"), self.language)

    def done(self, figure: Figure, axes: Any, key: str, *, x: str = "", y: str = "") -> Explored:
        """Return a figure with its title, its axes' words, and that it may not be handed over."""
        axes.set(title=self.said(key), xlabel=x, ylabel=y)
        figure.text(0.01, 0.01, self.said("own_eyes"), fontsize=8)
        figure.tight_layout(rect=(0, 0.04, 1, 1))
        return Explored(figure)


def known_name(column: str, name: str, names: Iterable[str]) -> str:
    """Return a name that a column has.

    Raises:
        UsageError: It has no such name (E159).
    """
    there = list(names)
    if name not in there:
        suggestion = ", ".join(there)
        params = {"file": "study", "key": column, "what": column, "name": name, "suggestion": suggestion}
        raise UsageError(Problem(code="E159", params=params))
    return name


def empty() -> tuple[Figure, Any]:
    """Return a figure that no window knows of, so that it is gone when nobody holds it."""
    from matplotlib.figure import Figure  # noqa: PLC0415  loads slowly

    figure = Figure(figsize=_INCHES)
    return figure, figure.subplots()


def seaborn() -> Any:
    """Return the library that draws."""
    import seaborn as sns  # noqa: PLC0415  loads slowly

    return sns


def untitled(axes: Any) -> None:
    """Take away a legend's title, which would be the name of a column."""
    if legend := axes.get_legend():
        legend.set_title(None)


def periods_under(axes: Any, periods: Sequence[str]) -> None:
    """Write periods under an axis, or so many of them that none runs into the next."""
    every = -(-len(periods) // _MOST_TICKS)
    places = range(0, len(periods), every)
    axes.set_xticks(list(places), [periods[place] for place in places], rotation=90, fontsize=8)


def legend_beside(axes: Any) -> None:
    """Put what the lines are to the right of them, where there is more than one."""
    if axes.get_legend_handles_labels()[1]:
        axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), fontsize=8, frameon=False)
