"""Who was reached, and who was still there: stages that each contain the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from annotated_types import MinLen

from tsi_eval.designs.contract import Found, StandardDesign, caveats
from tsi_eval.designs.estimating import wilson_fields
from tsi_eval.designs.needs import Needs
from tsi_eval.designs.option import Level, Name, NameOrNone
from tsi_eval.designs.participation.beside import beside, division, without_division
from tsi_eval.designs.persons import Persons, divided
from tsi_eval.designs.rules import once_each
from tsi_eval.errors import Problem
from tsi_eval.findings import Claim, Estimate, Kind, Part, Quantity, Role, Series, people
from tsi_eval.language import Message
from tsi_eval.study import Study

ALL = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(StandardDesign):
    """How many took part, stage by stage, and what share of those who were there at the first?

    A person counts at a stage when present there and at every stage before it; one who was away and
    came back is not a nested stage. A person who is ongoing at a stage has not come there yet, and
    has not left either: of 50 who started, 39 may have completed, 8 be on the way, and 3 have left.
    It can't say why anyone left, nor whether the intervention was
    the reason.

    Attributes:
        stages: In order; the first is the base of every share.
        by: A column of the persons to divide by, or "".
        could: Units whose pupils could have taken part, to hold those who did beside them by the
            same column; or () where that is not known.
        level: Confidence level of Wilson's interval.
    """

    name: ClassVar[str] = "participation"

    stages: Annotated[tuple[Name, ...], MinLen(2)]
    by: NameOrNone = ""
    could: tuple[Name, ...] = ()
    level: Level = 0.95

    @property
    def claim(self) -> Claim:
        """A count describes."""
        return Claim.DESCRIBES

    @property
    def needs(self) -> Needs:
        """The stages, the column to divide by, and the units of those who could have come."""
        by = (self.by,) if self.by else ()
        return Needs(stages=self.stages, columns=by, groups_of=by, units=self.could)

    def contradictions(self) -> Iterator[Problem]:
        """Yield names that stand twice (E293), and units without a column to divide by (E295)."""
        yield from once_each(self, "stages", "could")
        if self.could and not self.by:
            yield self.refusal("E295", "could", needed=Message("needed.division"))

    def faults(self, study: Study) -> tuple[Problem, ...]:
        """Return a problem when nobody was present at the first stage (E141)."""
        if study.present(self.stages[0]):
            return ()
        return (Problem(code="E141"),)

    def found(self, study: Study, *, refused: bool) -> Found:
        """Count each stage, and estimate the share of the first."""
        del refused
        followed = tuple(self._followed(study))
        on_the_way = tuple(self._on_the_way(study, followed))
        groups = self._groups(study, followed[0])
        last = self._share(ALL, groups[ALL], len(self.stages) - 1, followed, Role.HEADLINE)
        counts = tuple(self._count(*place) for place in self._places(groups, followed))
        doubts = ["nested_stages", "leaving_unexplained"]
        if on_the_way[-1]:
            # The note chooses the sentence that says how many may still come.
            last = replace(last, note=Part.ONGOING)
            doubts.append("share_may_rise")
        pupils = division(study, self.could, self.by)
        without = without_division(study, self.could, self.by)
        some_lack_it = 0 < without < len(self.could)
        if pupils is None and not some_lack_it:
            doubts.append("could_unknown")
        lacking = Message("caveat.could_partly_unknown", {"n": without, "of": len(self.could)})
        return Found(
            estimates=(
                last,
                *counts,
                *self._ongoing(on_the_way),
                *(() if pupils is None else beside(self.name, self.stages[0], groups, pupils)),
            ),
            series=tuple(self._series(name, members, followed) for name, members in groups.items()),
            caveats=(*caveats(*doubts), *((lacking,) if some_lack_it else ())),
        )

    def _followed(self, study: Study) -> Iterator[Persons]:
        still = study.present(self.stages[0])
        for stage in self.stages:
            still = still & study.present(stage)
            yield still

    def _on_the_way(self, study: Study, followed: tuple[Persons, ...]) -> Iterator[Persons]:
        """Yield for each stage who may still come there.

        They were at every stage up to one, and are ongoing at the next. Who is on the way to a
        stage is on the way to all that come after it.
        """
        on_the_way: Persons = frozenset()
        yield on_the_way
        for before, still, stage in zip(followed, followed[1:], self.stages[1:], strict=False):
            on_the_way |= (before & study.ongoing(stage)) - still
            yield on_the_way

    def _ongoing(self, on_the_way: tuple[Persons, ...]) -> Iterator[Estimate]:
        """Yield how many may still come to each stage, where anybody may."""
        for stage, persons in zip(self.stages, on_the_way, strict=True):
            if persons:
                about = {"group": Part.ONGOING, "period": stage, "unit": "persons", "method": "count"}
                cell = people(persons, kind=Kind.PERSON)
                yield self.estimate(Quantity.COUNT, float(cell.n), cell, **about)

    def _groups(self, study: Study, base: Persons) -> dict[str, Persons]:
        return {ALL: base} | (divided(study, self.by, base) if self.by else {})

    def _places(
        self, groups: Mapping[str, Persons], followed: tuple[Persons, ...]
    ) -> Iterator[tuple[str, str, Persons]]:
        for name, members in groups.items():
            for stage, still in zip(self.stages, followed, strict=True):
                yield name, stage, members & still

    def _count(self, group: str, stage: str, persons: Persons) -> Estimate:
        cell = people(persons, kind=Kind.PERSON)
        about = {"group": group, "period": stage, "axis": "stage", "unit": "persons", "method": "count"}
        return self.estimate(Quantity.COUNT, float(cell.n), cell, **about)

    def _share(
        self,
        group: str,
        members: Persons,
        stage: int,
        followed: tuple[Persons, ...],
        role: Role = Role.SUPPORTING,
    ) -> Estimate:
        still = members & followed[stage]
        return self.estimate(
            Quantity.SHARE,
            len(still) / len(members),
            people(members, still, kind=Kind.PERSON),
            role=role,
            group=group,
            period=self.stages[stage],
            axis="stage",
            unit="share",
            **wilson_fields(len(still), len(members), self.level),
        )

    def _series(self, group: str, members: Persons, followed: tuple[Persons, ...]) -> Series:
        points = tuple(self._share(group, members, stage, followed) for stage in range(1, len(self.stages)))
        return Series(name=group or "all", axis="stage", points=points)
