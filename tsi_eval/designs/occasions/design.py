"""The same persons at three occasions or more, without a comparison group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from annotated_types import MinLen

from tsi_eval.designs.contract import ESTIMABLE, NO_VARIATION, Found, StandardDesign, caveats, refuse, refused_for
from tsi_eval.designs.needs import Needs
from tsi_eval.designs.occasions.complete import by_ranks, of_the_share
from tsi_eval.designs.occasions.course import Course, course_of, flow, means, missing, units
from tsi_eval.designs.occasions.models import changes
from tsi_eval.designs.option import Level, Name, NameOrNone
from tsi_eval.designs.persons import FEWEST_CLUSTERS
from tsi_eval.designs.response import asked_unknown, responses
from tsi_eval.designs.rules import once_each
from tsi_eval.designs.share_change import share_change
from tsi_eval.designs.step_change import steps
from tsi_eval.designs.usable import exactly, off_the_scale, outside_scale, unusable_values
from tsi_eval.errors import NotEstimable, Problem
from tsi_eval.findings import Claim, Estimate, Feasibility, Grounds, Part
from tsi_eval.language import Message
from tsi_eval.study import Study

if TYPE_CHECKING:
    import pandas as pd

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
        model: "gee", which "auto" means: estimating equations, whose errors hold however persons
            and clusters develop. "mixed": a random intercept for each person, whose errors hold
            where all develop alike but for chance; it is a check beside "gee".
        level: Confidence level.
    """

    name: ClassVar[str] = "occasions"

    outcome: Name
    occasions: Annotated[tuple[Name, ...], MinLen(3)]
    scale: Literal["continuous", "ordinal", "binary"] = "continuous"
    at_least: float | None = None
    clusters: NameOrNone = ""
    model: Model = "auto"
    level: Level = 0.95

    @property
    def claim(self) -> Claim:
        """Without a comparison, a change is a change."""
        return Claim.CHANGED

    @property
    def needs(self) -> Needs:
        """The outcome at every occasion, and what persons belong to."""
        clusters = (self.clusters,) if self.clusters else ()
        return Needs(outcomes=(self.outcome,), occasions=self.occasions, clusters=clusters)

    def contradictions(self) -> Iterator[Problem]:
        """Yield occasions that stand twice (E293), or options of another scale (E280)."""
        yield from once_each(self, "occasions")
        foreign = {
            "at_least": self.at_least is not None and self.scale != "binary",
            "model": self.model != "auto" and self.scale != "continuous",
        }
        for option, given in foreign.items():
            if given:
                yield self.refusal("E280", option, scale=self.scale)

    def faults(self, study: Study) -> tuple[Problem, ...]:
        """Return problems of the values.

        Infinite ones (E297), values or a threshold outside the scale (E136, E299), an occasion
        without values before others that have some (E141), values of a share that are not 0 or 1
        (E281).
        """
        infinite = tuple(unusable_values(study, self.outcome, *self.occasions))
        outside = () if self.at_least is None else tuple(outside_scale(self, study, "at_least", self.at_least))
        faulty = infinite or outside or tuple(self._faulty_values(study))
        return faulty or tuple(off_the_scale(study, self.outcome, *self.occasions))

    def _faulty_values(self, study: Study) -> Iterator[Problem]:
        columns = {at: study.values(self.outcome, at) for at in self.occasions}
        come = [at for at, column in columns.items() if not column.empty]
        if not come:
            yield Problem(code="E141", params={"name": self.outcome})
            return
        # Occasions after the last that has come are awaited.
        for at in self.occasions[: self.occasions.index(come[-1])]:
            if columns[at].empty:
                yield Problem(code="E141", params={"name": f"{self.outcome} ({at})"})
        if self.scale == "binary" and self.at_least is None:
            yield from self._neither_no_nor_yes(columns)

    def _neither_no_nor_yes(self, columns: Mapping[str, pd.Series[float]]) -> Iterator[Problem]:
        """Yield the occasions at which a value is neither 0 nor 1."""
        for at, column in columns.items():
            if not column.isin((0.0, 1.0)).all():
                yield Problem(code="E281", params={"name": f"{self.outcome} ({at})"})

    def judged(self, study: Study) -> Feasibility:
        """Refuse when there is not enough for an answer.

        The last measurement has not come yet, fewer than ten persons of five clusters were measured
        first and last, or nothing varies.
        """
        if study.values(self.outcome, self.occasions[-1]).empty:
            return refuse("refusal.not_yet")
        course = self._course(study)
        if len(course.pairs.persons) < FEWEST_PERSONS:
            return refuse("refusal.few_pairs", least=str(FEWEST_PERSONS))
        if self.clusters and len(set(course.pairs.clusters)) < FEWEST_CLUSTERS:
            return refuse("refusal.few_clusters", least=str(FEWEST_CLUSTERS))
        try:
            tuple(self._answered(course))
        except NotEstimable as error:
            return refused_for(error, {**NO_VARIATION, "E256": "refusal.no_convergence"})
        return ESTIMABLE

    def found(self, study: Study, *, refused: bool) -> Found:
        """Estimate the changes from the first occasion, and say who was measured when."""
        course = self._course(study)
        rates = tuple(responses(study, course.pairs, self.clusters, Part.COMPLETE, course.every_time()))
        threshold = () if self.at_least is None else (Message("compared.at_least", {"least": exactly(self.at_least)}),)
        return Found(
            estimates=(*(() if refused else self._answered(course)), *flow(course), *rates),
            series=() if refused or self.scale != "continuous" else (means(course),),
            caveats=(*threshold, *caveats(*self._doubts()), *asked_unknown(rates)),
            grounds=Grounds(
                missing=missing(course, rates),
                units=units(course),
                reliable=study.outcomes[self.outcome].reliable,
                first=self.occasions[0],
            ),
        )

    @property
    def _robust(self) -> bool:
        """Whether estimating equations give the answer."""
        return self.model != "mixed"

    def _doubts(self) -> Iterator[str]:
        yield from ("no_comparison", "maturation", "regression_to_mean")
        if self.scale != "continuous":
            yield "complete_only"
        else:
            yield from ("missing_completely",) if self._robust else ("missing_at_random", "same_course")
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
