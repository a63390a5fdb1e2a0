"""A share of what was counted, before and after a start.

Examples are who came by themselves, what was opened, and who knew. The share of a period is found
in three steps:

1. The rows of the part and of the whole are taken, of the chosen schools and months.
2. A month in which any row of either is hidden is left out of both: else the share would be one of
   unlike things.
3. The share is the sum of the part over the sum of the whole.

Example: in May 10 families came by themselves and 30 through the school, in June 5 and a number
that is hidden. The whole is both series together, so that June is left out, and the share is
10 / 40. Reported and opened cases are tallied beside each other instead: of 30 that were reported
12 were opened, and the share is 12 / 30.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from annotated_types import MinLen

from tsi_eval.designs.contract import ESTIMABLE, Found, StandardDesign, caveats, refuse
from tsi_eval.designs.estimating import interval, name_of, wilson_fields
from tsi_eval.designs.needs import Needs
from tsi_eval.designs.option import Level, Name, OmittedMonths
from tsi_eval.designs.response import asked_unknown, polls_in, rate_of_polls
from tsi_eval.designs.rules import later, months, once_each
from tsi_eval.designs.tallies import cell_of, compared, count_of, left_out, rows_of, uneven_ends, without_rows
from tsi_eval.designs.usable import outside_months, unusable_numbers
from tsi_eval.errors import Problem
from tsi_eval.findings import (
    Cell,
    Claim,
    Estimate,
    Feasibility,
    Grounds,
    Kind,
    Missing,
    Part,
    Quantity,
    Role,
    Series,
    UnitKind,
    Units,
)
from tsi_eval.language import Message
from tsi_eval.periods import school_year_of
from tsi_eval.stats.proportion import newcombe_difference
from tsi_eval.study import Study
from tsi_eval.study.tables import COUNTS

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 10
FEWEST_YEARS = 3
BEFORE, AFTER = Part.BEFORE_START, Part.AFTER_START
SURE_STATUS = ("secret", "missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyShare(StandardDesign):
    """What share of the tallied are of one kind, and did it change from the start on?

    The start is when the intervention began.

    It can't say why. The tallied may be the same persons several times, and are not drawn at
    random: the interval says how much the share would move by chance alone if they were
    independent.

    Attributes:
        part: Series that make up the part.
        whole: Series that make up the whole; the part may be among them, or be tallied beside them.
        kind: What is tallied; staff have their own disclosure rule.
        units: Schools, or () for all rows.
        start: First month of the intervention, or "" for one share without a before.
        since: First month, or "".
        until: Month after the last, or "".
        omit_months: Months of the year left out, such as 7 when nothing happens in July.
        level: Confidence level: Wilson's interval for a share, Newcombe's for the difference.
    """

    name: ClassVar[str] = "tally_share"

    part: Annotated[tuple[Name, ...], MinLen(1)]
    whole: Annotated[tuple[Name, ...], MinLen(1)]
    kind: Literal["event_about_person", "person", "staff"] = "event_about_person"
    units: tuple[Name, ...] = ()
    start: str = ""
    since: str = ""
    until: str = ""
    omit_months: OmittedMonths = ()
    level: Level = 0.95

    @property
    def claim(self) -> Claim:
        """With a before, a change; without, a description."""
        return Claim.CHANGED if self.start else Claim.DESCRIBES

    @property
    def needs(self) -> Needs:
        """The series."""
        return Needs(tables=(COUNTS.name,), series=(*self.part, *self.whole), units=self.units)

    def contradictions(self) -> Iterator[Problem]:
        """Yield what the part, the whole and the periods can't be.

        Names that stand twice (E293), a part that is the whole (E292), limits that are no months
        (E233) or that leave a period without months (E294).
        """
        yield from once_each(self, "part", "whole", "units", "omit_months")
        if set(self.part) == set(self.whole):
            yield self.refusal("E292", "part", other="whole", value=", ".join(self.part))
        yield from months(self, "start", "since", "until")
        yield from later(self, "start", "since")
        yield from later(self, "until", "start")
        yield from later(self, "until", "since")

    def faults(self, study: Study) -> tuple[Problem, ...]:
        """Return problems of the counts.

        Numbers that are none (E298), a school without counts (E142), limits that leave nothing
        (E299), a series or everything that lacks in a period (E141), or more in the part than in
        the whole (E232).
        """
        counts = rows_of(study, COUNTS.name, units=self.units, series=(*self.part, *self.whole))
        if unusable := tuple(unusable_numbers(counts, COUNTS.name, "n")):
            return unusable
        if counts.empty:
            return () if self._unheard(study) else (Problem(code="E141", params={"name": ", ".join(self.whole)}),)
        absent = tuple(
            Problem(code="E142", params={"group": unit}) for unit in without_rows(counts, "unit", self.units)
        )
        limits = outside_months(self, counts, after_first=("start", "until"), until_last=("since",))
        return (*absent, *limits) or tuple(self._lacking(study)) or tuple(self._overfull_periods(study))

    def _lacking(self, study: Study) -> Iterator[Problem]:
        """Yield each series that has no row in a period, and each period without a number.

        What is awaited lacks nothing: see `_awaited`.
        """
        for period, limits in self._periods().items():
            rows = self._rows(study, (*self.part, *self.whole), *limits)
            if self._awaited(rows, period, study):
                continue
            for series in without_rows(rows, "series", (*self.part, *self.whole)):
                yield Problem(code="E141", params={"name": _place(series, period)})
            # A school's part and whole are of the same months; schools may come and go.
            for place in uneven_ends(rows, within="unit"):
                yield Problem(code="E141", params={"name": place})
            if not rows.empty and self._cell(study, *limits).n == 0:
                yield Problem(code="E141", params={"name": _place(", ".join(self.whole), period)})

    def _overfull_periods(self, study: Study) -> Iterator[Problem]:
        for period, limits in self._periods().items():
            if self._awaited(self._rows(study, (*self.part, *self.whole), *limits), period, study):
                continue
            cell = self._cell(study, *limits)
            if (cell.numerator or 0) > cell.n or self._overfull(study):
                yield Problem(code="E232", params={"part": ", ".join(self.part)})

    def judged(self, study: Study) -> Feasibility:
        """Refuse when the part or the whole has not come yet, or a period has fewer than ten."""
        for period, limits in self._periods().items():
            if self._awaited(self._rows(study, (*self.part, *self.whole), *limits), period, study):
                return refuse("refusal.not_yet")
        if min(cell.n for cell in self._cells(study).values()) < FEWEST:
            return refuse("refusal.few_tallied", least=str(FEWEST))
        return ESTIMABLE

    def found(self, study: Study, *, refused: bool) -> Found:
        """Estimate the share in each period, its difference, and who answered."""
        responses = tuple(self._responses(study))
        return Found(
            estimates=(*(() if refused else self._estimates(self._cells(study))), *responses),
            series=() if refused else tuple(self._yearly(study)),
            caveats=tuple(self._caveats(study)),
            start=self.start,
            grounds=self._grounds(responses),
        )

    def _grounds(self, responses: tuple[Estimate, ...]) -> Grounds:
        """Return what the change of a share rests on.

        Events are all registered, and nobody knows how many persons they are of. Of persons who
        answered it is known who did not, where each period says how many were asked. Whoever
        answered in several months of a period counts as several; a caveat says so.
        """
        if self.kind == "event_about_person":
            return Grounds(missing=(), units=Units(), reliable=None, first=self.start)
        about = (Quantity.SHARE, self._about["outcome"], self._about["group"])
        names = tuple(name_of(*about, period) for period in (BEFORE, AFTER))
        known = len(responses) == len(self._periods())
        return Grounds(
            missing=tuple(
                Missing(of=name_of(Quantity.RESPONSE, "", about[2], item.period), there=name_of(*about, item.period))
                for item in responses
            )
            if known
            else None,
            units=Units(kind=UnitKind.PERSONS, names=names),
            reliable=None,
            first=self.start,
        )

    def _adds_up_polls(self, study: Study) -> bool:
        """Tell whether a period holds the answers of several months at one school, added up."""
        for limits in self._periods().values():
            if (self._rows(study, self.whole, *limits).groupby("unit")["month"].nunique() > 1).any():
                return True
        return False

    def _responses(self, study: Study) -> Iterator[Estimate]:
        """Yield who answered of those who were asked, in each period of which that is known."""
        if self.kind == "event_about_person":
            return
        for period, limits in self._periods().items():
            rows = self._rows(study, self.whole, *limits)
            polls = polls_in(study, self.whole, rows)
            if polls is not None:
                yield rate_of_polls(self.name, polls, rows, Kind(self.kind), group=self._about["group"], period=period)

    def _overfull(self, study: Study) -> bool:
        """Tell whether more answered yes than answered, in any school and month.

        Events are not asked, since they may be opened in a later month than they were reported.
        """
        if self.kind == "event_about_person":
            return False
        sums = [
            self._rows(study, series, self.since, self.until).groupby(["unit", "month"])["n"].sum()
            for series in (self.part, self.whole)
        ]
        return bool((sums[0] > sums[1].reindex(sums[0].index, fill_value=0)).any())

    def _awaited(self, rows: pd.DataFrame, period: str, study: Study) -> bool:
        """Tell whether a file has not come: of the rows of a period, the part or whole has none.

        That is so from the start on, or where the study has heard of the series and no row has one
        yet. Before the start, what others have come for is no longer awaited.
        """
        there = set(rows["series"])
        if there & set(self.part) and there & set(self.whole):
            return False
        return period == AFTER or self._unheard(study)

    def _unheard(self, study: Study) -> bool:
        """Tell whether no row of any school and month has a series of the part, or of the whole."""
        return any(rows_of(study, COUNTS.name, series=series).empty for series in (self.part, self.whole))

    def _periods(self) -> dict[str, tuple[str, str]]:
        """Return each period's first month and the month after its last; "" is no limit."""
        if not self.start:
            return {"": (self.since, self.until)}
        return {BEFORE: (self.since, self.start), AFTER: (self.start, self.until)}

    def _cells(self, study: Study) -> dict[str, Cell]:
        return {name: self._cell(study, *limits) for name, limits in self._periods().items()}

    def _cell(self, study: Study, since: str, until: str) -> Cell:
        part, whole = (self._rows(study, series, since, until) for series in (self.part, self.whole))
        # A month where either is hidden would make a share of unlike things.
        hidden = set(part.loc[part["n"].isna(), "month"]) | set(whole.loc[whole["n"].isna(), "month"])
        part, whole = (rows[~rows["month"].isin(hidden)] for rows in (part, whole))
        cell = cell_of(whole, COUNTS.name, Kind(self.kind))
        return Cell(
            kind=cell.kind,
            n=cell.n,
            tallies=cell.tallies,
            numerator=int(part["n"].sum()),
            numerator_tallies=cell_of(part, COUNTS.name, Kind(self.kind)).tallies,
            rest_tallies=self._rest(part, whole, cell),
            numerator_group="|".join((COUNTS.name, *self.part, *self.units, since, until, self.kind)),
        )

    def _rest(self, part: pd.DataFrame, whole: pd.DataFrame, cell: Cell) -> frozenset[tuple[str, int]]:
        """Return the tallies of what is not in the part.

        Of a part that is tallied beside the whole, they are by unit and month.
        """
        if set(self.part) <= set(self.whole):
            return cell.tallies - cell_of(part, COUNTS.name, cell.kind).tallies
        place = ["unit", "month"]
        remaining = whole.groupby(place)["n"].sum().sub(part.groupby(place)["n"].sum(), fill_value=0)
        name = f"counts|{'+'.join(self.whole)} less {'+'.join(self.part)}"
        # What is opened this month may have come in before: then months don't add up by themselves.
        named = zip(remaining.index.to_list(), remaining.to_list(), strict=True)
        return frozenset() if (remaining < 0).any() else frozenset(("|".join((name, *key)), int(n)) for key, n in named)

    def _rows(self, study: Study, series: tuple[str, ...], since: str, until: str) -> pd.DataFrame:
        rows = rows_of(study, COUNTS.name, units=self.units, series=series, since=since, until=until)
        return rows[~rows["month"].str[5:].astype(int).isin(self.omit_months)]

    def _estimates(self, cells: Mapping[str, Cell]) -> Iterator[Estimate]:
        if self.start:
            before, after = cells[BEFORE], cells[AFTER]
            change = newcombe_difference(
                before.numerator or 0, before.n, after.numerator or 0, after.n, level=self.level
            )
            yield self.estimate(
                Quantity.SHARE_DIFFERENCE,
                change.estimate,
                after,
                before,
                **self._about,
                **interval(change),
                period=f"{BEFORE} > {AFTER}",
                unit="points_of_share",
                method="newcombe",
                claim=self.claim,
                role=Role.HEADLINE,
            )
        for period, cell in cells.items():
            yield self._share(cell, period=period, **{} if self.start else {"role": Role.HEADLINE})
        for period, cell in cells.items():
            yield self._counted(cell, period)

    def _counted(self, cell: Cell, period: str) -> Estimate:
        """Return how many are in the part: a share may rise while they become fewer."""
        part = Cell(kind=cell.kind, n=cell.numerator or 0, tallies=cell.numerator_tallies)
        return count_of(self.name, Claim.DESCRIBES, part, "counted", period=period, **self._about)

    def _share(self, cell: Cell, **more: Any) -> Estimate:
        part = cell.numerator or 0
        fields = wilson_fields(part, cell.n, self.level) | {"unit": "share"}
        return self.estimate(Quantity.SHARE, part / cell.n, cell, **self._about, **fields, **more)

    @property
    def _about(self) -> dict[str, Any]:
        """What all its numbers have in common."""
        return {"outcome": "+".join(self.part), "group": f"tallied={self.kind}"}

    def _yearly(self, study: Study) -> Iterator[Series]:
        """Yield the share of each school year, also of those before `since`.

        The share may have been on its way already.
        """
        rows = self._rows(study, (*self.part, *self.whole), "", self.until)
        years = list(dict.fromkeys(school_year_of(month) for month in sorted(rows["month"])))
        if not self.start or len(years) < FEWEST_YEARS:
            return
        points = []
        for year in years:
            after = f"{int(year[:4]) + 1}-07"
            cell = self._cell(study, f"{year[:4]}-07", min(after, self.until or after))
            if cell.n:
                points.append(self._share(cell, period=year, axis="school_year"))
        yield Series(name=f"tallied={self.kind}", axis="school_year", points=tuple(points))

    def _caveats(self, study: Study) -> Iterator[Message]:
        rows = self._rows(study, (*self.part, *self.whole), self.since, self.until)
        months = sorted(rows["month"].unique())
        if self.start and months and months[-1] >= self.start > months[0]:
            yield compared((m for m in months if m < self.start), (m for m in months if m >= self.start))
            yield from caveats("no_comparison")
            yield from self._uneven(months)
        if self.omit_months:
            yield left_out("months_outside", self.omit_months)
        yield from self._doubts_of_kind(study)
        if rows["status"].isin(SURE_STATUS).any():
            yield from caveats("hidden_at_source")

    def _uneven(self, months: list[str]) -> Iterator[Message]:
        """Yield that counts of events are of unlike months, where they are."""
        before, after = ([month[5:] for month in months if (month >= self.start) is since] for since in (False, True))
        if self.kind == "event_about_person" and sorted(before) != sorted(after):
            yield from caveats("unequal_periods")

    def _doubts_of_kind(self, study: Study) -> Iterator[Message]:
        """Yield what is doubtful of events, and what of persons who answered."""
        if self.kind == "event_about_person":
            if self.since and (study.table(COUNTS.name)["month"] < self.since).any():
                yield from caveats("year_before_only")
            yield from caveats("tallied_again")
            return
        yield from caveats("those_who_answered")
        if self._adds_up_polls(study):
            yield from caveats("polls_added_up")
        yield from asked_unknown(self._responses(study), len(self._periods()))
        if self.start:
            yield from caveats("not_the_same_persons")


def _place(series: str, period: str) -> str:
    return f"{series} ({period})" if period else series
