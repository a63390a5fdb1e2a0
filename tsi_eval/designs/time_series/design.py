"""Monthly counts against their own past.

What came after a start stands beside what the months before it would have led one to expect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from annotated_types import MinLen

from tsi_eval.designs.contract import ESTIMABLE, Found, StandardDesign, caveats, refuse, refused_for
from tsi_eval.designs.estimating import interval
from tsi_eval.designs.needs import Needs
from tsi_eval.designs.option import Level, Name, OmittedMonths
from tsi_eval.designs.rules import apart, later, months, once_each
from tsi_eval.designs.tallies import cell_of, count_of, left_out, rows_of, uneven_ends, without_rows
from tsi_eval.designs.time_series.part_periods import months_around, not_whole
from tsi_eval.designs.time_series.year_before import years_of
from tsi_eval.designs.usable import outside_months, unusable_numbers
from tsi_eval.errors import NotEstimable, Param, Problem
from tsi_eval.findings import (
    Cell,
    Claim,
    Estimate,
    Feasibility,
    Grounds,
    Kind,
    Part,
    Quantity,
    Role,
    Series,
    UnitKind,
    Units,
)
from tsi_eval.language import Message
from tsi_eval.periods import GRAINS, month_index
from tsi_eval.study import Study
from tsi_eval.study.tables import COUNTS

if TYPE_CHECKING:
    import pandas as pd

    from tsi_eval.stats.segmented import RateRatio, SegmentedFit

Namer = Callable[[str], str]

MONTHS_A_YEAR = 12
# What a model lacks in a series that is too short or too sparse, by the code of the statistic.
SHORT = dict.fromkeys(("E139", "E140", "E141", "E143", "E144", "E230"), "refusal.short_series")

TOGETHER: tuple[tuple[str, Namer], ...] = tuple(GRAINS.items())
BY_UNIT = TOGETHER[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSeries(StandardDesign):
    """Did a monthly count develop otherwise than its own past would have led one to expect?

    A segmented Poisson model with a trend, month effects and known breaks gives what would have
    been expected without the start. The answer compares what was counted from the start on with
    that. It can't tell the intervention from anything else that happened at the same time, and one
    school's counts are seldom enough to see less than a halving.

    Attributes:
        series: Series that are summed.
        start: First month of the intervention, "2023-08".
        units: Schools, or () for all rows.
        since: First month to use, or "".
        omit_months: Months of the year left out, such as 7 when nothing happens in July.
        jumps: Months of known breaks in how it is counted, such as a new case system.
        family: "poisson" (with standard errors that allow for overdispersion) or
            "negative_binomial".
        level: Confidence level.
    """

    name: ClassVar[str] = "time_series"

    series: Annotated[tuple[Name, ...], MinLen(1)]
    start: Name
    units: tuple[Name, ...] = ()
    since: str = ""
    omit_months: OmittedMonths = ()
    jumps: tuple[Name, ...] = ()
    family: Literal["poisson", "negative_binomial"] = "poisson"
    level: Level = 0.95

    @property
    def claim(self) -> Claim:
        """Against its own past: developed otherwise."""
        return Claim.DIVERGED

    @property
    def needs(self) -> Needs:
        """The series of these units."""
        return Needs(tables=(COUNTS.name,), series=self.series, units=self.units)

    def contradictions(self) -> Iterator[Problem]:
        """Yield what the series and the months can't be.

        Names that stand twice (E293), a start or a break that is no month (E233) or that lies at
        the first month or before it (E294), and a break at the start (E292): the two could not be
        told apart.
        """
        yield from once_each(self, "series", "units", "omit_months", "jumps")
        yield from months(self, "start", "since", "jumps")
        yield from later(self, "start", "since")
        yield from later(self, "jumps", "since")
        yield from apart(self, "jumps", "start")

    def faults(self, study: Study) -> tuple[Problem, ...]:
        """Return problems of the counts.

        Numbers that are none (E298), a school without counts (E142), a series without them in some
        months or all (E141), or a month of the options that leaves nothing before it or after it
        (E299).
        """
        rows = self._rows(study)
        if problems := tuple(unusable_numbers(rows, COUNTS.name, "n", "exposure")):
            return problems
        every = rows_of(study, COUNTS.name, units=self.units, series=self.series)
        if every.empty:
            # That the study knows the series, and has no row of any, is what `judged` says.
            return () if self._all_awaited(study) else (Problem(code="E141", params={"name": ", ".join(self.series)}),)
        if outside := tuple(outside_months(self, every, until_last=("since",))):
            return outside
        return (*self._absent(rows), *self._faulty_months(study, rows))

    def _absent(self, rows: pd.DataFrame) -> Iterator[Problem]:
        for unit in without_rows(rows, "unit", self.units):
            yield Problem(code="E142", params={"group": unit})
        for series in without_rows(rows, "series", self.series):
            yield Problem(code="E141", params={"name": series})

    def _faulty_months(self, study: Study, rows: pd.DataFrame) -> Iterator[Problem]:
        """Yield months that can't be calculated with.

        Months of the options come too early (E299), not every series has its counts (E141), or an
        exposure is nought (E298).
        """
        yield from outside_months(self, rows, after_first=("start", "jumps"))
        used = rows[~self._is_omitted(rows)]
        yield from (Problem(code="E141", params={"name": place}) for place in uneven_ends(used))
        months = self._months(study)
        nought = rows["month"].isin(months.loc[months["exposure"] <= 0, "month"])
        if nought.any():
            params: dict[str, Param] = {
                "table": COUNTS.name,
                "column": "exposure",
                "numbers": Message("numbers_of.above_nought"),
                "count": int(nought.sum()),
                "of": len(rows),
            }
            yield Problem(code="E298", params=params)

    def _all_awaited(self, study: Study) -> bool:
        """Tell whether none of the series has come from any school."""
        return rows_of(study, COUNTS.name, series=self.series).empty

    def judged(self, study: Study) -> Feasibility:
        """Refuse when nothing from the start on has come yet, or the model can't be fitted.

        It can't when there are too few months, or nothing was counted.
        """
        rows = self._rows(study)
        if rows.empty or rows["month"].max() < self.start:
            return refuse("refusal.not_yet")
        try:
            self._fit(self._months(study))
        except NotEstimable as error:
            return refused_for(error, SHORT)
        return ESTIMABLE

    def found(self, study: Study, *, refused: bool) -> Found:
        """Estimate how what was counted compares with what was expected, also over time."""
        rows, months = self._rows(study), self._months(study)
        fit = None if refused else self._fit(months)
        return Found(
            estimates=() if fit is None else tuple(self._estimates(rows, months, fit)),
            series=(*self._together(rows, months, fit), *self._by_unit(rows[rows["month"].isin(months["month"])])),
            caveats=tuple(self._caveats(rows, months)),
            start=self.start,
            grounds=Grounds(missing=(), units=self._units(months), reliable=None, first=self.start),
        )

    def fitted(self, study: Study) -> pd.DataFrame:
        """Return what the model fits, to be looked at beside the counts.

        Returns:
            A row a month that the model uses: `month`, the count `n`, the `fitted` count, and what
            was `expected` without the start.

        Raises:
            NotEstimable: The model can't be fitted.
        """
        months = self._months(study)
        fit = self._fit(months)
        return months[["month", "n"]].assign(fitted=list(fit.fitted), expected=list(fit.expected))

    def _units(self, months: pd.DataFrame) -> Units:
        """Return the months on the side of the start that has fewer."""
        since = int((months["month"] >= self.start).sum())
        return Units(kind=UnitKind.MONTHS, count=min(since, len(months) - since))

    def _rows(self, study: Study) -> pd.DataFrame:
        return rows_of(study, COUNTS.name, units=self.units, series=self.series, since=self.since)

    def _months(self, study: Study) -> pd.DataFrame:
        """Return one row a month that the model uses, with its `n`, `exposure` and `index`.

        Months with anything hidden are left out, a count as well as a school's number of children.
        """
        rows = self._rows(study)
        whole = rows.groupby("month")["n"].apply(lambda n: n.notna().all()) & _exposed(rows)
        rows = rows[rows["month"].map(whole) & ~self._is_omitted(rows)]
        n = rows.groupby("month")["n"].sum()
        exposure = rows.groupby(["month", "unit"])["exposure"].max().groupby("month").sum(min_count=1)
        frame = n.to_frame().assign(exposure=exposure).sort_index().reset_index()
        return frame.assign(index=frame["month"].map(month_index))

    def _is_omitted(self, rows: pd.DataFrame) -> pd.Series[bool]:
        return rows["month"].str[5:].astype(int).isin(self.omit_months)

    def _omitted(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows[self._is_omitted(rows) & rows["n"].notna()]

    def _fit(self, months: pd.DataFrame, *, jumps: bool = True, family: str = "") -> SegmentedFit:
        from tsi_eval.stats.segmented import segmented_counts  # noqa: PLC0415  scipy's optimisers are slow to load

        exposure = months["exposure"]
        return segmented_counts(
            months["n"].to_numpy(),
            months["index"].to_numpy(),
            start=month_index(self.start),
            exposure=exposure.to_numpy() if exposure.notna().all() else None,
            jumps=self._jumps_in(months) if jumps else (),
            family=family or self.family,  # type: ignore[arg-type]
            level=self.level,
        )

    def _jumps_in(self, months: pd.DataFrame) -> list[int]:
        """Return the known breaks that have come: one after the last month changes no count yet."""
        last = "" if months.empty else months["month"].max()
        return [month_index(month) for month in self.jumps if month <= last]

    def _cell(self, rows: pd.DataFrame) -> Cell:
        return cell_of(rows[rows["n"].notna()], COUNTS.name, Kind.EVENT_ABOUT_PERSON)

    def _estimates(self, rows: pd.DataFrame, months: pd.DataFrame, fit: SegmentedFit) -> Iterator[Estimate]:
        used = rows[rows["month"].isin(months["month"])]
        cell = self._cell(used)
        method = f"segmented_{self.family}"
        yield self._ratio(cell, fit.average, method, Role.HEADLINE, period=Part.SINCE_START)
        yield from self._observed(used)
        expected = (fit.expected_after, fit.expected_after_ci_low, fit.expected_after_ci_high)
        yield self._expected(cell, expected, Part.SINCE_START, axis="")
        yield self._ratio(cell, fit.step, method, Role.SUPPORTING, period=Part.SINCE_START, note="step")
        yearly = fit.slope.over(MONTHS_A_YEAR)
        yield self._ratio(cell, yearly, method, Role.SUPPORTING, period=Part.SINCE_START, note="slope_change")
        trend = fit.trend.over(MONTHS_A_YEAR)
        yield self._ratio(cell, trend, method, Role.SUPPORTING, period=Part.BEFORE_START, note="trend_before")
        yield from self._left_out(rows)
        yield from self._otherwise(cell, months)

    def _observed(self, used: pd.DataFrame) -> Iterator[Estimate]:
        """Yield what was counted since the start, and in the same months of the year before."""
        since = {month for month in used["month"] if month >= self.start}
        first, before = years_of(set(used["month"]), self.start)
        stretches = {Part.SINCE_START: since, Part.FIRST_YEAR: first, Part.YEAR_BEFORE: before}
        for period, stretch in stretches.items():
            if stretch and not (period is Part.FIRST_YEAR and stretch == since):
                cell = self._cell(used[used["month"].isin(stretch)])
                about = {"period": period, "outcome": self._outcome}
                yield count_of(self.name, Claim.DESCRIBES, cell, "counted", **about)

    def _left_out(self, rows: pd.DataFrame) -> Iterator[Estimate]:
        """Yield how many were counted in months that are left out, where these have rows."""
        omitted = self._omitted(rows)
        if not omitted.empty:
            about = {"group": "left_out", "outcome": self._outcome}
            yield count_of(self.name, Claim.DESCRIBES, self._cell(omitted), "counted", **about)

    def _otherwise(self, cell: Cell, months: pd.DataFrame) -> Iterator[Estimate]:
        other = "negative_binomial" if self.family == "poisson" else "poisson"
        ways: dict[str, dict[str, Any]] = {f"segmented_{other}": {"family": other}}
        if self._jumps_in(months):
            ways["segmented_without_breaks"] = {"jumps": False}
        for method, options in ways.items():
            try:
                fit = self._fit(months, **options)
            except NotEstimable:
                continue
            yield self._ratio(cell, fit.average, method, Role.SENSITIVITY, period=Part.SINCE_START)

    @property
    def _outcome(self) -> str:
        return "+".join(self.series)

    def _ratio(self, cell: Cell, ratio: RateRatio, method: str, role: Role, **more: Any) -> Estimate:
        return self.estimate(
            Quantity.RATE_RATIO,
            ratio.estimate,
            cell,
            role=role,
            claim=self.claim,
            outcome=self._outcome,
            unit="ratio",
            p_value=ratio.p_value if role is Role.HEADLINE else None,
            method=method,
            **interval(ratio),
            **more,
        )

    def _expected(self, cell: Cell, expected: tuple[float, float, float], period: str, axis: str) -> Estimate:
        value, low, high = expected
        return self.estimate(
            Quantity.EXPECTED,
            value,
            cell,
            outcome=self._outcome,
            group=Part.EXPECTED,
            period=period,
            axis=axis,
            unit="counted",
            ci_low=low,
            ci_high=high,
            level=self.level,
            method="counterfactual",
        )

    def _together(self, rows: pd.DataFrame, months: pd.DataFrame, fit: SegmentedFit | None) -> Iterator[Series]:
        # What is shown holds the months that the model holds, so that counted and expected are of
        # like things.
        used = rows[rows["month"].isin(months["month"])]
        for grain, (axis, name) in enumerate(TOGETHER):
            points = tuple(self._counted(part, period, axis, Part.OBSERVED) for period, part in _by(used, name))
            yield Series(name=Part.OBSERVED, axis=axis, points=points, grain=grain, choice="together")
            if fit is not None:
                e, low, high = "expected", "expected_ci_low", "expected_ci_high"
                lines = {key: list(getattr(fit, key)) for key in (e, low, high)}
                expected = months.assign(**lines)
                # The period of the start has its months before it too, as what was counted has.
                after = expected[expected["month"] >= months_around(self.start, name)[0]]
                cell = self._cell(used)
                points = tuple(
                    self._expected(cell, (part[e].sum(), part[low].sum(), part[high].sum()), period, axis)
                    for period, part in _by(after, name)
                )
                yield Series(name=Part.EXPECTED, axis=axis, points=points, grain=grain, choice="together")

    def _by_unit(self, rows: pd.DataFrame) -> Iterator[Series]:
        if len(self.units) < 2:  # noqa: PLR2004  one school is all of them
            return
        for grain, (axis, name) in enumerate(BY_UNIT):
            for unit in self.units:
                unit_rows = rows[(rows["unit"] == unit) & rows["n"].notna()]
                points = tuple(
                    self._counted(part, period, axis, f"unit={unit}") for period, part in _by(unit_rows, name)
                )
                yield Series(name=f"unit={unit}", axis=axis, points=points, grain=grain, choice="by_unit")

    def _counted(self, rows: pd.DataFrame, period: str, axis: str, group: str) -> Estimate:
        return count_of(
            self.name,
            Claim.DESCRIBES,
            self._cell(rows),
            "counted",
            group=group,
            period=period,
            axis=axis,
            outcome=self._outcome,
        )

    def _caveats(self, rows: pd.DataFrame, months: pd.DataFrame) -> Iterator[Message]:
        yield from caveats("no_comparison", "same_time", "trend_prolonged", "average_since_start", "events_not_persons")
        if self.omit_months:
            counted = not self._omitted(rows).empty
            yield left_out("months_left_out" if counted else "months_left_out_empty", self.omit_months)
        yield from not_whole(rows.loc[~self._is_omitted(rows), "month"], BY_UNIT)
        if self.units:
            yield from caveats("schools_chosen")
        if self._jumps_in(months):
            yield from caveats("known_break")
        if rows["status"].eq("secret").any() or not _exposed(rows).all():
            yield from caveats("hidden_months")


def _exposed(rows: pd.DataFrame) -> pd.Series[bool]:
    """Return the months in which every school's exposure is known, or all where none ever is.

    The sum over the other schools would be too small for the counts of all.
    """
    known = rows.groupby(["month", "unit"])["exposure"].max().notna()
    whole: pd.Series[bool] = known.groupby("month").all() | (not known.any())
    return whole


def _by(rows: pd.DataFrame, name: Namer) -> Iterator[tuple[str, pd.DataFrame]]:
    for period, part in rows.sort_values("month").groupby(rows["month"].map(name), sort=False):
        yield str(period), part
