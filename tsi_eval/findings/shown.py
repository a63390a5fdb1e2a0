"""How a finding shows itself to the researcher who holds it.

A finding has ids and numbers. Words, figures and tables are made by rooms above it, which it may
not know. So what can be asked of it is written down here, and who answers is looked up by name when
somebody asks: `tsi_eval.research`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from tsi_eval.findings.measured import Measured
from tsi_eval.language import Text

if TYPE_CHECKING:
    import pandas as pd

_ROOM = "tsi_eval.research"


class Source(Protocol):
    """What something was found in: a study, which has words for ids, and everybody's values."""

    def words(self) -> Mapping[str, Text]:
        """Return id → its words."""
        ...

    def all_measured(self) -> tuple[Measured, ...]:
        """Return everybody's values of every outcome, for disclosure control."""
        ...


class Shown(Protocol):
    """A figure or a table that shows itself in JupyterLab, and can be kept in a file."""

    def save(self, path: str | Path) -> Path:
        """Write it in the format that the file's ending names, and return where."""
        ...


class Exploration(Protocol):
    """Figures for a researcher's own eyes, by name; `tsi_eval.research.exploring` says more."""

    def distributions(self, outcome: str | None = None) -> Shown:
        """Return how an outcome's values were spread at each occasion."""
        ...

    def missingness(self) -> Shown:
        """Return who was measured when."""
        ...

    def baseline(self, outcome: str | None = None) -> Shown:
        """Return first values, by who was measured at the end."""
        ...

    def courses(self, outcome: str | None = None, occasions: Sequence[str] = ()) -> Shown:
        """Return each person's values."""
        ...

    def groups(self, outcome: str, occasion: str, by: str) -> Shown:
        """Return how an outcome's values were spread in each group."""
        ...

    def stages(self, names: Sequence[str] = ()) -> Shown:
        """Return who was at which stage."""
        ...

    def series(self, names: Sequence[str] = (), units: Sequence[str] = ()) -> Shown:
        """Return counts by month."""
        ...

    def fitted(self, design: Any) -> Shown:
        """Return counts by month with what a design's model fits to them."""
        ...

    def absence(self, units: Sequence[str] = ()) -> Shown:
        """Return each school's absence by term."""
        ...

    def contacts(self, units: Sequence[str] = ()) -> Shown:
        """Return contacts by period and arena."""
        ...

    def costs(self) -> Shown:
        """Return what each item cost."""
        ...

    def figures(self) -> Mapping[str, Shown]:
        """Return every figure that the study has."""
        ...


class Room(Protocol):
    """What the room above can say of findings and studies, which have the words of each."""

    def frame_of(self, found: Any, labels: str | None) -> pd.DataFrame:
        """Return its numbers as a tidy table."""
        ...

    def sentence_of(self, finding: Any, language: str | None) -> str:
        """Return its answers in words."""
        ...

    def figure_of(self, finding: Any, language: str | None) -> Shown:
        """Return its figure."""
        ...

    def table_of(self, finding: Any, language: str | None) -> Shown:
        """Return its numbers as a reader meets them."""
        ...

    def html_of(self, found: Any) -> str:
        """Return what JupyterLab shows of it."""
        ...

    def described(self, study: Any, policy: str | None, data: str | None, language: str | None) -> pd.DataFrame:
        """Return whom and what a study holds, counted."""
        ...

    def explored(self, study: Any, language: str | None) -> Exploration:
        """Return figures of a study for the researcher's own eyes."""
        ...


def room() -> Room:
    """Return the room that can show findings."""
    return cast("Room", import_module(_ROOM))
