"""Term absence in a pilot's schools beside other schools.

It is described and never tested, since there are too few schools. A group's change is found in
four steps:

1. Autumn is compared with autumn and spring with spring. Of each season, the last term before the
   start and the first from it are a pair.
2. Only grades that have hours in every one of these terms count, so that like is compared with
   like.
3. The rate of a term is the hours absent over the hours offered, and a pair's change is the second
   rate less the first.
4. The group's change is the mean of its pairs, whatever hours they offered. It rests on the
   pupils of every one of these terms. The mean rates of either side stand beside it: their
   difference is the change.

Example: a school offers 20 000 hours a term, and starts in HT2023. In HT2022 1000 hours were missed
and in HT2023 800: a change of 0.04 - 0.05 = -0.01. In VT2023 1600 hours were missed and in VT2024
1200: 0.06 - 0.08 = -0.02. The school's change is -0.015, or one and a half points less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, Any, ClassVar

import pandas as pd
from annotated_types import MinLen

from tsi_eval.designs.contract import DESCRIPTIVE, Found, StandardDesign, caveats, refuse
from tsi_eval.designs.needs import Needs
from tsi_eval.designs.option import Name
from tsi_eval.designs.rules import apart, once_each, period_of
from tsi_eval.designs.tallies import cell_of, compared, rows_of
from tsi_eval.designs.usable import unusable_numbers
from tsi_eval.errors import Problem
from tsi_eval.findings import Claim, Estimate, Feasibility, Kind, Part, Quantity, Role, Series
from tsi_eval.periods import term_order
from tsi_eval.study import Study
from tsi_eval.study.tables import ABSENCE
from tsi_eval.written_periods import parse_period

PILOT, OTHER = "schools=pilot", "schools=comparison"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence(StandardDesign):
    """How did absence develop in the pilot's schools, beside other schools in the municipality?

    Autumn is compared with autumn and spring with spring: the last of each before the start with
    the first of each from it. It is a description: schools were chosen, not drawn, and with a
    handful of schools no test can tell a pilot from chance. Each school's own change is shown, so
    that the reader sees how much schools move anyway.

    Attributes:
        units: The pilot's schools.
        comparison: Other schools.
        start: First term of the intervention, such as "HT2023".
    """

    name: ClassVar[str] = "absence"

    units: Annotated[tuple[Name, ...], MinLen(1)]
    start: str
    comparison: tuple[Name, ...] = ()

    @property
    def claim(self) -> Claim:
        """Beside other schools, and untested: a description."""
        return Claim.DESCRIBES

    @property
    def needs(self) -> Needs:
        """Hours of absence of these schools."""
        return Needs(tables=(ABSENCE.name,), units=(*self.units, *self.comparison))

    def contradictions(self) -> Iterator[Problem]:
        """Yield what the schools and the start can't be.

        A school that stands twice (E293) or on both sides (E292), and a start that is no term
        (E233).
        """
        yield from once_each(self, "units", "comparison")
        yield from apart(self, "comparison", "units")
        if (period := period_of(self.start)) is None or period.kind != "term":
            yield self.refusal("E233", "start", name=self.start)

    def faults(self, study: Study) -> tuple[Problem, ...]:
        """Return problems of the hours.

        Numbers that are none (E298), or a school without hours, in all its terms or in one (E142).
        """
        hours = rows_of(study, ABSENCE.name, units=(*self.units, *self.comparison))
        if problems := tuple(unusable_numbers(hours, ABSENCE.name, "pupils", "valid", "invalid", "offered")):
            return problems
        offered = self._rows(study).groupby(["unit", "term"])["offered"].sum()
        present_units = set(offered.index.get_level_values("unit"))
        absent = [unit for unit in (*self.units, *self.comparison) if unit not in present_units]
        idle = [", ".join(place) for place in offered.index[offered == 0].to_list()]
        return tuple(Problem(code="E142", params={"group": group}) for group in (*absent, *idle))

    def judged(self, study: Study) -> Feasibility:
        """Refuse when no term from the start on has come, or none has its like before."""
        rows = self._rows(study)
        if all(term_order(term) < term_order(_term(self.start)) for term in rows["term"].unique()):
            return refuse("refusal.not_yet")
        terms = {term for pair in self._pairs(rows) for term in pair}
        if not terms or not set(self.units) <= set(_in_all(rows, terms)["unit"]):
            return refuse("refusal.no_term_before")
        return DESCRIPTIVE

    def found(self, study: Study, *, refused: bool) -> Found:
        """Give absence as a share of the hours offered, by term, and its change.

        The change is that of each group and of each school.
        """
        rows, doubts = self._rows(study), ["absence_registered", "schools_chosen", "few_schools"]
        if study.table(ABSENCE.name)["status"].eq("secret").any():
            doubts.append("hidden_at_source")
        pairs = self._pairs(rows)
        doubts += self._outside(rows)
        compared_terms = (compared((a for a, _ in pairs), (b for _, b in pairs)),) if pairs else ()
        return Found(
            estimates=() if refused else (*self._changes(rows), *self._against_all(rows)),
            series=tuple(self._series(rows)),
            caveats=(*compared_terms, *caveats(*doubts)),
            start=_term(self.start),
        )

    def _rows(self, study: Study) -> pd.DataFrame:
        rows = rows_of(study, ABSENCE.name, units=(*self.units, *self.comparison))
        return rows[rows[["valid", "invalid", "offered", "pupils"]].notna().all(axis=1)]

    def _groups(self) -> dict[str, tuple[str, ...]]:
        groups = {PILOT: self.units} | ({OTHER: self.comparison} if self.comparison else {})
        return groups | {f"unit={unit}": (unit,) for unit in (*self.units, *self.comparison)}

    def _pairs(self, rows: pd.DataFrame) -> list[tuple[str, str]]:
        """Return (term before, term after) of the same season.

        Each is the nearest to the start on its side.
        """
        terms = sorted(set(rows["term"]), key=term_order)
        limit = term_order(_term(self.start))
        pairs = []
        for season in ("HT", "VT"):
            before = [term for term in terms if term.startswith(season) and term_order(term) < limit]
            after = [term for term in terms if term.startswith(season) and term_order(term) >= limit]
            if before and after:
                pairs.append((before[-1], after[0]))
        return pairs

    def _outside(self, rows: pd.DataFrame) -> Iterator[str]:
        """Yield why terms from the start on are not in the change."""
        pairs, limit = self._pairs(rows), term_order(_term(self.start))
        seasons = {after[:2]: after for _, after in pairs}
        terms = {term for term in rows["term"] if term_order(term) >= limit}
        if any(term_order(term) > term_order(seasons.get(term[:2], term)) for term in terms):
            yield "later_terms_outside"
        if seasons and any(term[:2] not in seasons for term in terms):
            yield "term_without_its_like"

    def _changes(self, rows: pd.DataFrame) -> Iterator[Estimate]:
        pairs = self._pairs(rows)
        rows = _in_all(rows, {term for pair in pairs for term in pair})
        for name, units in self._groups().items():
            group_rows = rows[rows["unit"].isin(units)]
            sides = [(_of_term(group_rows, before), _of_term(group_rows, after)) for before, after in pairs]
            parts = [*chain.from_iterable(sides)]
            if any(part.empty for part in parts):
                continue
            # Seasons count alike, whatever hours they offered.
            changes = [_rate(after) - _rate(before) for before, after in sides]
            role = Role.HEADLINE if name in {PILOT, OTHER} else Role.SUPPORTING
            yield self._estimate(
                Quantity.ABSENCE_CHANGE,
                sum(changes) / len(changes),
                *parts,
                group=name,
                period="before_start > after_start",
                unit="points_of_share",
                role=role,
            )
            if role is Role.HEADLINE:
                yield from self._sides(name, sides)

    def _sides(self, name: str, sides: list[tuple[pd.DataFrame, pd.DataFrame]]) -> Iterator[Estimate]:
        """Yield a group's mean rate before the start and from it on, as the change weighs terms."""
        for period, terms in zip((Part.BEFORE_START, Part.AFTER_START), zip(*sides, strict=True), strict=True):
            rate = sum(map(_rate, terms)) / len(terms)
            about = {"group": name, "period": period, "unit": "share_of_hours"}
            yield self._estimate(Quantity.ABSENCE, rate, *terms, **about)

    def _terms_before(self, rows: pd.DataFrame) -> dict[str, list[str]]:
        """Return the terms before the start, in order, by their season."""
        limit = term_order(_term(self.start))
        earlier: dict[str, list[str]] = {"HT": [], "VT": []}
        for term in sorted(set(rows["term"]), key=term_order):
            if term_order(term) < limit:
                earlier[term[:2]].append(term)
        return earlier

    def _against_all(self, rows: pd.DataFrame) -> Iterator[Estimate]:
        """Yield the groups' changes against all earlier terms of the same season.

        With one earlier term of each season this would be the answer itself, and nothing is given.
        """
        starts = [after for _, after in self._pairs(rows)]
        earlier = self._terms_before(rows)
        if all(len(season) < 2 for season in earlier.values()):  # noqa: PLR2004  one is the answer itself
            return
        terms = [*earlier["HT"], *earlier["VT"], *starts]
        rows = _in_all(rows, set(terms))
        for name in (PILOT, OTHER):
            group_rows = rows[rows["unit"].isin(self._groups().get(name, ()))]
            if group_rows.empty:
                continue
            changes = []
            for start in starts:
                before = [_rate(_of_term(group_rows, term)) for term in earlier[start[:2]]]
                changes.append(_rate(_of_term(group_rows, start)) - sum(before) / len(before))
            yield self._estimate(
                Quantity.ABSENCE_CHANGE,
                sum(changes) / len(changes),
                *(_of_term(group_rows, term) for term in terms),
                group=name,
                period="before_start > after_start",
                unit="points_of_share",
                role=Role.SENSITIVITY,
                method="absence_all_before",
            )

    def _series(self, rows: pd.DataFrame) -> Iterator[Series]:
        terms = sorted(set(rows["term"]), key=term_order)
        for name, units in self._groups().items():
            if name not in {PILOT, OTHER}:
                continue
            group_rows = rows[rows["unit"].isin(units)]
            points = []
            for term in terms:
                part = _of_term(group_rows, term)
                if not part.empty:
                    about = {"group": name, "period": term, "axis": "term", "unit": "share_of_hours"}
                    points.append(self._estimate(Quantity.ABSENCE, _rate(part), part, **about))
            yield Series(name=name, axis="term", points=tuple(points))

    def _estimate(self, quantity: Quantity, value: float, *terms: pd.DataFrame, **more: Any) -> Estimate:
        """Return a number that rests on every one of these terms.

        It states the pupils of the term that had fewest.
        """
        cells = [cell_of(rows, ABSENCE.name, Kind.PERSON, count="pupils") for rows in terms]
        cells.sort(key=lambda cell: cell.n)
        return self.estimate(quantity, value, *cells, **{"method": "absence_rate"} | more)


def _in_all(rows: pd.DataFrame, terms: set[str]) -> pd.DataFrame:
    """Return the rows of the grades that have hours in every one of these terms.

    So like is compared with like.
    """
    of_terms = rows[rows["term"].isin(terms)]
    complete = of_terms.groupby(["unit", "grade"])["term"].nunique() == len(terms)
    kept = pd.MultiIndex.from_frame(of_terms[["unit", "grade"]]).isin(complete.index[complete])
    return of_terms[kept]


def _of_term(rows: pd.DataFrame, term: str) -> pd.DataFrame:
    return rows[rows["term"] == term]


def _term(text: str) -> str:
    period = parse_period(text)
    return period.name if period else text


def _rate(rows: pd.DataFrame) -> float:
    return float((rows["valid"].sum() + rows["invalid"].sum()) / rows["offered"].sum())
