"""Parents who were told of groups: how far they went, and which sessions they came to.

Parents come by homes, so that two parents of one child are told of the same group and about the
same day. Example: a home with `reached = ["started", "enrolled"]` has one parent who came to the
sessions and one who only enrolled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from tsi_eval.simulate.drawn import Drawn, Person, Setting
from tsi_eval.simulate.draws import between, places_among
from tsi_eval.simulate.persons.sessions import Parent, Presence, Sessions
from tsi_eval.simulate.times import working_day
from tsi_eval.simulate.writing.cells import Row
from tsi_eval.simulate.writing.files import Form, Listing
from tsi_eval.strict import STRICT

INFORMED, ENROLLED, STARTED, COMPLETED = "informed", "enrolled", "started", "completed"
FIRST_SESSION, LAST_SESSION = "first_session", "last_session"
Stage = Literal["informed", "enrolled", "started"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """Homes that are alike.

    Attributes:
        homes: How many.
        reached: How far each of their parents went.
    """

    __pydantic_config__ = STRICT

    homes: int
    reached: tuple[Stage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    home: int
    reached: str
    form: str
    channel: str
    term: int
    informed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """What is planted about parents and their groups.

    Attributes:
        id: The subject.
        stream: Names of its random numbers.
        session_stream: Names of those that say which session stands there twice.
        form: Columns: parent, child, form of the group, who told, and the days informed, enrolled,
            started, completed.
        session_form: Columns: parent, session, present.
        parent: Pattern of a parent's name.
        child: Pattern of a child's name.
        homes: Homes by what their parents came to.
        sessions: The sessions of a group.
        first_form: Expected share of homes that are offered the first of the two forms of a group.
        channels: Shares of those who told, by name.
        told: Fewest and most days from being told to the first session.
        apart: Most days between two parents of one home.
        enrolled_after: Fewest and most days from being told to enrolling.
        presence: Who comes to sessions.
        words: How presence and absence are written.
        kind: Says that these are groups of parents.
    """

    __pydantic_config__ = STRICT

    id: str
    stream: tuple[str, ...]
    session_stream: tuple[str, ...]
    form: Form
    session_form: Form
    parent: str
    child: str
    homes: tuple[Homes, ...]
    sessions: Sessions
    first_form: float
    channels: Mapping[str, float]
    told: tuple[int, int]
    apart: int
    enrolled_after: tuple[int, int]
    presence: Presence
    words: tuple[str, str]
    kind: Literal["groups"] = "groups"

    def draw(self, setting: Setting) -> Drawn:
        """Draw the parents, in order of the day they were told, and who came to which session."""
        parents = self.parents(setting)
        files = (
            Listing(form=self.form, delivery="", rows=[parent.row for parent in parents]),
            self._session_listing(setting, parents),
        )
        started = [parent for parent in parents if parent.present]
        people = {STARTED: tuple(self._person(parent) for parent in started)}
        chosen = {
            "left": tuple(parent.id for parent in started if parent.left),
            "completed": tuple(parent.id for parent in started if parent.completed),
        }
        return Drawn(files=files, tables=self._tables(parents), chosen=chosen, people=people)

    def parents(self, setting: Setting) -> tuple[Parent, ...]:
        """Draw the parents, in order of the day they were told."""
        rng = setting.stream(self.stream)
        drafts = sorted(self._drafts(rng), key=lambda draft: draft.informed)
        started = [place for place, draft in enumerate(drafts) if draft.reached == STARTED]
        leaving = set(rng.choice(started, self.presence.leavers, replace=False).tolist())
        homes = dict.fromkeys(draft.home for draft in drafts)
        children = {home: self.child.format(place) for place, home in enumerate(homes, start=1)}
        return tuple(
            self._parent(rng, self.parent.format(place + 1), draft, children[draft.home], leaves=place in leaving)
            for place, draft in enumerate(drafts)
        )

    def _drafts(self, rng: np.random.Generator) -> Iterator[_Draft]:
        homes = [group.reached for group in self.homes for _ in range(group.homes)]
        terms = rng.permutation(np.arange(len(homes)) % self.sessions.terms).tolist()
        first_form, second_form = self.sessions.first
        for home, (reached, term) in enumerate(zip(homes, terms, strict=True)):
            form = first_form if rng.random() < self.first_form else second_form
            channel = str(rng.choice(list(self.channels), p=list(self.channels.values())))
            first = self.sessions.first[form][term] - timedelta(days=between(rng, *self.told))
            for stage in reached:
                day = working_day(first + timedelta(days=between(rng, 0, self.apart)))
                yield _Draft(home=home, reached=stage, form=form, channel=channel, term=term, informed=day)

    def _parent(self, rng: np.random.Generator, name: str, draft: _Draft, child: str, *, leaves: bool) -> Parent:
        enrolled = None
        if draft.reached != INFORMED:
            enrolled = working_day(draft.informed + timedelta(days=between(rng, *self.enrolled_after)))
        present = self.presence.draw(rng, self.sessions.number, leaves=leaves) if draft.reached == STARTED else ()
        first = self.sessions.day(draft.form, draft.term, present.index(True)) if present else None
        last = self.sessions.day(draft.form, draft.term, self.sessions.number - 1)
        return Parent(
            id=name,
            child=child,
            form=draft.form,
            channel=draft.channel,
            term=draft.term,
            informed=draft.informed,
            enrolled=enrolled,
            started=first,
            completed=last if sum(present) >= self.sessions.enough else None,
            present=present,
            left=leaves,
        )

    def _session_listing(self, setting: Setting, parents: tuple[Parent, ...]) -> Listing:
        """Return the file of who came to which session, parent by parent."""
        rows = [Row(cells=row) for parent in parents for row in self._session_rows(parent)]
        again = places_among(setting.stream(self.session_stream), len(rows), self.session_form.messy.doubled)
        return Listing(form=self.session_form, delivery="", rows=rows, again=again)

    def _session_rows(self, parent: Parent) -> Iterator[tuple[str, str, str]]:
        yes, no = self.words
        for session, present in enumerate(parent.present, start=1):
            yield parent.id, str(session), yes if present else no

    def _person(self, parent: Parent) -> Person:
        first, last = (self.sessions.day(parent.form, parent.term, at) for at in (0, self.sessions.number - 1))
        days = {FIRST_SESSION: first, LAST_SESSION: last}
        return Person(id=parent.id, home=parent.child, days=days, group=parent.term, left=parent.left)

    def _tables(self, parents: tuple[Parent, ...]) -> dict[str, dict[tuple[str, ...], float]]:
        started = [parent for parent in parents if parent.present]
        return {
            "reached": {
                (INFORMED,): len(parents),
                (ENROLLED,): sum(parent.enrolled is not None for parent in parents),
                (STARTED,): len(started),
            },
            "children": _children(parents, started),
            "present": {
                (str(place + 1),): sum(parent.present[place] for parent in started)
                for place in range(self.sessions.number)
            },
            "form": {(form,): n for form, n in Counter(parent.form for parent in parents).items()},
        }


def _children(parents: Sequence[Parent], started: Sequence[Parent]) -> dict[tuple[str, ...], float]:
    """Count the children of whom a parent was told, of whom one started, and of whom two did."""
    parents_of = Counter(parent.child for parent in started)
    return {
        (INFORMED,): len({parent.child for parent in parents}),
        (STARTED,): len(parents_of),
        ("two_started",): sum(number > 1 for number in parents_of.values()),
    }
