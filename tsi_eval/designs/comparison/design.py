"""Groups side by side: differences in means, by chance or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from tsi_eval.designs.contract import ESTIMABLE, Found, Needs, StandardDesign, caveats, refuse
from tsi_eval.designs.estimating import interval, mean_fields, name_of, wilson_fields
from tsi_eval.designs.option import Level, Name, NameOrNone
from tsi_eval.designs.rules import apart, once_each
from tsi_eval.designs.usable import unusable_values
from tsi_eval.errors import NotEstimable, Problem
from tsi_eval.findings import Cell, Claim, Estimate, Feasibility, Kind, Quantity, Role, people
from tsi_eval.language import Message
from tsi_eval.stats.difference import Difference, difference_in_means
from tsi_eval.study import Study

if TYPE_CHECKING:
    import pandas as pd

FEWEST_IN_GROUP = 10
FEW_CLUSTERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(StandardDesign):
    """Do groups differ in an outcome, and may the difference be called caused?

    Only where chance assigned the persons may it be.

    Without random assignment it says only that groups differ. When assignment was random within
    blocks, only the estimate that compares within blocks may say more; the plain difference stays a
    difference.

    Attributes:
        outcome: The measured quantity.
        occasion: When it was measured.
        group: The column of the persons that divides them.
        reference: The group that the others are compared with.
        randomised: "no", "simple" (person by person), or "within_blocks".
        blocks: The column within whose values assignment was random, or "".
        compared: Groups to compare with the reference, in the order of the report; empty means all,
            by name.
        clusters: The column whose values share circumstances (a school), or "".
        level: Confidence level.
    """

    name: ClassVar[str] = "comparison"

    outcome: Name
    occasion: Name
    group: Name
    reference: Name
    compared: tuple[Name, ...] = ()
    randomised: Literal["no", "simple", "within_blocks"] = "no"
    blocks: NameOrNone = ""
    clusters: NameOrNone = ""
    level: Level = 0.95

    @property
    def claim(self) -> Claim:
        """Chance assignment is what makes a difference an effect."""
        by_chance = self.randomised == "simple" or (self.randomised == "within_blocks" and bool(self.blocks))
        return Claim.CAUSED if by_chance else Claim.DIFFERS

    @property
    def needs(self) -> Needs:
        """The outcome, the groups, and the columns for blocks and clusters."""
        columns = tuple(dict.fromkeys(name for name in (self.group, self.blocks, self.clusters) if name))
        return Needs(
            outcomes=(self.outcome,),
            occasions=(self.occasion,),
            columns=columns,
            values=tuple((self.group, name) for name in (self.reference, *self.compared)),
        )

    def contradictions(self) -> Iterator[Problem]:
        """Yield what the groups can't be.

        Compared twice (E293) or with themselves (E292), the same as their blocks or clusters
        (E292), or assigned by chance within blocks that nobody names (E162).
        """
        yield from once_each(self, "compared")
        yield from apart(self, "compared", "reference")
        yield from apart(self, "blocks", "group")
        yield from apart(self, "clusters", "group")
        if self.randomised == "within_blocks" and not self.blocks:
            yield self.refusal("E162", "blocks")

    def faults(self, study: Study) -> tuple[Problem, ...]:
        """Return problems of the values and the groups.

        Infinite values (E297), none at all (E141), all of them equal (E140), or an empty group
        (E142).
        """
        infinite = tuple(unusable_values(study, self.outcome, self.occasion))
        return infinite or tuple(self._empty(study))

    def _empty(self, study: Study) -> Iterator[Problem]:
        values = study.values(self.outcome, self.occasion)
        name = {"name": f"{self.outcome} ({self.occasion})"}
        if values.empty:
            yield Problem(code="E141", params=name)
        elif values.nunique() == 1 and len(values) > 1:
            yield Problem(code="E140", params=name)
        else:
            groups = study.attribute(self.group)
            measured_groups = set(groups[groups.index.isin(values.index)])
            alone = [self.reference] if len(measured_groups) < 2 else []  # noqa: PLR2004  a comparison has two sides
            for label in sorted({*groups, self.reference, *self.compared} - measured_groups) or alone:
                yield Problem(code="E142", params={"group": f"{self.group} = {label}"})

    def judged(self, study: Study) -> Feasibility:
        """Refuse when a group has fewer than ten persons, or the fit does not exist."""
        frame = self._frame(study)
        if frame["group"].value_counts().min() < FEWEST_IN_GROUP:
            return refuse("refusal.few_in_group", least=str(FEWEST_IN_GROUP))
        try:
            list(self._differences(frame))
        except NotEstimable:
            return refuse("refusal.no_fit")
        return ESTIMABLE

    def found(self, study: Study, *, refused: bool) -> Found:
        """Estimate each group's mean, and its difference from the reference.

        The difference is given in every way that the declaration allows.
        """
        frame = self._frame(study)
        differences = () if refused else tuple(self._differences(frame))
        return Found(
            estimates=(
                *(self._difference(item, method, study, frame) for method, item in differences),
                *self._means(study, frame),
                *self._missing(study, frame),
            ),
            caveats=tuple(self._caveats(frame)),
        )

    def _frame(self, study: Study) -> pd.DataFrame:
        columns = {"group": self.group, "blocks": self.blocks, "clusters": self.clusters}
        frame = study.values(self.outcome, self.occasion).to_frame("value")
        for ours, theirs in columns.items():
            if theirs:
                frame[ours] = study.attribute(theirs).reindex(frame.index)
        return frame.dropna()

    def _differences(self, frame: pd.DataFrame) -> Iterator[tuple[str, Difference]]:
        """Yield the answer first: within blocks and with clusters when they are declared."""
        for blocks in dict.fromkeys((self.blocks, "")):
            for clusters in dict.fromkeys((self.clusters, "")):
                method = ("blocked" if blocks else "plain") + ("_cr1" if clusters else "_hc1")
                fit = difference_in_means(
                    frame["value"].to_numpy(),
                    frame["group"].to_numpy(),
                    reference=self.reference,
                    blocks=frame["blocks"].to_numpy() if blocks else None,
                    clusters=frame["clusters"].to_numpy() if clusters else None,
                    level=self.level,
                )
                named = {str(item.group): item for item in fit}
                yield from ((method, named[name]) for name in self.compared or named)

    def _difference(self, item: Difference, method: str, study: Study, frame: pd.DataFrame) -> Estimate:
        blocked = method.startswith("blocked")
        answers = blocked == bool(self.blocks) and method.endswith("cr1") == bool(self.clusters)
        names = sorted(frame["group"].unique())
        return self.estimate(
            Quantity.MEAN_DIFFERENCE,
            item.estimate,
            people(frozenset(frame.index), kind=Kind.PERSON),
            *(self._arm(name, frame) for name in names),
            role=Role.HEADLINE if answers else Role.SENSITIVITY,
            claim=self.claim if blocked == bool(self.blocks) else Claim.DIFFERS,
            outcome=self.outcome,
            group=f"{self.group}={item.group}",
            reference=f"{self.group}={self.reference}",
            period=self.occasion,
            unit=self.outcome,
            n=item.n,
            p_value=item.p_value,
            method=method,
            step=study.outcomes[self.outcome].step,
            derived_from=() if blocked else tuple(self._mean_name(name) for name in (self.reference, str(item.group))),
            **interval(item),
        )

    def _mean_name(self, name: str) -> str:
        return name_of(Quantity.MEAN, self.outcome, f"{self.group}={name}", self.occasion)

    def _arm(self, name: str, frame: pd.DataFrame) -> Cell:
        return people(frozenset(frame.index[frame["group"] == name]), kind=Kind.PERSON)

    def _about(self, name: str) -> dict[str, Any]:
        """Return what the numbers of one group have in common."""
        return {
            "outcome": self.outcome,
            "group": f"{self.group}={name}",
            "period": self.occasion,
        }

    def _means(self, study: Study, frame: pd.DataFrame) -> Iterator[Estimate]:
        for name, values in frame.groupby("group")["value"]:
            cell, about = self._arm(str(name), frame), self._about(str(name))
            yield self.estimate(Quantity.COUNT, float(cell.n), cell, **about, unit="persons", method="count")
            yield self.estimate(
                Quantity.MEAN,
                float(values.mean()),
                cell,
                **about,
                unit=self.outcome,
                step=study.outcomes[self.outcome].step,
                **mean_fields(values.to_numpy(), (), self.level),
            )

    def _missing(self, study: Study, frame: pd.DataFrame) -> Iterator[Estimate]:
        for name in sorted(study.attribute(self.group).unique()):
            assigned = study.labelled(self.group, name)
            measured = frozenset(frame.index[frame["group"] == name])
            yield self.estimate(
                Quantity.SHARE,
                len(measured) / len(assigned),
                people(assigned, measured, kind=Kind.PERSON),
                **self._about(name),
                unit="share",
                note="with_result",
                **wilson_fields(len(measured), len(assigned), self.level),
            )

    def _caveats(self, frame: pd.DataFrame) -> Iterator[Message]:
        if self.claim is Claim.CAUSED:
            yield from caveats("randomised_lost", "elsewhere")
        else:
            yield from caveats("groups_differ_before")
        if self.clusters and frame["clusters"].nunique() < FEW_CLUSTERS:
            yield Message("caveat.few_clusters", {"few": str(FEW_CLUSTERS)})
        if not self.clusters:
            yield from caveats("no_clusters")
