"""The same persons at three occasions or more, without a comparison group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from annotated_types import MinLen

from tsi_eval.designs.contract import ESTIMABLE, Found, Needs, StandardDesign, caveats, refuse
from tsi_eval.designs.occasions.complete import by_ranks, of_the_share
from tsi_eval.designs.occasions.course import Course, course_of, flow, means
from tsi_eval.designs.occasions.models import changes
from tsi_eval.designs.share_change import share_change
from tsi_eval.designs.step_change import steps
from tsi_eval.errors import NotEstimable, Problem
from tsi_eval.findings import Claim, Estimate, Feasibility
from tsi_eval.language import Message
from tsi_eval.study import Study

FEWEST_PERSONS = 10
Model = Literal["auto", "mixed", "gee"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasions(StandardDesign):
    """How did an outcome move over three occasions or more, for the same persons?

    Persons who miss an occasion count with what they have. All values must come from one kind of
    rater. It can't say why.

    Attributes:
        outcome: The measured quantity.
        occasions: In order; the last compared with the first is the answer.
        scale: "continuous": means and changes. "ordinal": who moved up and down, with Friedman's
            test. "binary": the share from `at_least` on, with Cochran's.
        at_least: Binary: from which value on a person counts; without it the outcome is 0 or 1.
        clusters: What persons belong to, such as the child of two parents, or "".
        model: "mixed": a random intercept for each person. "gee": estimating equations, robust to
            how values hang together. "auto": "gee" with clusters, since only it allows for those
            who belong together to change together; else "mixed".
        level: Confidence level.
    """

    name: ClassVar[str] = "occasions"

    outcome: str
    occasions: Annotated[tuple[str, ...], MinLen(3)]
    scale: Literal["continuous", "ordinal", "binary"] = "continuous"
    at_least: float | None = None
    clusters: str = ""
    model: Model = "auto"
    level: float = 0.95

    @property
    def claim(self) -> Claim:
        """Without a comparison, a change is a change."""
        return Claim.CHANGED

    @property
    def needs(self) -> Needs:
        """The outcome at every occasion, and what persons belong to."""
        clusters = (self.clusters,) if self.clusters else ()
        return Needs(outcomes=(self.outcome,), occasions=self.occasions, clusters=clusters)

    def lacks(self, study: Study) -> tuple[Problem, ...]:
        """Return problems of values and options.

        An occasion without values before others that have some (E141), a threshold that is not
        asked for (E280), values of a share that are not 0 or 1 (E281).
        """
        columns = {at: study.values(self.outcome, at) for at in self.occasions}
        problems = [
            Problem(code="E141", params={"name": f"{self.outcome} ({at})"})
            for place, (at, column) in enumerate(columns.items())
            if column.empty and any(not columns[later].empty for later in self.occasions[place:])
        ]
        if all(column.empty for column in columns.values()):
            problems.append(Problem(code="E141", params={"name": self.outcome}))
        if self.at_least is not None and self.scale != "binary":
            problems.append(Problem(code="E280", params={"option": "at_least", "scale": self.scale}))
        if self.scale == "binary" and self.at_least is None:
            problems += [
                Problem(code="E281", params={"name": f"{self.outcome} ({at})"})
                for at, column in columns.items()
                if not column.isin((0.0, 1.0)).all()
            ]
        return tuple(problems)

    def feasibility(self, study: Study) -> Feasibility:
        """Refuse when the last measurement has not come yet, with fewer than ten persons at first and last, or without variation."""
        if study.values(self.outcome, self.occasions[-1]).empty:
            return refuse("refusal.not_yet")
        course = self._course(study)
        if len(course.pairs.persons) < FEWEST_PERSONS:
            return refuse("refusal.few_pairs", least=str(FEWEST_PERSONS))
        try:
            tuple(self._answered(course))
        except NotEstimable as error:
            unsettled = any(problem.code == "E256" for problem in error.problems)
            return refuse("refusal.no_convergence" if unsettled else "refusal.no_variation")
        return ESTIMABLE

    def found(self, study: Study, *, refused: bool) -> Found:
        """Estimate the changes from the first occasion, and say who was measured when."""
        course = self._course(study)
        told = () if self.at_least is None else (Message("compared.at_least", {"least": f"{self.at_least:g}"}),)
        return Found(
            estimates=(*(() if refused else self._answered(course)), *flow(course)),
            series=() if refused or self.scale != "continuous" else (means(course),),
            caveats=(*told, *caveats(*self._doubts())),
        )

    @property
    def _robust(self) -> bool:
        """Whether estimating equations give the answer."""
        return self.model == "gee" or (self.model == "auto" and bool(self.clusters))

    def _doubts(self) -> Iterator[str]:
        yield from ("no_comparison", "maturation", "regression_to_mean")
        if self.scale != "continuous":
            yield "complete_only"
        else:
            yield "missing_completely" if self._robust else "missing_at_random"
        if self.clusters:
            yield "clusters_together"

    def _course(self, study: Study) -> Course:
        return course_of(study, self.name, self.outcome, self.occasions, self.clusters, self.level)

    def _answered(self, course: Course) -> Iterator[Estimate]:
        if self.scale == "continuous":
            yield from changes(course, robust=self._robust)
        elif self.scale == "ordinal":
            yield from steps(course.pairs, level=self.level)
            yield from by_ranks(course)
        else:
            threshold = 1.0 if self.at_least is None else self.at_least
            yield from share_change(course.pairs, threshold, level=self.level)
            yield from of_the_share(course, threshold)
