"""Who was reached, and who was still there: stages that each contain the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from annotated_types import MinLen

from tsi_eval.designs.contract import Needs
from tsi_eval.errors import DataError, Problem
from tsi_eval.findings import (
    Claim,
    Estimate,
    Feasibility,
    Finding,
    Quantity,
    Role,
    Series,
    Verdict,
    people,
)
from tsi_eval.language import Message
from tsi_eval.stats.proportion import wilson
from tsi_eval.strict import STRICT
from tsi_eval.study import Study

Persons = frozenset[str]
ALL = ""
UNKNOWN = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """How many took part, stage by stage, and what share of those who were there at the first?

    A person counts at a stage when present there and at every stage before it; one who was away and came back is not a nested stage.
    It can't say why anyone left, nor whether the intervention was the reason.

    Attributes:
        stages: In order; the first is the base of every share.
        by: A column of the persons to divide by, or "".
        level: Confidence level of Wilson's interval.
    """

    __pydantic_config__ = STRICT
    name: ClassVar[str] = "participation"

    stages: Annotated[tuple[str, ...], MinLen(2)]
    by: str = ""
    level: float = 0.95

    @property
    def claim(self) -> Claim:
        """A count describes."""
        return Claim.DESCRIBES

    @property
    def needs(self) -> Needs:
        """The stages, and the column to divide by."""
        return Needs(stages=self.stages, columns=(self.by,) if self.by else ())

    @property
    def uses(self) -> tuple[str, ...]:
        """Nothing earlier."""
        return ()

    def lacks(self, study: Study) -> tuple[Problem, ...]:
        """Return a problem when nobody was present at the first stage (E141)."""
        if study.present(self.stages[0]):
            return ()
        return (Problem(code="E141"),)

    def feasibility(self, study: Study) -> Feasibility:
        """Counting is always possible; what may be shown is decided at release."""
        del study
        return Feasibility(verdict=Verdict.ESTIMABLE)

    def answer(self, study: Study, earlier: Mapping[str, Finding] | None = None) -> Finding:
        """Count each stage, and estimate the share of the first."""
        del earlier
        if problems := self.lacks(study):
            raise DataError(problems)
        followed = tuple(self._followed(study))
        groups = self._groups(study, followed[0])
        last = self._share(ALL, groups[ALL], len(self.stages) - 1, followed, Role.HEADLINE)
        counts = tuple(self._count(*place) for place in self._places(groups, followed))
        return Finding(
            question="",
            design=self.name,
            claim=self.claim,
            feasibility=self.feasibility(study),
            estimates=(last, *counts),
            series=tuple(self._series(name, members, followed) for name, members in groups.items()),
            caveats=(Message("caveat.nested_stages"), Message("caveat.leaving_unexplained")),
        )

    def _followed(self, study: Study) -> Iterator[Persons]:
        still = study.present(self.stages[0])
        for stage in self.stages:
            still = still & study.present(stage)
            yield still

    def _groups(self, study: Study, base: Persons) -> dict[str, Persons]:
        if not self.by:
            return {ALL: base}
        column = study.attribute(self.by)
        column = column[column.index.isin(base)]
        named = {f"{self.by}={value}": frozenset(column.index[column == value]) for value in sorted(column.unique())}
        rest = base - frozenset(column.index)
        return {ALL: base, **named} | ({f"{self.by}={UNKNOWN}": rest} if rest else {})

    def _places(
        self, groups: Mapping[str, Persons], followed: tuple[Persons, ...]
    ) -> Iterator[tuple[str, str, Persons]]:
        for name, members in groups.items():
            for stage, still in zip(self.stages, followed, strict=True):
                yield name, stage, members & still

    def _count(self, group: str, stage: str, there: Persons) -> Estimate:
        return Estimate(
            question="",
            design=self.name,
            quantity=Quantity.COUNT,
            claim=self.claim,
            group=group,
            period=stage,
            axis="stage",
            unit="persons",
            estimate=float(len(there)),
            n=len(there),
            basis=(people(there),),
            method="count",
        )

    def _share(
        self,
        group: str,
        members: Persons,
        stage: int,
        followed: tuple[Persons, ...],
        role: Role = Role.SUPPORTING,
    ) -> Estimate:
        still = members & followed[stage]
        share = wilson(len(still), len(members), level=self.level)
        return Estimate(
            question="",
            design=self.name,
            quantity=Quantity.SHARE,
            claim=self.claim,
            role=role,
            group=group,
            period=self.stages[stage],
            axis="stage",
            unit="share",
            estimate=share.estimate,
            ci_low=share.ci_low,
            ci_high=share.ci_high,
            level=self.level,
            n=len(members),
            basis=(people(members, still),),
            method="wilson",
        )

    def _series(self, group: str, members: Persons, followed: tuple[Persons, ...]) -> Series:
        points = tuple(self._share(group, members, stage, followed) for stage in range(1, len(self.stages)))
        return Series(name=group or "all", axis="stage", points=points)
