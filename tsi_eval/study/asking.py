"""How many were asked for an answer, as it was declared.

A file holds those who answered. Who was asked and did not answer stands in no file, so that a pilot
says it: a number for each occasion or poll, or the persons who were at a stage.

Example: 60 families got the form in autumn and 45 sent it back. That is
`Asking(source="sdq", answers=("sdq_total",), period="HT2023", n=60)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsi_eval.periods import term_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Whom one occasion or poll asked.

    Attributes:
        source: The source whose files hold the answers.
        answers: The outcomes that were asked for; of tallies, the series of those who answered.
        period: An occasion, a month or a term; "" for every one.
        unit: A unit, or "" for all that the files have.
        n: How many were asked; 0 where `stage` says who.
        stage: The stage at which those who were asked were present, or "".
    """

    source: str
    answers: tuple[str, ...]
    period: str = ""
    unit: str = ""
    n: int = 0
    stage: str = ""

    def is_of(self, unit: str, month: str) -> bool:
        """Tell whether the answers of a unit in a month are to this."""
        return self.unit in {"", unit} and self.period in {month, term_of(month)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What one asking of tallies gave.

    Attributes:
        asking: Whom it asked.
        answered: How many answered.
    """

    asking: Asking
    answered: int


def polls_of(askings: Sequence[Asking], rows: pd.DataFrame, every: pd.DataFrame) -> tuple[Poll, ...] | None:
    """Return what the askings gave that some rows answer.

    It is None where it is not known of some row who was asked, and where an asking has other
    answers than these rows, or hidden ones: who was asked for a whole town was not asked for one of
    its schools.

    Args:
        askings: Those of the one series that the rows have.
        rows: `unit`, `month` and `n`.
        every: All rows of the series.
    """
    found, whole = _answered(askings, rows), _answered(askings, every)
    if not found or None in found or any(n != whole[asking] for asking, n in found.items()):
        return None
    return tuple(Poll(asking=asking, answered=int(n)) for asking, n in found.items() if asking is not None)


def _answered(askings: Sequence[Asking], rows: pd.DataFrame) -> dict[Asking | None, float]:
    """Return how many answered each asking; under None those of whom it is not known."""
    answered: dict[Asking | None, float] = {}
    for unit, month, n in zip(rows["unit"], rows["month"], rows["n"], strict=True):
        asking = _most_exact(askings, str(unit), str(month))
        answered[asking] = answered.get(asking, 0.0) + float(n)
    return answered


def _most_exact(askings: Sequence[Asking], unit: str, month: str) -> Asking | None:
    """Return the asking of a unit's month, one that names the month before one of its term."""
    found = [asking for asking in askings if asking.is_of(unit, month)]
    return max(found, key=lambda asking: (asking.period == month, asking.unit != ""), default=None)


def answering(asking: Asking, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, with `unit` and `month`, that answer an asking."""
    places = zip(rows["unit"], rows["month"], strict=True)
    return rows[[asking.is_of(str(unit), str(month)) for unit, month in places]]
