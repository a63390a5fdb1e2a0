"""A synthetic pilot's plan: one TOML file in `pilots/`.

It says what is planted and what the pilot's files look like, and is found by its name. Its subjects
are drawn in the order of the file, each by the generator that its `kind` names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import Field, ValidationError

from tsi_eval.errors import Problem, UsageError
from tsi_eval.simulate.known import FOLDER, pilot_names
from tsi_eval.simulate.measures.questionnaires import Questionnaires
from tsi_eval.simulate.measures.two_parents import TwoParents
from tsi_eval.simulate.money import Budget
from tsi_eval.simulate.persons.cohorts import Cohorts
from tsi_eval.simulate.persons.groups import Groups
from tsi_eval.simulate.persons.listed import Listed
from tsi_eval.simulate.tallies.absence import Absence
from tsi_eval.simulate.tallies.monthly import Monthly
from tsi_eval.simulate.tallies.polls import Poll
from tsi_eval.simulate.tallies.weekly import Weekly
from tsi_eval.simulate.times import Calendar
from tsi_eval.simulate.units import Unit
from tsi_eval.strict import STRICT, parsed

Tally = Weekly | Monthly | Absence | Poll
InTerms = Tally | Budget | Cohorts | TwoParents
Subject = Annotated[InTerms | Groups | Listed | Questionnaires, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is planted in a synthetic pilot.

    Attributes:
        subject: What its files are about, in the order in which they are drawn.
        unit: Its schools, teams or other units.
        calendar: When it goes on; None for a pilot whose files come all at once.
    """

    __pydantic_config__ = STRICT

    subject: tuple[Subject, ...]
    unit: tuple[Unit, ...] = ()
    calendar: Calendar | None = None

    def __post_init__(self) -> None:
        """Refuse what contradicts itself, all of it at once."""
        if faults := [*self._faults()]:
            raise ValueError("; ".join(faults))

    def _faults(self) -> Iterator[str]:
        earlier = set[str]()
        for subject in self.subject:
            if subject.id in earlier:
                yield f"two subjects are called {subject.id}"
            if isinstance(subject, InTerms) and self.calendar is None:
                yield f"{subject.id} comes term by term and needs [calendar]"
            if isinstance(subject, Tally):
                yield from self._unknown_units(subject)
            if isinstance(subject, TwoParents | Questionnaires) and subject.people[0] not in earlier:
                yield f"{subject.id} measures {subject.people[0]}, which no earlier subject is called"
            earlier.add(subject.id)

    def _unknown_units(self, subject: Tally) -> Iterator[str]:
        units = {unit.id for unit in self.unit}
        for unit in subject.units:
            if unit not in units:
                yield f"{subject.id} names a unit that is none: {unit}"

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that can be delivered."""
        return self.calendar.terms if self.calendar else ()

    def __getitem__(self, subject: str) -> Any:
        """Return what is planted in a subject, by its name."""
        return {planted.id: planted for planted in self.subject}[subject]


@cache
def plan(pilot: str) -> Plan:
    """Return a synthetic pilot's plan.

    Raises:
        UsageError: No plan has that name (E138).
        ValueError: The plan's file is not one; that is a fault in the package.
    """
    if pilot not in pilot_names():
        raise UsageError(Problem(code="E138", params={"name": pilot, "known": ", ".join(pilot_names())}))
    file = FOLDER.joinpath(f"{pilot}.toml")
    return read(file.read_text(encoding="utf-8"), file.name)


def read(text: str, name: str) -> Plan:
    """Return the plan that a TOML text holds.

    Args:
        text: The text.
        name: The file's name, for errors.

    Raises:
        ValueError: It is not TOML, has unknown or missing keys, or values of another kind; all
            faults are said at once, each with its place.
    """
    try:
        return parsed(Plan, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from error
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise ValueError("\n".join(f"{name}: {fault}" for fault in faults)) from error
