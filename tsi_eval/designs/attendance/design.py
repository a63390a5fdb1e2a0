"""Who was present at each session, of those who started."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

import numpy as np
from annotated_types import Ge, MinLen

from tsi_eval.designs.contract import Found, StandardDesign, caveats
from tsi_eval.designs.estimating import mean_fields, share_fields
from tsi_eval.designs.needs import Needs
from tsi_eval.designs.option import Level, Name, NameOrNone
from tsi_eval.designs.persons import Persons, belonging, cluster_numbers, in_order, resting_on
from tsi_eval.designs.rules import once_each
from tsi_eval.errors import Problem
from tsi_eval.findings import Claim, Estimate, Measured, Quantity, Role, Series
from tsi_eval.language import Message
from tsi_eval.study import Study
from tsi_eval.study.scale_step import effective_step

SESSIONS, ATTENDED = "sessions", "sessions_attended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(StandardDesign):
    """How many came to each session, and how many to enough of them?

    Sessions need not contain each other: one who was away comes back. It can't say why anyone
    stayed away.

    Attributes:
        sessions: In order, as stages of the enrolment.
        of: The stage that makes one of those who could come.
        completed: Sessions that count as having completed.
        clusters: What persons belong to, such as the child of two parents, or "".
        level: Confidence level of Wilson's interval.
    """

    name: ClassVar[str] = "attendance"

    sessions: Annotated[tuple[Name, ...], MinLen(2)]
    of: Name
    completed: Annotated[int, Ge(1)]
    clusters: NameOrNone = ""
    level: Level = 0.95

    @property
    def claim(self) -> Claim:
        """A count describes."""
        return Claim.DESCRIBES

    @property
    def needs(self) -> Needs:
        """The stage, and the sessions."""
        clusters = (self.clusters,) if self.clusters else ()
        return Needs(stages=(self.of, *self.sessions), clusters=clusters)

    def contradictions(self) -> Iterator[Problem]:
        """Yield sessions that stand twice (E293), or fewer sessions than are asked for (E282)."""
        yield from once_each(self, "sessions")
        if self.completed > len(self.sessions):
            yield self.refusal("E282", "completed", asked=self.completed, there=len(self.sessions))

    def faults(self, study: Study) -> tuple[Problem, ...]:
        """Return a problem when nobody started (E141)."""
        return () if study.present(self.of) else (Problem(code="E141", params={"name": self.of}),)

    def found(self, study: Study, *, refused: bool) -> Found:
        """Count who came, session by session and in all."""
        del refused
        started = study.present(self.of)
        present = {session: study.present(session) & started for session in self.sessions}
        came = _times(present, self.sessions, started)
        enough = frozenset(person for person, times in came.items() if times >= self.completed)
        return Found(
            estimates=(
                self._share(study, started, enough, role=Role.HEADLINE, note="enough_sessions"),
                self._count(study, started, "could_come"),
                self._count(study, enough, "enough_sessions"),
                self._mean(study, came, period=self.of),
            ),
            series=tuple(self._series(study, started, present)),
            measured=tuple(self._measured(present, started)),
            caveats=(
                Message("compared.enough", {"least": str(self.completed), "of": str(len(self.sessions))}),
                *caveats("absence_unexplained", "enough_declared"),
            ),
        )

    def _share(self, study: Study, started: Persons, present_persons: Persons, **more: Any) -> Estimate:
        belongs = belonging(study, self.clusters, started)
        about = (
            {"unit": "share", "period": self.of} | share_fields(started, present_persons, belongs, self.level) | more
        )
        basis = resting_on(started, belongs, present_persons)
        return self.estimate(Quantity.SHARE, len(present_persons) / len(started), *basis, **about)

    def _count(self, study: Study, persons: Persons, group: str) -> Estimate:
        about = {"unit": "persons", "method": "count", "group": group, "period": self.of}
        basis = resting_on(persons, belonging(study, self.clusters, persons))
        return self.estimate(Quantity.COUNT, float(len(persons)), *basis, **about)

    def _mean(self, study: Study, times: Mapping[str, int], **more: Any) -> Estimate:
        belongs = belonging(study, self.clusters, times)
        order = in_order({person: (float(n),) for person, n in times.items()}, belongs)
        values = np.array([times[person] for person in order], dtype=np.float64)
        about: dict[str, Any] = {"unit": SESSIONS, "note": ATTENDED, "step": effective_step(1.0, values)}
        about |= mean_fields(values, cluster_numbers(order, belongs), self.level) | more
        basis = resting_on(frozenset(order), belongs)
        return self.estimate(Quantity.MEAN, float(values.mean()), *basis, **about)

    def _measured(self, present: Mapping[str, Persons], started: Persons) -> Iterator[Measured]:
        """Yield how often each came, in all and in either half, as disclosure control needs it."""
        for period, sessions in {self.of: self.sessions, **self._halves()}.items():
            yield Measured(
                outcome=f"|{ATTENDED}",
                occasion=period,
                values={person: float(n) for person, n in _times(present, sessions, started).items()},
                minimum=0.0,
                maximum=float(len(sessions)),
                step=1.0,
            )

    def _halves(self) -> dict[str, tuple[str, ...]]:
        middle = (len(self.sessions) + 1) // 2
        return {"first_half": self.sessions[:middle], "second_half": self.sessions[middle:]}

    def _series(self, study: Study, started: Persons, present: Mapping[str, Persons]) -> Iterator[Series]:
        """Yield the sessions one by one.

        Where they may not be shown, the first and the second half of them stand instead.
        """
        points = tuple(
            self._share(study, started, present_persons, period=session, axis="session")
            for session, present_persons in present.items()
        )
        yield Series(name="sessions", axis="session", points=points, grain=0, choice="sessions")
        means = []
        for half, sessions in self._halves().items():
            means.append(self._mean(study, _times(present, sessions, started), period=half, axis="half"))
        yield Series(name="sessions", axis="half", points=tuple(means), grain=1, choice="sessions")


def _times(present: Mapping[str, Persons], sessions: Sequence[str], started: Persons) -> dict[str, int]:
    """Return how many of these sessions each person came to."""
    return {person: sum(person in present[session] for session in sessions) for person in sorted(started)}
