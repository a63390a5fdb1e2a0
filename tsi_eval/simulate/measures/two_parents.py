"""SDQ answers of one or two parents of each child, before and after.

Random numbers are drawn in this order, which the files' bytes depend on:

1. Every child's total at both occasions.
2. Who has two parents answering, whose questionnaire is thin, and who drops out.
3. Child by child: the days, who answers, and at each occasion the other parent's total and both
   parents' answers, also those that are never delivered.
4. For each file, from a stream of its own: which rows stand there twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from tsi_eval.simulate.drawn import Drawn, Person, Setting
from tsi_eval.simulate.draws import between, places_among
from tsi_eval.simulate.measures.columns import Note
from tsi_eval.simulate.measures.scales import Pairs
from tsi_eval.simulate.measures.sdq import EMOTIONAL, ITEMS, MOST, answers, blanks
from tsi_eval.simulate.persons.cohorts import OFFERED, STARTED
from tsi_eval.simulate.times import working_day
from tsi_eval.simulate.writing.cells import Row
from tsi_eval.simulate.writing.files import Form, Listing
from tsi_eval.strict import STRICT

# How many answers the thin questionnaire lacks in one subscale, which then has no score.
_THIN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropouts:
    """Children who have no second questionnaire.

    Attributes:
        children: How many.
        odds: Change of the log odds of dropping out, a point of the first total.
        not_started: How many times higher the odds are of those who did not start.
    """

    __pydantic_config__ = STRICT

    children: int
    odds: float
    not_started: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """When questionnaires are answered.

    Attributes:
        first: Most days from the offer to the first one.
        weeks: Fewest weeks from the first one to the second.
        earliest: First possible day of the second one.
        latest: Last possible day of the second one.
    """

    __pydantic_config__ = STRICT

    first: int
    weeks: int
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoParents:
    """What is planted in the parents' SDQ.

    Attributes:
        id: The subject.
        people: The subject whose children they answer about, and which of them.
        form: Columns: case, day, who answers, the items, the note.
        occasions: The delivery of each occasion.
        scale: The total of difficulties.
        parents: What files call the one who usually answers, and the other.
        other_first: Expected share of children whose other parent is the one who answers.
        between_parents: Standard deviation of what the second parent's total differs by.
        twice: How many children have two parents answering.
        dropouts: Children who have no second questionnaire.
        days: When questionnaires are answered.
        note: The last column.
        kind: Says that two parents may answer.
    """

    __pydantic_config__ = STRICT

    id: str
    people: tuple[str, str]
    form: Form
    occasions: Mapping[str, str]
    scale: Pairs
    parents: tuple[str, str]
    other_first: float
    between_parents: float
    twice: int
    dropouts: Dropouts
    days: Days
    note: Note
    kind: Literal["two_parents"] = "two_parents"

    def draw(self, setting: Setting) -> Drawn:
        """Draw all questionnaires, and deliver those of the terms."""
        subject, which = self.people
        children, rng = setting.earlier[subject].people[which], setting.stream([self.id])
        totals = self.scale.pairs(rng, len(children)).astype(int)
        roles = self._roles(rng, children, totals[:, 0])
        filled = list(self._questionnaires(rng, children, totals, roles))
        files: list[Listing] = []
        drawn: dict[tuple[str, ...], int] = {}
        for occasion, term in self.occasions.items():
            if term in setting.terms:
                files.append(self._listing(setting, term, [each for each in filled if each.occasion == occasion]))
        for answered in filled:
            if self.occasions[answered.occasion] in setting.terms:
                drawn[answered.case, answered.occasion, answered.parent] = answered.total
        chosen = {
            "twice": tuple(children[place].id for place in roles.twice),
            "thin": (children[roles.thin].id,),
            "lost": tuple(children[place].id for place in roles.dropouts),
        }
        return Drawn(files=files, tables={self.scale.id: drawn}, chosen=chosen)

    def _roles(self, rng: np.random.Generator, children: Sequence[Person], before: np.ndarray) -> _Roles:
        """Choose roles; rather the troubled and the not started drop out."""
        started = np.array([child.days[STARTED] is not None for child in children])
        *twice, thin = rng.choice(np.flatnonzero(started), self.twice + 1, replace=False).tolist()
        odds = np.exp(self.dropouts.odds * (before - self.scale.mean))
        odds *= np.where(started, 1.0, self.dropouts.not_started)
        odds[[*twice, thin]] = 0
        dropouts = rng.choice(len(children), self.dropouts.children, replace=False, p=odds / odds.sum()).tolist()
        return _Roles(twice=tuple(sorted(twice)), thin=thin, dropouts=tuple(sorted(dropouts)))

    def _questionnaires(
        self, rng: np.random.Generator, children: Sequence[Person], totals: np.ndarray, roles: _Roles
    ) -> Iterator[_Questionnaire]:
        """Draw every questionnaire at both occasions, and leave out those that nobody filled in."""
        for place, child in enumerate(children):
            days = self._days(rng, child)
            parents = self.parents[::-1] if rng.random() < self.other_first else self.parents
            for occasion, day, total in zip(self.occasions, days, totals[place].tolist(), strict=True):
                first_time = occasion == next(iter(self.occasions))
                other = min(max(total + round(float(rng.normal(0, self.between_parents))), 0), MOST)
                for parent, score in zip(parents, (total, other), strict=True):
                    thin = place == roles.thin and first_time
                    filled = self._filled(rng, child.id, occasion, day, parent, score, thin=thin)
                    is_asked = parent == parents[0] or place in roles.twice
                    if is_asked and (first_time or place not in roles.dropouts):
                        yield filled

    def _listing(self, setting: Setting, term: str, delivered: list[_Questionnaire]) -> Listing:
        """Return a term's file: its questionnaires by day."""
        by_day = sorted(delivered, key=lambda answered: (answered.day, answered.case))
        again = places_among(setting.stream([self.id], term), len(by_day), self.form.messy.doubled)
        return Listing(form=self.form, delivery=term, rows=[answered.row for answered in by_day], again=again)

    def _days(self, rng: np.random.Generator, child: Person) -> tuple[date, date]:
        offered = child.days[OFFERED]
        if offered is None:
            raise ValueError(f"{child.id} was offered nothing")
        first = offered + timedelta(days=between(rng, 0, self.days.first))
        earliest = max(first + timedelta(weeks=self.days.weeks), self.days.earliest)
        second = earliest + timedelta(days=between(rng, 0, (self.days.latest - earliest).days))
        return working_day(first), working_day(second)

    def _filled(
        self, rng: np.random.Generator, case: str, occasion: str, day: date, parent: str, total: int, *, thin: bool
    ) -> _Questionnaire:
        blank = blanks(rng)
        if thin:
            blank = (blank - set(EMOTIONAL)) | set(EMOTIONAL[:_THIN])
        given = answers(rng, total)
        return _Questionnaire(
            case=case,
            occasion=occasion,
            day=day,
            parent=parent,
            total=total,
            answers=tuple(None if item in blank else given[item] for item in ITEMS),
            note=self.note.draw(rng),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Questionnaire:
    case: str
    occasion: str
    day: date
    parent: str
    total: int
    answers: tuple[int | None, ...]
    note: str

    @property
    def row(self) -> Row:
        return Row(cells=(self.case, self.day, self.parent, *self.answers, self.note))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Roles:
    twice: tuple[int, ...]
    thin: int
    dropouts: tuple[int, ...]
