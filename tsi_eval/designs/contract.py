"""What every design promises: what it needs, what it can say, and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from tsi_eval.errors import Problem
from tsi_eval.findings import Claim, Feasibility, Finding
from tsi_eval.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a design needs of a study, by the names that its options give."""

    outcomes: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    tables: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()


class Design(Protocol):
    """One way to answer a question: a frozen record whose fields are its options."""

    @property
    def name(self) -> str:
        """The design's name in `questions.toml` and in the catalogue."""

    @property
    def claim(self) -> Claim:
        """The strongest claim that it can make with these options."""

    @property
    def needs(self) -> Needs:
        """What the study must hold."""

    @property
    def uses(self) -> tuple[str, ...]:
        """Questions whose findings it reads."""

    def lacks(self, study: Study) -> tuple[Problem, ...]:
        """Return what makes the question impossible with this delivery: a fault to mend, not a small sample."""

    def feasibility(self, study: Study) -> Feasibility:
        """Tell whether the question can be answered with this many persons, waves and clusters."""

    def answer(self, study: Study, earlier: Mapping[str, Finding] | None = None) -> Finding:
        """Return the finding."""
