"""The same persons at three occasions or more, without a comparison group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from annotated_types import MinLen

from tsi_eval.designs.contract import ESTIMABLE, Found, Needs, StandardDesign, caveats, refuse
from tsi_eval.designs.estimating import interval, mean_fields
from tsi_eval.designs.moves import directions
from tsi_eval.designs.paired_tests import p_value_of
from tsi_eval.designs.pairs import Pairs, pairs_of
from tsi_eval.designs.persons import Persons, belonging, cluster_numbers, in_order, numbered
from tsi_eval.designs.share_change import share_change
from tsi_eval.designs.step_change import steps
from tsi_eval.errors import NotEstimable, Problem
from tsi_eval.findings import Cell, Claim, Estimate, Feasibility, Quantity, Role, Series
from tsi_eval.language import Message
from tsi_eval.stats.gee import occasions_gee
from tsi_eval.stats.inputs import Vector
from tsi_eval.stats.mixed import occasions_mixed
from tsi_eval.stats.occasions import Occasions as Fitted
from tsi_eval.stats.repeated import cochran_q, friedman
from tsi_eval.study import Study

FEWEST_PERSONS = 10
Model = Literal["auto", "mixed", "gee"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasions(StandardDesign):
    """How did an outcome move over three occasions or more, for the same persons?

    Persons who miss an occasion count with what they have. All values must come from one kind of rater. It can't say why.

    Attributes:
        outcome: The measured quantity.
        occasions: In order; the last compared with the first is the answer.
        scale: "continuous": means and changes. "ordinal": who moved up and down, with Friedman's test. "binary": the share from
            `at_least` on, with Cochran's.
        at_least: Binary: from which value on a person counts; without it the outcome is 0 or 1.
        clusters: What persons belong to, such as the child of two parents, or "".
        model: "mixed": a random intercept for each person. "gee": estimating equations, robust to how values hang together. "auto":
            "gee" with clusters, since only it allows for those who belong together to change together; else "mixed".
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

        An occasion without values before others that have some (E141), a threshold that is not asked for (E280), values of a share
        that are not 0 or 1 (E281).
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
        pairs = self._pairs(study)
        if len(pairs.persons) < FEWEST_PERSONS:
            return refuse("refusal.few_pairs", least=str(FEWEST_PERSONS))
        try:
            tuple(self._answered(study, pairs))
        except NotEstimable as error:
            unsettled = any(problem.code == "E256" for problem in error.problems)
            return refuse("refusal.no_convergence" if unsettled else "refusal.no_variation")
        return ESTIMABLE

    def found(self, study: Study, *, refused: bool) -> Found:
        """Estimate the changes from the first occasion, and say who was measured when."""
        pairs = self._pairs(study)
        course = () if refused or self.scale != "continuous" else (self._course(study, pairs),)
        missing = "missing_completely" if self._robust else "missing_at_random"
        doubts: tuple[str, ...] = ("no_comparison", "maturation", "regression_to_mean", missing)
        if self.scale != "continuous":
            doubts = (*doubts[:3], "complete_only")
        told = () if self.at_least is None else (Message("compared.at_least", {"least": f"{self.at_least:g}"}),)
        return Found(
            estimates=(*(() if refused else self._answered(study, pairs)), *self._flow(study, pairs)),
            series=course,
            caveats=(*told, *caveats(*doubts, *self._more_doubts())),
        )

    @property
    def _robust(self) -> bool:
        """Whether estimating equations give the answer."""
        return self.model == "gee" or (self.model == "auto" and bool(self.clusters))

    def _more_doubts(self) -> tuple[str, ...]:
        return ("clusters_together",) if self.clusters else ()

    def _pairs(self, study: Study) -> Pairs:
        ends = (self.occasions[0], self.occasions[-1])
        pairs = pairs_of(study, self.name, self.outcome, ends, self.clusters)
        everyone = frozenset[str]().union(*(study.measured(self.outcome, at) for at in self.occasions))
        return replace(pairs, belongs=belonging(study, self.clusters, everyone))

    def _answered(self, study: Study, pairs: Pairs) -> Iterator[Estimate]:
        if self.scale == "continuous":
            yield from self._changes(study, pairs)
            return
        matrix, complete = self._complete(study)
        if self.scale == "ordinal":
            yield from steps(pairs, level=self.level)
            found = friedman(matrix)
            parts = tuple(cell for part in directions(pairs).values() for cell in pairs.basis(part & complete))
            yield replace(p_value_of(pairs, found.p_value, "friedman"), **_of_complete(pairs, complete, parts))
            agreement = pairs.estimate(Quantity.CONCORDANCE, found.kendall_w, complete, unit="r", method="friedman")
            yield replace(agreement, **_of_complete(pairs, complete, parts))
            return
        threshold = 1.0 if self.at_least is None else self.at_least
        yield from share_change(pairs, threshold, level=self.level)
        try:
            found_q = cochran_q((matrix >= threshold).astype(float))
        except NotEstimable:
            # Nobody changed at any occasion: there is nothing to test.
            return
        crossed = tuple(
            cell
            for part in (
                pairs.those((pairs.before < threshold) & (pairs.after >= threshold)),
                pairs.those((pairs.before >= threshold) & (pairs.after < threshold)),
            )
            for cell in pairs.basis(part & complete)
        )
        yield replace(p_value_of(pairs, found_q.p_value, "cochran_q"), **_of_complete(pairs, complete, crossed))

    def _complete(self, study: Study) -> tuple[Vector, Persons]:
        columns = [study.values(self.outcome, at) for at in self.occasions]
        there = sorted(set(columns[0].index).intersection(*(column.index for column in columns[1:])))
        rows = np.array([[float(column[person]) for column in columns] for person in there])
        return rows.reshape(len(there), len(columns)), frozenset(there)

    def _changes(self, study: Study, pairs: Pairs) -> Iterator[Estimate]:
        gee = self._robust
        fits = {name: self._fitted(study, name) for name in ("gee", "mixed")}
        for name, role in (("gee" if gee else "mixed", Role.HEADLINE), ("mixed" if gee else "gee", Role.SENSITIVITY)):
            for found in fits[name].changes:
                last = found.occasion == self.occasions[-1]
                here = role if last or role is not Role.HEADLINE else Role.SUPPORTING
                yield self._change(study, pairs, found, (name, here))

    def _change(self, study: Study, pairs: Pairs, found: Any, way: tuple[str, Role]) -> Estimate:
        method, role = way
        ends = (self.occasions[0], str(found.occasion))
        persons = study.measured(self.outcome, ends[0]) | study.measured(self.outcome, ends[1])
        both = study.measured(self.outcome, ends[0]) & study.measured(self.outcome, ends[1])
        return pairs.estimate(
            Quantity.MEAN_CHANGE,
            found.estimate,
            persons,
            basis=(*pairs.basis(persons), *pairs.basis(both)),
            group="measured",
            period=" > ".join(ends),
            claim=self.claim,
            role=role,
            method=f"occasions_{method}",
            p_value=found.p_value,
            # With the same persons at both it is the difference of the two means; else the model's own.
            derived_from=tuple(pairs.name(Quantity.MEAN, "measured", at) for at in ends) if both == persons else (),
            **interval(found),
        )

    def _fitted(self, study: Study, model: str) -> Fitted:
        columns = {at: study.values(self.outcome, at) for at in self.occasions}
        everyone = frozenset[str]().union(*(column.index for column in columns.values()))
        clusters = belonging(study, self.clusters, everyone)
        rated = {p: tuple(float(column.get(p, np.inf)) for column in columns.values()) for p in everyone}
        order = in_order(rated, clusters)
        rows = [(float(column[p]), at, p) for p in order for at, column in columns.items() if p in column.index]
        values, occasions, persons = (list(item) for item in zip(*rows, strict=True))
        fit = occasions_gee if model == "gee" else occasions_mixed
        return fit(
            np.array(values),
            occasions,
            numbered(persons),
            order=self.occasions,
            clusters=cluster_numbers(persons, clusters) or None,
            level=self.level,
        )

    def _course(self, study: Study, pairs: Pairs) -> Series:
        """Return the mean of those measured, at each occasion."""
        points = []
        for at in self.occasions:
            values = study.values(self.outcome, at)
            order = in_order({str(person): (float(value),) for person, value in values.items()}, pairs.belongs)
            clusters = cluster_numbers(order, pairs.belongs)
            points.append(
                pairs.estimate(
                    Quantity.MEAN,
                    float(values[order].to_numpy().mean()),
                    frozenset(values.index),
                    group="measured",
                    period=at,
                    axis="occasion",
                    **mean_fields(np.array(values[order].tolist(), dtype=np.float64), clusters, self.level),
                )
            )
        return Series(name="means", axis="occasion", points=tuple(points))

    def _flow(self, study: Study, pairs: Pairs) -> Iterator[Estimate]:
        sets = {at: study.measured(self.outcome, at) for at in self.occasions}
        for at, persons in sets.items():
            yield pairs.count(persons, "measured", period=at)
        every = frozenset.intersection(*sets.values())
        yield pairs.count(every, "complete")


def _of_complete(pairs: Pairs, complete: Persons, parts: tuple[Cell, ...]) -> dict[str, Any]:
    basis = (*pairs.basis(complete), *parts)
    return {"group": "complete", "period": "", "n": len(complete), "basis": basis}
