"""Groups side by side: differences in means, by chance or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from tsi_eval.designs.contract import ESTIMABLE, Found, StandardDesign, caveats, refuse, refused_for
from tsi_eval.designs.estimating import interval, mean_fields, name_of, wilson_fields
from tsi_eval.designs.needs import Needs
from tsi_eval.designs.option import Level, Name, NameOrNone
from tsi_eval.designs.persons import FEWEST_CLUSTERS
from tsi_eval.designs.rules import apart, once_each
from tsi_eval.designs.usable import unusable_values
from tsi_eval.errors import NotEstimable, Param, Problem
from tsi_eval.findings import (
    Cell,
    Claim,
    Estimate,
    Feasibility,
    Grounds,
    Kind,
    Missing,
    Note,
    Quantity,
    Role,
    UnitKind,
    Units,
    people,
)
from tsi_eval.language import Message
from tsi_eval.stats.difference import Difference, difference_in_means
from tsi_eval.study import Study
from tsi_eval.study.scale_step import step_of

if TYPE_CHECKING:
    import pandas as pd

FEWEST_IN_GROUP = 10
FEW_CLUSTERS = 20
# Why a fit does not exist, by the code of the statistic.
NO_FIT = {
    **dict.fromkeys(("E139", "E140", "E320"), "refusal.no_spread"),
    "E143": "refusal.many_blocks",
    "E144": "refusal.no_fit",
}


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
            by name. Persons of any other group are left out of the question.
        clusters: The column whose values share circumstances (a school), or "". A person without a
            value stands alone.
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

        Infinite values (E297), none at all (E141), an empty group (E142) or a single one (E324),
        all values equal (E140), or persons of no block (E323).
        """
        infinite = tuple(unusable_values(study, self.outcome, self.occasion))
        return infinite or tuple(self._empty(study)) or tuple(self._unfit(study))

    def _empty(self, study: Study) -> Iterator[Problem]:
        """Yield that nobody was measured, or that nobody in a group was."""
        values = study.values(self.outcome, self.occasion)
        if values.empty:
            yield Problem(code="E141", params={"name": f"{self.outcome} ({self.occasion})"})
            return
        groups = study.attribute(self.group)
        measured = set(groups[groups.index.isin(values.index)])
        absent = self._chosen(study) - measured
        # A label that neither the question nor the study declares is not said.
        sayable = {self.reference, *self.compared} | study.labels_declared(self.group)
        for label in sorted(absent & sayable):
            yield Problem(code="E142", params={"group": f"{self.group} = {label}"})
        if unsaid := len(absent - sayable):
            group = Message("what.empty_groups", {"column": self.group, "count": str(unsaid)})
            yield Problem(code="E142", params={"group": group})

    def _unfit(self, study: Study) -> Iterator[Problem]:
        """Yield why groups that have values can't be held beside each other."""
        frame = self._frame(study)
        if frame["group"].nunique() == 1:
            yield Problem(code="E324", params={"column": self.group, "group": self.reference})
        elif frame["value"].nunique() == 1:
            yield Problem(code="E140", params={"name": f"{self.outcome} ({self.occasion})"})
        elif self.blocks and frame["blocks"].isna().any():
            params: dict[str, Param] = {"count": int(frame["blocks"].isna().sum()), "of": len(frame)}
            yield Problem(code="E323", params={"key": "blocks", "column": self.blocks} | params)

    def _chosen(self, study: Study) -> frozenset[str]:
        """Return the groups that the question is about."""
        if self.compared:
            return frozenset((self.reference, *self.compared))
        return frozenset(study.attribute(self.group)) | {self.reference}

    def judged(self, study: Study) -> Feasibility:
        """Refuse when a group has fewer than ten persons, or the fit does not exist.

        Fewer than five clusters say nothing of how much clusters differ.
        """
        frame = self._frame(study)
        if frame["group"].value_counts().min() < FEWEST_IN_GROUP:
            return refuse("refusal.few_in_group", least=str(FEWEST_IN_GROUP))
        if self.clusters and frame["clusters"].nunique() < FEWEST_CLUSTERS:
            return refuse("refusal.few_units", least=str(FEWEST_CLUSTERS))
        try:
            list(self._differences(frame))
        except NotEstimable as error:
            return refused_for(error, NO_FIT)
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
            caveats=(*self._about_waiting(study), *self._caveats(frame)),
            grounds=Grounds(
                missing=self._who_is_missing(study),
                units=self._units(frame),
                reliable=study.outcomes[self.outcome].reliable,
                first=self.occasion,
            ),
        )

    def _who_is_missing(self, study: Study) -> tuple[Missing, ...] | None:
        """Return who has no value, by group; of a wait that is not known.

        Those who still wait may not be in the files at all.
        """
        if study.outcomes[self.outcome].is_wait:
            return None
        return tuple(Missing(of=self._name(Quantity.SHARE, name)) for name in sorted(self._chosen(study)))

    def _about_waiting(self, study: Study) -> Iterator[Message]:
        """Yield from what to what a wait is counted, and that those who still wait have none."""
        outcome = study.outcomes[self.outcome]
        if outcome.is_wait:
            yield Message("compared.waits", {"waits": outcome.waits})
            yield from caveats("still_waiting")

    def _units(self, frame: pd.DataFrame) -> Units:
        """Return the independent units.

        Persons are, where chance assigned each of them. Where it did not, those of a group share
        circumstances.
        """
        if self.clusters:
            return Units(kind=UnitKind.TOGETHER, count=int(frame["clusters"].nunique()))
        if self.claim is not Claim.CAUSED:
            return Units()
        groups = sorted(frame["group"].unique())
        return Units(kind=UnitKind.PERSONS, names=tuple(self._name(Quantity.COUNT, name) for name in groups))

    def _frame(self, study: Study) -> pd.DataFrame:
        """Return everyone in the groups who was measured, with a block where it is known."""
        frame = study.values(self.outcome, self.occasion).to_frame("value")
        frame["group"] = study.attribute(self.group).reindex(frame.index)
        frame = frame[frame["group"].isin(self._chosen(study))]
        if self.blocks:
            frame = frame.assign(blocks=study.attribute(self.blocks).reindex(frame.index))
        if self.clusters:
            frame = frame.assign(clusters=study.clusters(self.clusters, list(frame.index)))
        return frame

    def _differences(self, frame: pd.DataFrame) -> Iterator[tuple[str, Difference]]:
        """Yield the answer first: within blocks and with clusters when they are declared."""
        for blocks in dict.fromkeys((self.blocks, "")):
            for clusters in dict.fromkeys((self.clusters, "")):
                method = ("blocked" if blocks else "plain") + ("_cr1" if clusters else "_hc2")
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
            step=step_of(study, self.outcome),
            derived_from=()
            if blocked
            else tuple(self._name(Quantity.MEAN, name) for name in (self.reference, str(item.group))),
            **interval(item),
        )

    def _name(self, quantity: Quantity, name: str) -> str:
        return name_of(quantity, self.outcome, f"{self.group}={name}", self.occasion)

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
                step=step_of(study, self.outcome),
                **mean_fields(values.to_numpy(), (), self.level),
            )

    def _missing(self, study: Study, frame: pd.DataFrame) -> Iterator[Estimate]:
        for name in sorted(self._chosen(study)):
            assigned = study.labelled(self.group, name)
            measured = frozenset(frame.index[frame["group"] == name])
            yield self.estimate(
                Quantity.SHARE,
                len(measured) / len(assigned),
                people(assigned, measured, kind=Kind.PERSON),
                **self._about(name),
                unit="share",
                note=Note.WITH_RESULT,
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
