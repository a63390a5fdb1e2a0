"""The question: how much did an outcome change for the persons measured both before and after?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from annotated_types import Ge, Le

from tsi_eval.designs.contract import ESTIMABLE, NO_VARIATION, Found, StandardDesign, caveats, refuse, refused_for
from tsi_eval.designs.mean_change import mean_change
from tsi_eval.designs.moves import counted, directions
from tsi_eval.designs.needs import Needs
from tsi_eval.designs.option import Level, Name, NameOrNone, Power
from tsi_eval.designs.pairs import Pairs, pairs_of
from tsi_eval.designs.persons import FEWEST_CLUSTERS, Persons
from tsi_eval.designs.pre_post import change, expected, individuals, missing
from tsi_eval.designs.pre_post.events import events
from tsi_eval.designs.pre_post.options import Benchmark, Clinical, Matters, Selected
from tsi_eval.designs.pre_post.secondary import secondary
from tsi_eval.designs.response import asked_unknown, completed, of_asked, responses
from tsi_eval.designs.rules import apart, once_each
from tsi_eval.designs.share_change import share_change
from tsi_eval.designs.step_change import steps
from tsi_eval.designs.usable import exactly, off_the_scale, outside_scale, unusable_values
from tsi_eval.errors import NotEstimable, Problem
from tsi_eval.findings import Claim, Estimate, Feasibility, Grounds, Missing, Part, Quantity
from tsi_eval.language import Message
from tsi_eval.stats.clinical_change import cutoffs
from tsi_eval.stats.multiplicity import Method
from tsi_eval.study import Outcome, Study
from tsi_eval.study.tables import MEASURES

if TYPE_CHECKING:
    import pandas as pd

FEWEST_PAIRS = 10
MOST_IMPUTATIONS = 200
# Two tests, one on either side, at a level of a half or less are no tests.
HALF = 0.5
Scale = Literal["continuous", "ordinal", "binary", "counts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrePost(StandardDesign):
    """How much did an outcome change for the persons measured both before and after?

    It can't say why: children grow older, groups chosen for high needs move towards the middle by
    themselves, and those who left may differ.

    Attributes:
        outcome: The measured quantity.
        before: First occasion.
        after: Second occasion.
        scale: "continuous": the mean change. "ordinal": who moved up and down. "binary": the share
            from `at_least` on. "counts": by what factor the number of events changed.
        at_least: Binary: from which value on a person counts; without it the outcome is 0 or 1.
        level: Confidence level.
        power: For the smallest change that these many pairs could have shown.
        clusters: What persons belong to, such as the child of two parents or a class, or "".
        reliable: Whether to count who changed by more than the outcome's own unreliability explains
            (Jacobson and Truax 1991); the outcome needs `sd` and `reliability`.
        clinical: Two populations, for who crossed the cut-off between them by a reliable change.
        matters: The smallest change that matters, with its reason; then "no sign of a change" and
            "shown to be small" are told apart.
        selected: The population that the group was chosen from for its high or low values; the
            outcome needs `reliability`.
        imputations: Data sets in which those who were not measured again are filled in; 0 for none.
        also: Other outcomes of the same question, adjusted for how many they are.
        adjust: How.
        benchmark: A published change to hold this one beside.
        completed: The stage of those who completed, to say how many of those in the answer had, or
            "".
    """

    name: ClassVar[str] = "pre_post"

    outcome: Name
    before: Name
    after: Name
    scale: Scale = "continuous"
    at_least: float | None = None
    level: Level = 0.95
    power: Power = 0.8
    clusters: NameOrNone = ""
    reliable: bool = False
    clinical: Clinical | None = None
    matters: Matters | None = None
    selected: Selected | None = None
    imputations: Annotated[int, Ge(0), Le(MOST_IMPUTATIONS)] = 20
    also: tuple[Name, ...] = ()
    adjust: Method = "holm"
    benchmark: Benchmark | None = None
    completed: NameOrNone = ""

    @property
    def claim(self) -> Claim:
        """Without a comparison, a change is a change."""
        return Claim.CHANGED

    @property
    def needs(self) -> Needs:
        """The outcomes at both occasions, and what persons belong to."""
        return Needs(
            outcomes=(self.outcome, *self.also),
            occasions=(self.before, self.after),
            clusters=(self.clusters,) if self.clusters else (),
            stages=(self.completed,) if self.completed else (),
        )

    def contradictions(self) -> Iterator[Problem]:
        """Yield what the occasions, the outcomes and the scale can't mean together.

        One occasion or outcome twice (E292, E293), options that don't belong to the scale (E280),
        an adjustment of nothing (E295), and numbers that are none together (E291): a level that no
        test of what matters has, a power that chance alone gives, a single imputation.
        """
        yield from apart(self, "after", "before")
        yield from apart(self, "also", "outcome")
        yield from once_each(self, "also")
        for option in self._foreign_options():
            yield self.refusal("E280", option, scale=self.scale)
        if self.adjust != "holm" and not self.also:
            yield self.refusal("E295", "adjust", needed=Message("needed.also"))
        yield from self._impossible_numbers()

    def _impossible_numbers(self) -> Iterator[Problem]:
        if self.matters and self.level <= HALF:
            yield self.refusal("E291", "level", expected=Message("expected.level_over_half"), got=exactly(self.level))
        if self.scale == "continuous" and self.power <= 1 - self.level:
            # Where nothing changes a test is significant with the probability 1 - level.
            least = Message("expected.greater_than", {"gt": f"{1 - self.level:.12g}"})
            yield self.refusal("E291", "power", expected=least, got=exactly(self.power))
        if self.imputations == 1:
            # What is not known of the missing is how far the filled-in data sets differ.
            yield self.refusal("E291", "imputations", expected=Message("expected.none_or_several"), got="1")

    def faults(self, study: Study) -> tuple[Problem, ...]:
        """Return problems of the values and the outcome.

        Values that are infinite (E297) or outside the scale (E136); options that lie outside it
        (E299); no reliability (E235); an occasion without values (E141), with equal ones (E140),
        with some that are no counts (E149) or neither 0 nor 1 (E281).
        """
        names, occasions = (self.outcome, *self.also), (self.before, self.after)
        infinite = tuple(problem for name in names for problem in unusable_values(study, name, *occasions))
        faulty = infinite or (*self._outside(study), *self._unreliable(study), *self._faulty_values(study))
        return faulty or tuple(problem for name in names for problem in off_the_scale(study, name, *occasions))

    def _outside(self, study: Study) -> Iterator[Problem]:
        if self.at_least is not None:
            yield from outside_scale(self, study, "at_least", self.at_least)
        if self.matters:
            yield from outside_scale(self, study, "matters.change", self.matters.change, of_change=True)
        if self.selected:
            yield from outside_scale(self, study, "selected.mean", self.selected.mean)
        if self.clinical:
            yield from self._outside_by_populations(study, self.clinical)

    def _outside_by_populations(self, study: Study, clinical: Clinical) -> Iterator[Problem]:
        """Yield what the two populations can't be, or a cut-off that nobody can cross.

        A cut-off that two impossible numbers give says nothing more.
        """
        wrong = [
            problem
            for key in ("clinical_mean", "norm_mean", "clinical_sd", "norm_sd")
            for problem in outside_scale(
                self, study, f"clinical.{key}", getattr(clinical, key), of_change=key.endswith("sd")
            )
        ]
        yield from wrong
        if not wrong:
            found = cutoffs(
                clinical_mean=clinical.clinical_mean,
                clinical_sd=clinical.clinical_sd,
                norm_mean=clinical.norm_mean,
                norm_sd=clinical.norm_sd,
            )
            yield from outside_scale(self, study, "clinical.cutoff", getattr(found, clinical.cutoff))

    def _faulty_values(self, study: Study) -> Iterator[Problem]:
        for occasion in (self.before, self.after):
            column = study.values(self.outcome, occasion)
            if column.empty and self._awaited(study, occasion):
                continue
            if code := self._fault_of(column):
                yield Problem(code=code, params={"name": f"{self.outcome} ({occasion})"})
            # Another outcome that was never measured would be missing from the answer in silence.
            for name in self.also:
                if study.values(name, occasion).empty:
                    yield Problem(code="E141", params={"name": f"{name} ({occasion})"})

    def _fault_of(self, column: pd.Series[float]) -> str:
        """Return the code of what is wrong with an occasion's values, or "" if nothing is."""
        if column.empty:
            return "E141"
        if self.scale == "binary":
            return "" if self.at_least is not None or column.isin((0.0, 1.0)).all() else "E281"
        if column.nunique() == 1 and len(column) > 1:
            return "E140"
        if self.scale == "counts" and ((column < 0) | (column % 1 != 0)).any():
            return "E149"
        return ""

    def _unreliable(self, study: Study) -> Iterator[Problem]:
        outcome = study.outcomes.get(self.outcome, Outcome.plain(self.outcome))
        if self.reliable or self.clinical:
            needed = outcome.sd is not None and outcome.reliability is not None
        else:
            needed = self.selected is None or outcome.reliability is not None
        if not needed:
            yield Problem(code="E235", params={"name": self.outcome})

    def _foreign_options(self) -> Iterator[str]:
        of_means = {
            "reliable": self.reliable,
            "clinical": self.clinical,
            "matters": self.matters,
            "selected": self.selected,
            "also": self.also,
            "benchmark": self.benchmark,
        }
        if self.scale != "continuous":
            yield from (name for name, value in of_means.items() if value)
        if self.scale != "binary" and self.at_least is not None:
            yield "at_least"

    def judged(self, study: Study) -> Feasibility:
        """Refuse when there is not enough for an answer.

        The second measurement has not come yet, there are fewer than ten pairs or five clusters, or
        nothing varies.
        """
        if self._awaited(study, self.after):
            return refuse("refusal.not_yet")
        pairs = self._pairs(study)
        if len(pairs.persons) < FEWEST_PAIRS:
            return refuse("refusal.few_pairs", least=str(FEWEST_PAIRS))
        if self.clusters and len(set(pairs.clusters)) < FEWEST_CLUSTERS:
            return refuse("refusal.few_clusters", least=str(FEWEST_CLUSTERS))
        try:
            tuple(self._answered(study, pairs))
        except NotEstimable as error:
            return refused_for(error, {**NO_VARIATION, "E245": "refusal.no_events"})
        return ESTIMABLE

    def found(self, study: Study, *, refused: bool) -> Found:
        """Estimate the change, its size, what it is held against, and who is missing from it."""
        pairs = self._pairs(study)
        rates = tuple(responses(study, pairs, self.clusters, Part.BOTH, pairs.sets[Part.BOTH]))
        return Found(
            estimates=(
                *(self._planned(study, pairs) if refused else self._answered(study, pairs)),
                *missing.flow(pairs),
                *rates,
                *completed(study, pairs, self.completed),
                *(missing.leavers(pairs, level=self.level, compared=not refused) if self.scale == "continuous" else ()),
            ),
            caveats=(*self._doubts(study, pairs), *asked_unknown(rates)),
            grounds=Grounds(
                missing=(Missing(of=pairs.name(Quantity.COUNT, Part.BEFORE, "")), *of_asked(rates)),
                units=pairs.units(),
                reliable=None if self.scale == "counts" else study.outcomes[self.outcome].reliable,
                first=self.before,
            ),
        )

    def _pairs(self, study: Study, outcome: str = "", among: Persons | None = None) -> Pairs:
        occasions = (self.before, self.after)
        return pairs_of(study, self.name, outcome or self.outcome, occasions, self.clusters, among)

    def _awaited(self, study: Study, occasion: str) -> bool:
        """Tell whether the file of the second occasion has not come.

        Then nobody has a row there, while there are values at the first.
        """
        if occasion != self.after or study.values(self.outcome, self.before).empty:
            return False
        table = study.table(MEASURES.name)
        return not ((table["outcome"] == self.outcome) & (table["occasion"] == occasion)).any()

    def _answered(self, study: Study, pairs: Pairs) -> Iterator[Estimate]:
        if self.scale == "ordinal":
            yield from steps(pairs, level=self.level)
        elif self.scale == "binary":
            yield from share_change(pairs, 1.0 if self.at_least is None else self.at_least, level=self.level)
        elif self.scale == "counts":
            yield from events(pairs, level=self.level)
        else:
            yield from self._mean_change(study, pairs)

    def _mean_change(self, study: Study, pairs: Pairs) -> Iterator[Estimate]:
        outcome, level = study.outcomes[self.outcome], self.level
        answered = tuple(mean_change(pairs, level=level))
        yield from answered
        yield from change.sizes(pairs, outcome, level=level)
        if self.benchmark:
            yield change.benchmark(pairs, self.benchmark)
        yield from change.otherwise(pairs, level=level)
        yield from change.together(pairs, level=level)
        yield from missing.with_leavers(pairs, outcome, imputations=self.imputations, level=level)
        if self.selected:
            yield from expected.by_itself(pairs, outcome, self.selected, answered[0])
        if self.matters:
            yield from expected.what_matters(pairs, self.matters, level=level)
        yield from expected.detectable(pairs, outcome, se=answered[0].se or 0.0, power=self.power, level=level)
        yield from counted(pairs, directions(pairs), "count")
        if self.reliable:
            yield from individuals.reliably(pairs, outcome, level=level)
        if self.clinical:
            yield from individuals.clinically(pairs, outcome, self.clinical, level=level)
        yield from individuals.at_the_ends(pairs, outcome, level=level)
        if self.also:
            # The same persons, so that the outcomes can be held beside each other, and no few are
            # the difference of two groups.
            others = tuple(self._pairs(study, name, pairs.sets[Part.BOTH]) for name in self.also)
            yield from secondary(others, adjust=self.adjust, level=level)

    def _planned(self, study: Study, pairs: Pairs) -> Iterator[Estimate]:
        if self.scale == "continuous":
            outcome = study.outcomes[self.outcome]
            yield from expected.planned(pairs, outcome, Part.BEFORE, power=self.power, level=self.level)

    def _doubts(self, study: Study, pairs: Pairs) -> Iterator[Message]:
        outcome = study.outcomes[self.outcome]
        continuous, somebody_left = self.scale == "continuous", bool(pairs.sets[Part.BEFORE_ONLY])
        doubts = {
            "no_comparison": True,
            "maturation": True,
            "regression_to_mean": self.selected is None,
            "leavers": somebody_left and continuous,
            "leavers_left_out": somebody_left and not continuous,
            "questionnaire": bool(outcome.reference.sv),
            "reliable_change": self.reliable,
            "clusters_together": bool(self.clusters),
            "imputed": bool(self.imputations and pairs.leavers) and continuous,
            "secondary": bool(self.also),
        }
        yield from caveats(*(name for name, holds in doubts.items() if holds))
        if continuous:
            yield from caveats(*individuals.crowded_ends(pairs, outcome))
        yield from self._held_against()

    def _held_against(self) -> Iterator[Message]:
        """Yield where the options come from that the answer is held against."""
        if self.at_least is not None:
            yield Message("compared.at_least", {"least": exactly(self.at_least)})
        if self.matters:
            yield Message("caveat.matters", {"reason": self.matters.reason})
        if self.selected:
            yield Message("caveat.selected", {"source": self.selected.source})
        if self.clinical:
            yield Message("caveat.clinical", {"source": self.clinical.source})
        if self.benchmark:
            yield from caveats("benchmark")
            if self.benchmark.cite:
                yield Message("caveat.cited", {"key": f"@{self.benchmark.cite}"})
