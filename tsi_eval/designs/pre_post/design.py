"""The same persons before and after, without a comparison group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from tsi_eval.declare import STRICT, Needs
from tsi_eval.designs.intervals import mean_interval
from tsi_eval.errors import DataError, NotEstimable, Problem
from tsi_eval.findings import (
    Cell,
    Claim,
    Estimate,
    Feasibility,
    Finding,
    Quantity,
    Role,
    Verdict,
    people,
)
from tsi_eval.language import Message
from tsi_eval.stats import effect_size
from tsi_eval.stats.inputs import Vector, vector
from tsi_eval.stats.mean import mean
from tsi_eval.stats.paired import paired_t, smallest_detectable_change
from tsi_eval.stats.reliable_change import reliable_change
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank
from tsi_eval.study import Study

FEWEST_PAIRS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PrePost:
    """How much did an outcome change for the persons measured both before and after?

    It can't say why: children grow older, groups chosen for high needs move towards the middle by themselves, and
    those who left may differ.

    Attributes:
        outcome: The measured quantity.
        before: First occasion.
        after: Second occasion.
        level: Confidence level.
        power: For the smallest change that these many pairs could have shown.
        reliable: Whether to count who changed by more than the outcome's own unreliability explains (Jacobson and Truax 1991); the
            outcome needs `sd` and `reliability`.
    """

    __pydantic_config__ = STRICT
    name: ClassVar[str] = "pre_post"

    outcome: str
    before: str
    after: str
    level: float = 0.95
    power: float = 0.8
    reliable: bool = False

    @property
    def claim(self) -> Claim:
        """Without a comparison, a change is a change."""
        return Claim.CHANGED

    @property
    def needs(self) -> Needs:
        """The outcome at both occasions."""
        return Needs(outcomes=(self.outcome,), occasions=(self.before, self.after))

    @property
    def uses(self) -> tuple[str, ...]:
        """Nothing earlier."""
        return ()

    def lacks(self, study: Study) -> tuple[Problem, ...]:
        """Return problems when an occasion has no values (E141) or equal ones (E140), or reliability is not known (E235)."""
        values = {occasion: study.values(self.outcome, occasion) for occasion in (self.before, self.after)}
        problems = [
            Problem(code="E141" if column.empty else "E140", params={"name": f"{self.outcome} ({occasion})"})
            for occasion, column in values.items()
            if (column.empty and not self._awaited(study, occasion)) or (column.nunique() == 1 and len(column) > 1)
        ]
        outcome = study.outcomes.get(self.outcome)
        if self.reliable and outcome is not None and (outcome.sd is None or outcome.reliability is None):
            problems.append(Problem(code="E235", params={"name": self.outcome}))
        return tuple(problems)

    def feasibility(self, study: Study) -> Feasibility:
        """Refuse when the second measurement has not come yet, with fewer than ten pairs, or when every change is equal."""
        if self._awaited(study, self.after):
            return Feasibility(verdict=Verdict.REFUSED, reason=Message("refusal.not_yet"))
        before, after = self._pairs(study)
        if len(before) < FEWEST_PAIRS:
            reason = Message("refusal.few_pairs", {"least": str(FEWEST_PAIRS)})
            return Feasibility(verdict=Verdict.REFUSED, reason=reason)
        try:
            paired_t(before, after)
            effect_size.d_av(before, after)
        except NotEstimable:
            return Feasibility(verdict=Verdict.REFUSED, reason=Message("refusal.no_variation"))
        return Feasibility(verdict=Verdict.ESTIMABLE)

    def answer(self, study: Study, earlier: Mapping[str, Finding] | None = None) -> Finding:
        """Estimate the mean change, its size, and who is missing from it."""
        del earlier
        if problems := self.lacks(study):
            raise DataError(problems)
        feasibility = self.feasibility(study)
        refused = feasibility.verdict is Verdict.REFUSED
        return Finding(
            question="",
            design=self.name,
            claim=self.claim,
            feasibility=feasibility,
            estimates=(
                *(() if refused else self._change(study)),
                *(() if refused or not self.reliable else self._reliable(study)),
                *self._flow(study),
            ),
            caveats=tuple(Message(f"caveat.{key}") for key in self._doubts(study)),
        )

    def _awaited(self, study: Study, occasion: str) -> bool:
        """Tell whether nobody has a row at the second occasion while there are values at the first: its file has not come."""
        if occasion != self.after or study.values(self.outcome, self.before).empty:
            return False
        table = study.table("measures")
        return not ((table["outcome"] == self.outcome) & (table["occasion"] == occasion)).any()

    def _pairs(self, study: Study) -> tuple[Vector, Vector]:
        before, after = study.values(self.outcome, self.before), study.values(self.outcome, self.after)
        both = before.index.intersection(after.index)
        return vector(before.loc[both].to_numpy(), "before"), vector(after.loc[both].to_numpy(), "after")

    def _estimator(self, study: Study) -> Callable[..., Estimate]:
        step = study.outcomes[self.outcome].step

        def make(quantity: Quantity, value: float, cell: Cell, **more: Any) -> Estimate:
            fields: dict[str, Any] = {
                "claim": Claim.DESCRIBES,
                "group": "both",
                "step": step,
                "unit": self.outcome,
            } | more
            return Estimate(
                question="",
                design=self.name,
                quantity=quantity,
                outcome=self.outcome,
                estimate=value,
                n=cell.n,
                basis=(cell,),
                **fields,
            )

        return make

    def _change(self, study: Study) -> Iterator[Estimate]:
        before, after = self._pairs(study)
        make, cell = self._estimator(study), people(self._sets(study)["both"])
        between = f"{self.before} > {self.after}"
        change = paired_t(before, after, level=self.level)
        yield make(
            Quantity.MEAN_CHANGE,
            change.estimate,
            cell,
            role=Role.HEADLINE,
            claim=self.claim,
            period=between,
            method="paired_t",
            p_value=change.p_value,
            derived_from=tuple(f"|{Quantity.MEAN}|{self.outcome}|both|{at}" for at in (self.before, self.after)),
            **_interval(change),
        )
        for occasion, values in ((self.before, before), (self.after, after)):
            here = mean(values, level=self.level)
            more = {"period": occasion, "method": "mean"}
            yield make(Quantity.MEAN, here.estimate, cell, **more, **_interval(here))
        d_z, d_av = (f(before, after, level=self.level) for f in (effect_size.d_z, effect_size.d_av))
        for quantity, size in ((Quantity.EFFECT_SIZE_Z, d_z), (Quantity.EFFECT_SIZE_AV, d_av)):
            yield make(
                quantity,
                size.estimate,
                cell,
                period=between,
                unit="sd",
                method=quantity.value,
                claim=self.claim,
                **_interval(size),
            )
        yield make(Quantity.CORRELATION, d_av.correlation, cell, period=between, unit="r", method="pearson")
        ranks = wilcoxon_signed_rank(before, after)
        rank = {
            "p_value": ranks.p_value,
            "method": f"wilcoxon_{ranks.method}",
            "role": Role.SENSITIVITY,
            "claim": self.claim,
        }
        yield make(Quantity.RANK_BISERIAL, ranks.estimate, cell, period=between, unit="r", **rank)
        smallest = smallest_detectable_change(len(before), change.sd, power=self.power, level=self.level)
        yield make(Quantity.SMALLEST_DETECTABLE, smallest, cell, period=between, method="smallest_detectable")

    def _doubts(self, study: Study) -> tuple[str, ...]:
        doubts = ("no_comparison", "maturation", "regression_to_mean", "leavers", "rounded_wide")
        questionnaire = study.outcomes[self.outcome].reference.sv
        return (*doubts, *(["questionnaire"] if questionnaire else []), *(["reliable_change"] if self.reliable else []))

    def _reliable(self, study: Study) -> Iterator[Estimate]:
        outcome, both = study.outcomes[self.outcome], sorted(self._sets(study)["both"])
        if outcome.sd is None or outcome.reliability is None:
            return
        before, after = (study.values(self.outcome, at).loc[both].to_numpy() for at in (self.before, self.after))
        found = reliable_change(before, after, sd=outcome.sd, reliability=outcome.reliability, level=self.level)
        make, between = self._estimator(study), f"{self.before} > {self.after}"
        everyone = frozenset(both)
        more: dict[str, Any] = {"period": between, "method": "reliable_change"}
        yield make(Quantity.SMALLEST_RELIABLE, found.smallest, people(everyone), **more)
        for group, direction in (("reliably_lower", -1), ("no_reliable_change", 0), ("reliably_higher", 1)):
            persons = frozenset(person for person, way in zip(both, found.directions, strict=True) if way == direction)
            yield make(Quantity.COUNT, float(len(persons)), people(persons), group=group, unit="persons", **more)

    def _flow(self, study: Study) -> Iterator[Estimate]:
        make, sets = self._estimator(study), self._sets(study)
        for name, persons in sets.items():
            yield make(Quantity.COUNT, float(len(persons)), people(persons), group=name, unit="persons", method="count")
        values = study.values(self.outcome, self.before)
        left = values[values.index.isin(sets["before_only"])]
        if len(left):
            more: dict[str, Any] = {"group": "before_only", "period": self.before, "method": "mean"}
            more |= mean_interval(left.to_numpy(dtype=float), self.level)
            yield make(Quantity.MEAN, float(left.mean()), people(sets["before_only"]), **more)

    def _sets(self, study: Study) -> dict[str, frozenset[str]]:
        before, after = study.measured(self.outcome, self.before), study.measured(self.outcome, self.after)
        return {
            "before": before,
            "after": after,
            "both": before & after,
            "before_only": before - after,
            "after_only": after - before,
        }


def _interval(result: Any) -> dict[str, float]:
    return {name: getattr(result, name) for name in ("se", "ci_low", "ci_high", "level")}
