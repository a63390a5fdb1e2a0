"""The sessions of a group, and a parent who was told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tsi_eval.simulate.draws import between
from tsi_eval.simulate.writing.cells import Row
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """The sessions of a group.

    Attributes:
        number: How many.
        enough: To how many one must come to have completed.
        first: Days of the first session of each term, by the form of the group.
        break_after: After how many sessions there is a week without.
    """

    __pydantic_config__ = STRICT

    number: int
    enough: int
    first: Mapping[str, tuple[date, ...]]
    break_after: int

    @property
    def terms(self) -> int:
        """How many terms there are groups."""
        return min(len(days) for days in self.first.values())

    def day(self, form: str, term: int, place: int) -> date:
        """Return the day of a session, counted from 0: weekly, with one week's break."""
        return self.first[form][term] + timedelta(weeks=place + (place >= self.break_after))


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Who comes to sessions.

    Attributes:
        share: Expected share present at a session of those who have not left.
        leavers: How many leave before the end.
        leave_after: Fewest and most sessions after which they do.
    """

    __pydantic_config__ = STRICT

    share: float
    leavers: int
    leave_after: tuple[int, int]

    def draw(self, rng: np.random.Generator, sessions: int, *, leaves: bool) -> tuple[bool, ...]:
        """Draw at which of the sessions a parent is; everyone comes to the first or the second."""
        present = rng.random(sessions) < self.share
        present[1] |= not present[0]
        last = between(rng, *self.leave_after)
        if leaves:
            present[last:] = False
        return tuple(present.tolist())


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A parent who was told of the groups.

    Attributes:
        id: The same in every file.
        child: The teenager's; the same for two parents of one.
        form: The form of the group that was offered.
        channel: Who told.
        term: Place of the term, from 0.
        informed: Day.
        enrolled: Day, or None.
        started: Day of the first session that the parent came to, or None.
        completed: Day of the last session, for those who came to enough of them.
        present: For those who started, whether they were there, session by session; else ().
        left: Whether the parent left before the end.
    """

    id: str
    child: str
    form: str
    channel: str
    term: int
    informed: date
    enrolled: date | None
    started: date | None
    completed: date | None
    present: tuple[bool, ...]
    left: bool

    @property
    def row(self) -> Row:
        """The parent's line in the list."""
        days = (self.informed, self.enrolled, self.started, self.completed)
        return Row(cells=(self.id, self.child, self.form, self.channel, *days))
