"""Parents who were told of the groups: how far they went, and which sessions they came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tsi_eval.simulate.draws import between, stream
from tsi_eval.simulate.e_connect_truth import ParentTruth
from tsi_eval.simulate.files import csv_file
from tsi_eval.simulate.times import working_day

HEADER = ("Förälder", "Barn", "Form", "Informerad via", "Informerad", "Anmäld", "Startade", "Fullföljde")
SESSION_HEADER = ("Förälder", "Träff", "Närvarande")
SESSIONS, ENOUGH = 10, 7
DIGITAL, IN_PERSON = "digitalt", "på plats"
DOUBLED_SESSIONS = 1
_INFORMED, _ENROLLED, _STARTED = "informed", "enrolled", "started"
# Families by what their parents came to: 90 children, 120 parents, of whom 92 enrolled and 80
# started; 20 children have two who started.
_FAMILIES = (
    *(((_STARTED, _STARTED),) * 20),
    *(((_STARTED, _ENROLLED),) * 4),
    *(((_STARTED, _INFORMED),) * 6),
    *(((_STARTED,),) * 30),
    *(((_ENROLLED,),) * 8),
    *(((_INFORMED,),) * 22),
)
_FIRST_SESSIONS = {
    DIGITAL: (date(2024, 2, 6), date(2024, 9, 10), date(2025, 2, 4)),
    IN_PERSON: (date(2024, 2, 8), date(2024, 9, 12), date(2025, 2, 6)),
}
TERMS = 3
_BREAK_AFTER = 5
_DIGITAL_SHARE = 0.65
_CHANNELS, _CHANNEL_SHARES = ("skola", "socialtjänst", "webb"), (0.40, 0.35, 0.25)
_ATTENDANCE, _LEAVERS = 0.88, 15
_LEAVE_AFTER = (2, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A parent who was told of the groups.

    Attributes:
        id: The same in every file.
        child: The teenager's; the same for two parents of one.
        form: The form that was offered.
        channel: Who told.
        term: Place of the term among the pilot's three, from 0.
        informed: Day.
        enrolled: Day, or None.
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
    present: tuple[bool, ...]
    left: bool

    @property
    def started(self) -> date | None:
        """Day of the first session that the parent came to."""
        return session_day(self.form, self.term, self.present.index(True)) if self.present else None

    @property
    def completed(self) -> date | None:
        """Day of the last session, for those who came to enough of them."""
        return session_day(self.form, self.term, SESSIONS - 1) if sum(self.present) >= ENOUGH else None


def session_day(form: str, term: int, place: int) -> date:
    """Return the day of a session, counted from 0: weekly, with one week's break."""
    return _FIRST_SESSIONS[form][term] + timedelta(weeks=place + (place >= _BREAK_AFTER))


def draw_parents(seed: int) -> tuple[Parent, ...]:
    """Draw the parents, in order of the day they were told."""
    rng = stream(seed, "e_connect", "parents")
    drafts = sorted(_drafts(rng), key=lambda draft: draft.informed)
    started = [place for place, draft in enumerate(drafts) if draft.reached == _STARTED]
    leaving = set(rng.choice(started, _LEAVERS, replace=False).tolist())
    children = {
        family: f"B{n:03d}" for n, family in enumerate(dict.fromkeys(draft.family for draft in drafts), start=1)
    }
    return tuple(
        Parent(
            id=f"F{place + 1:03d}",
            child=children[draft.family],
            form=draft.form,
            channel=draft.channel,
            term=draft.term,
            informed=draft.informed,
            enrolled=None
            if draft.reached == _INFORMED
            else working_day(draft.informed + timedelta(days=between(rng, 4, 18))),
            present=_present(rng, leaves=place in leaving) if draft.reached == _STARTED else (),
            left=place in leaving,
        )
        for place, draft in enumerate(drafts)
    )


def parent_files(seed: int) -> tuple[dict[str, bytes], ParentTruth]:
    """Return the list of parents and the list of sessions, and their truth."""
    parents = draw_parents(seed)
    sessions = [
        (parent.id, str(number), "ja" if there else "nej")
        for parent in parents
        for number, there in enumerate(parent.present, start=1)
    ]
    again = stream(seed, "e_connect", "sessions").choice(len(sessions), DOUBLED_SESSIONS, replace=False)
    sessions += [sessions[place] for place in again.tolist()]
    files = {
        "deltagare.csv": csv_file([HEADER, *map(_fields, parents)], encoding="cp1252"),
        "narvaro.csv": csv_file([SESSION_HEADER, *sessions]),
    }
    return files, _truth(parents)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    family: int
    reached: str
    form: str
    channel: str
    term: int
    informed: date


def _drafts(rng: np.random.Generator) -> Iterator[_Draft]:
    """Yield each family's parents; they are told of the same group, and about the same day."""
    terms = rng.permutation(np.arange(len(_FAMILIES)) % TERMS).tolist()
    for family, (reached, term) in enumerate(zip(_FAMILIES, terms, strict=True)):
        form = DIGITAL if rng.random() < _DIGITAL_SHARE else IN_PERSON
        channel = str(rng.choice(_CHANNELS, p=_CHANNEL_SHARES))
        first = _FIRST_SESSIONS[form][term] - timedelta(days=between(rng, 30, 70))
        for parent in reached:
            day = working_day(first + timedelta(days=between(rng, 0, 5)))
            yield _Draft(family=family, reached=parent, form=form, channel=channel, term=term, informed=day)


def _present(rng: np.random.Generator, *, leaves: bool) -> tuple[bool, ...]:
    there = rng.random(SESSIONS) < _ATTENDANCE
    there[1] |= not there[0]
    last = between(rng, *_LEAVE_AFTER)
    if leaves:
        there[last:] = False
    return tuple(there.tolist())


def _fields(parent: Parent) -> tuple[str, ...]:
    days = (parent.informed, parent.enrolled, parent.started, parent.completed)
    return (parent.id, parent.child, parent.form, parent.channel, *(day.isoformat() if day else "" for day in days))


def _truth(parents: tuple[Parent, ...]) -> ParentTruth:
    started = [parent for parent in parents if parent.present]
    of_child = Counter(parent.child for parent in started)
    return ParentTruth(
        informed=len(parents),
        enrolled=sum(parent.enrolled is not None for parent in parents),
        started=len(started),
        children=len({parent.child for parent in parents}),
        children_of_started=len(of_child),
        two_parents=sum(n > 1 for n in of_child.values()),
        attendance=_ATTENDANCE,
        leavers=tuple(parent.id for parent in started if parent.left),
        sessions=ENOUGH,
        drawn_completed=tuple(parent.id for parent in started if parent.completed),
        drawn_present=tuple(sum(parent.present[place] for parent in started) for place in range(SESSIONS)),
        drawn_form=dict(Counter(parent.form for parent in parents)),
    )
